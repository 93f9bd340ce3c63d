import type { PoolRow, SiteRow } from '../../../shared/model/inventory';
import type { GridColumn } from '../../components/grid/grid-types';
import { CountCell, NameCell, StateCell, ValueCell, numberWords, spanWords } from './cells';
import styles from './Inventory.module.css';

const lockWord = (locked: boolean | null): string =>
  locked === null ? 'lock unknown' : locked ? 'locked' : 'open';

/** Column ids are the row's own field names: the engine sorts by them. */
export function siteColumns(
  onPool: (pool: string) => void,
  onCopy: (row: SiteRow) => void,
): GridColumn<SiteRow>[] {
  return [
    {
      id: 'name',
      title: 'Site',
      sortable: true,
      cell: (row) => <NameCell name={row.name} problem={row.problem} onCopy={() => onCopy(row)} />,
    },
    { id: 'id', title: 'Id', width: 48, align: 'right', sortable: true, cell: (row) => row.id ?? '' },
    { id: 'state', title: 'State', width: 98, cell: (row) => <StateCell state={row.state} /> },
    {
      id: 'pool',
      title: 'Application pool',
      width: 130,
      sortable: true,
      cell: ({ pool }) =>
        pool === null ? (
          <span className={styles.unknown}>none</span>
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={styles.link}
            title={`Only sites of ${pool}`}
            onClick={(event) => {
              event.stopPropagation();
              onPool(pool);
            }}
          >
            {pool}
          </button>
        ),
    },
    {
      id: 'bindings',
      title: 'Bindings',
      width: 134,
      sortable: true,
      cell: (row) => (
        <code className={styles.code} title={row.bindings}>
          {row.bindings}
        </code>
      ),
    },
    {
      id: 'sockets',
      title: 'Sockets',
      width: 72,
      align: 'right',
      cell: (row) => <CountCell value={row.sockets} />,
    },
    {
      id: 'webSocket',
      title: 'webSocket.enabled',
      width: 140,
      sortable: true,
      cell: (row) => (
        <>
          <ValueCell cell={row.webSocket} fault={row.webSocket.text === 'false'} />
          <span className={styles.unknown}> {lockWord(row.webSocketLocked)}</span>
        </>
      ),
    },
    {
      id: 'maxConnections',
      title: 'maxConnections',
      width: 116,
      align: 'right',
      sortable: true,
      cell: ({ maxConnections }) => (
        <ValueCell
          cell={maxConnections}
          words={numberWords(maxConnections.text)}
          fault={maxConnections.text === '0'}
        />
      ),
    },
    {
      id: 'connectionTimeout',
      title: 'connectionTimeout',
      width: 138,
      align: 'right',
      sortable: true,
      cell: (row) => <ValueCell cell={row.connectionTimeout} words={spanWords(row.connectionTimeout.text)} />,
    },
  ];
}

export function poolColumns(onCopy: (row: PoolRow) => void): GridColumn<PoolRow>[] {
  return [
    {
      id: 'name',
      title: 'Application pool',
      sortable: true,
      cell: (row) => <NameCell name={row.name} problem={row.problem} onCopy={() => onCopy(row)} />,
    },
    { id: 'state', title: 'State', width: 92, cell: (row) => <StateCell state={row.state} /> },
    {
      id: 'applications',
      title: 'Apps',
      width: 60,
      align: 'right',
      sortable: true,
      cell: (row) => <CountCell value={row.applications} />,
    },
    {
      id: 'sockets',
      title: 'Sockets',
      width: 68,
      align: 'right',
      cell: (row) => <CountCell value={row.sockets} />,
    },
    {
      id: 'pipelineMode',
      title: 'managedPipelineMode',
      width: 144,
      sortable: true,
      cell: ({ pipelineMode }) => <ValueCell cell={pipelineMode} fault={pipelineMode.text === 'Classic'} />,
    },
    {
      id: 'runtimeVersion',
      title: 'Runtime',
      width: 140,
      sortable: true,
      cell: ({ runtimeVersion }) => (
        <ValueCell
          cell={runtimeVersion}
          {...(runtimeVersion.text === '' ? { words: 'No Managed Code' } : {})}
        />
      ),
    },
    {
      id: 'startMode',
      title: 'startMode',
      width: 116,
      sortable: true,
      cell: (row) => <ValueCell cell={row.startMode} />,
    },
    {
      id: 'idleTimeout',
      title: 'idleTimeout',
      width: 86,
      align: 'right',
      sortable: true,
      cell: ({ idleTimeout }) => <ValueCell cell={idleTimeout} words={spanWords(idleTimeout.text, 'off')} />,
    },
    {
      id: 'periodicRestart',
      title: 'Recycles',
      width: 80,
      align: 'right',
      sortable: true,
      cell: ({ periodicRestart }) => (
        <ValueCell cell={periodicRestart} words={spanWords(periodicRestart.text, 'off')} />
      ),
    },
    {
      id: 'queueLength',
      title: 'queueLength',
      width: 94,
      align: 'right',
      sortable: true,
      cell: (row) => <ValueCell cell={row.queueLength} words={numberWords(row.queueLength.text)} />,
    },
  ];
}
