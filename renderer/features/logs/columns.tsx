import { visible } from '../../../shared/visible';
import type { LogRow } from '../../../shared/model/logs';
import { ms } from '../../components/format';
import type { GridColumn } from '../../components/grid/grid-types';
import { stamp } from './spans';

/** `zone`: whose clock the times are of, "UTC". */
export const rowColumns = (zone: string): readonly GridColumn<LogRow>[] => [
  {
    ...{ id: 'at', title: `Time (${zone})`, width: 172 },
    cell: ({ at }) => (at === null ? 'unknown' : stamp(at)),
  },
  { id: 'status', title: 'Status', width: 68, cell: ({ status }) => <code>{status}</code> },
  {
    id: 'meaning',
    title: 'Meaning',
    width: 140,
    cell: ({ meaning, reason }) => (reason === '' ? meaning.title : `${meaning.title} (${visible(reason)})`),
  },
  {
    id: 'took',
    title: 'Lived, took',
    width: 86,
    align: 'right',
    cell: ({ tookMs }) => (tookMs === null ? '–' : ms(tookMs)),
  },
  { id: 'client', title: 'Client', width: 110, cell: ({ client }) => visible(client) },
  { id: 'url', title: 'URL', cell: ({ url }) => <code>{visible(url)}</code> },
];
