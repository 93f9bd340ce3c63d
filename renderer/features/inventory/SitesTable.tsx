import { useMemo } from 'react';
import type { SiteRow } from '../../../shared/model/inventory';
import { invoke, useBridge } from '../../ipc/bridge';
import { siteColumns } from './columns';
import { ObjectTable } from './ObjectTable';
import type { TableProps } from './ObjectTable';
import { siteText } from './row-text';

/** The sites; a pool's name narrows the table to the sites of that pool. */
export function SitesTable(props: TableProps) {
  const bridge = useBridge();
  const { onFilter, onCopy } = props;
  const columns = useMemo(
    () =>
      siteColumns(
        (pool) => onFilter(`pool:${pool}`),
        (row) => onCopy(row.name, siteText(row)),
      ),
    [onFilter, onCopy],
  );
  return (
    <ObjectTable<SiteRow>
      {...props}
      word="sites"
      ask={(query) => invoke(bridge, 'inventory.sites', query)}
      columns={columns}
      text={siteText}
    />
  );
}
