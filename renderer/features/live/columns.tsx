import type { LiveRequest, LiveRow } from '../../../shared/model/live';
import { bytes, count, duration } from '../../components/format';
import type { GridColumn } from '../../components/grid/grid-types';
import styles from './LivePage.module.css';
import { kindWords, rate } from './words';

const figure = (value: number | null, words: (value: number) => string = count) =>
  value === null ? (
    <span className={styles.unknown}>unknown</span>
  ) : value === 0 ? (
    <span className={styles.unknown}>{words(0)}</span>
  ) : (
    words(value)
  );

const number = (
  id: keyof LiveRow,
  title: string,
  width: number,
  cell: (row: LiveRow) => React.ReactNode,
): GridColumn<LiveRow> => ({ id, title, width, align: 'right', sortable: true, cell });

const name: GridColumn<LiveRow> = {
  id: 'name',
  title: 'Name',
  sortable: true,
  cell: (row) => (
    <span className={styles.rowName} title={row.name}>
      {row.name}
    </span>
  ),
};

const state: GridColumn<LiveRow> = {
  id: 'state',
  title: 'State',
  width: 104,
  sortable: true,
  cell: ({ state: now }) => (
    <span className={now === 'Started' ? undefined : styles.unknown}>
      {now === 'Unknown' ? 'unknown' : now}
    </span>
  ),
};

export const siteColumns: GridColumn<LiveRow>[] = [
  name,
  state,
  number('sockets', 'Sockets', 110, (row) => figure(row.sockets)),
  number('connections', 'Connections', 120, (row) => figure(row.connections)),
  number('refused', 'Refused', 110, (row) => figure(row.refused)),
];

export const poolColumns: GridColumn<LiveRow>[] = [
  name,
  state,
  number('sockets', 'Sockets', 90, (row) => figure(row.sockets)),
  number('openedPerS', 'Opened', 90, (row) => figure(row.openedPerS, rate)),
  number('requests', 'Requests', 90, (row) => figure(row.requests)),
  number('queue', 'Waiting', 90, (row) => figure(row.queue)),
  number('refused', 'Refused', 90, (row) => figure(row.refused)),
  number('recycles', 'Recycles', 90, (row) => figure(row.recycles)),
  number('workers', 'Processes', 128, ({ workers, draining }) => (
    <>
      {figure(workers)}
      {draining !== null && draining > 0 && <span className={styles.draining}> {draining} draining</span>}
    </>
  )),
];

const code = (text: string) => (
  <code className={styles.code} title={text}>
    {text}
  </code>
);

export const requestColumns: GridColumn<LiveRequest>[] = [
  { id: 'kind', title: 'Kind', width: 84, cell: ({ kind }) => kindWords[kind] },
  {
    id: 'age',
    title: 'Age',
    width: 96,
    align: 'right',
    cell: ({ ageMs }) => duration(Math.round(ageMs / 1000)),
  },
  { id: 'client', title: 'Client', width: 170, cell: ({ client }) => code(client) },
  { id: 'url', title: 'URL', cell: ({ url }) => code(url) },
  {
    id: 'site',
    title: 'Site',
    width: 120,
    cell: (row) => row.site ?? <span className={styles.unknown}>unknown</span>,
  },
  { id: 'pool', title: 'Pool', width: 120, cell: ({ pool }) => pool },
  { id: 'in', title: 'Received', width: 96, align: 'right', cell: ({ bytesIn }) => figure(bytesIn, bytes) },
  { id: 'out', title: 'Sent', width: 96, align: 'right', cell: ({ bytesOut }) => figure(bytesOut, bytes) },
];
