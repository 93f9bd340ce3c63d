import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useCallback, useRef, useState } from 'react';
import { counted } from '../../components/format';
import { Page } from '../../components/Page';
import type { Target } from '../../components/setting-editor/use-setting-changes';
import { useAction, useCall } from '../../ipc/hooks';
import type { PageProps } from '../shell/page-props';
import styles from './Inventory.module.css';
import { ObjectDrawer } from './ObjectDrawer';
import { PoolsTable } from './PoolsTable';
import { SitesTable } from './SitesTable';
import { useFilterBox } from './use-filter-box';

type TabId = 'sites' | 'pools';

/** Sites & pools. `params`: `tab` (sites, pools), `filter`, `open` (the name whose settings are shown). */
export default function InventoryPage({ serverId, params, navigate }: PageProps) {
  const overview = useCall('servers.overview', { serverId });
  const tab: TabId = params['tab'] === 'pools' ? 'pools' : 'sites';
  const go = useCallback(
    (next: Record<string, string>) => {
      const kept = Object.entries({ ...params, ...next }).filter(([, value]) => value !== '');
      navigate({ params: Object.fromEntries(kept) });
    },
    [params, navigate],
  );
  const onFilter = useCallback((filter: string) => go({ filter }), [go]);
  const box = useFilterBox(params['filter'] ?? '', onFilter);

  const [target, setTarget] = useState<Target | null>(() => targetOf(tab, params['open']));
  const [focusOn, setFocusOn] = useState(0);
  const area = useRef<HTMLDivElement>(null);
  const open = target === null ? null : openName(target);
  const onOpen = useCallback(
    (name: string) =>
      setTarget(tab === 'sites' ? { kind: 'site', site: name } : { kind: 'pool', pool: name }),
    [tab],
  );
  const onClose = () => {
    setTarget(null);
    area.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };

  const copy = useAction('shell.copy');
  const [said, setSaid] = useState('');
  const { mutate } = copy;
  const onCopy = useCallback(
    (name: string, text: string) => {
      setSaid('');
      mutate(
        { text },
        { onSuccess: () => setSaid(`Copied ${name}`), onError: (error) => setSaid(error.message) },
      );
    },
    [mutate],
  );

  const { data } = overview;
  const heading = data
    ? `${data.entry.name} has ${counted(data.siteCount, 'site')} in ${counted(data.poolCount, 'application pool')}.`
    : 'Sites & pools';
  const shared = { serverId, filter: box.filter, onFilter, open, onOpen, onCopy };

  return (
    <Page
      fixed
      heading={heading}
      sub="Pick a row for all its settings; what you edit waits in the changes until you apply it."
    >
      <div className={styles.bar}>
        <Tabs
          value={tab}
          aria-label="Tables"
          onChange={(_event, next: TabId) => {
            setTarget(null);
            go({ tab: next, filter: '', open: '' });
          }}
        >
          <Tab value="sites" label="Sites" />
          <Tab value="pools" label="Application pools" />
        </Tabs>
        <span className={styles.said} role="status">
          {said}
        </span>
        <InputBase
          className={styles.filter}
          value={box.text}
          onChange={(event) => box.type(event.target.value)}
          placeholder={tab === 'sites' ? 'Filter by name, pool or binding' : 'Filter by name'}
          inputProps={{ 'aria-label': 'Filter', spellCheck: false, maxLength: 260 }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') box.clear();
          }}
          endAdornment={
            box.text === '' ? undefined : (
              <Button size="small" variant="text" onClick={box.clear}>
                Clear
              </Button>
            )
          }
        />
        <Button onClick={() => setTarget({ kind: 'server' })}>Server settings</Button>
      </div>
      <div
        ref={area}
        className={styles.card}
        onKeyDown={(event) => {
          const inGrid = event.target instanceof HTMLElement && event.target.role === 'grid';
          if (inGrid && event.key === 'Enter') setFocusOn((now) => now + 1);
          if (inGrid && event.key === 'Escape') setTarget(null);
        }}
      >
        <div className={styles.table}>
          {tab === 'sites' ? <SitesTable {...shared} /> : <PoolsTable {...shared} />}
        </div>
        {target !== null && (
          <ObjectDrawer
            serverId={serverId}
            target={target}
            onTarget={setTarget}
            readOnly={data?.readOnly}
            focusOn={focusOn}
            onClose={onClose}
            onSitesOf={(pool) => {
              setTarget(null);
              go({ tab: 'sites', filter: `pool:${pool}`, open: '' });
            }}
            onReadiness={(site, application) => navigate({ page: 'readiness', site, application })}
          />
        )}
      </div>
    </Page>
  );
}

const targetOf = (tab: TabId, name: string | undefined): Target | null =>
  name === undefined || name === ''
    ? null
    : tab === 'pools'
      ? { kind: 'pool', pool: name }
      : { kind: 'site', site: name };

const openName = (target: Target): string | null =>
  target.kind === 'pool' ? target.pool : target.kind === 'server' ? null : target.site;
