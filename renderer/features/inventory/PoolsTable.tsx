import { useMemo } from 'react';
import type { PoolRow } from '../../../shared/model/inventory';
import { invoke, useBridge } from '../../ipc/bridge';
import { poolColumns } from './columns';
import { ObjectTable } from './ObjectTable';
import type { TableProps } from './ObjectTable';
import { poolText } from './row-text';

/** The application pools. */
export function PoolsTable(props: TableProps) {
  const bridge = useBridge();
  const { onCopy } = props;
  const columns = useMemo(() => poolColumns((row) => onCopy(row.name, poolText(row))), [onCopy]);
  return (
    <ObjectTable<PoolRow>
      {...props}
      word="application pools"
      ask={(query) => invoke(bridge, 'inventory.pools', query)}
      columns={columns}
      text={poolText}
    />
  );
}
