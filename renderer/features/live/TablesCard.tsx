import InputBase from '@mui/material/InputBase';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useCallback, useState } from 'react';
import type { LiveSample, LiveSubject } from '../../../shared/model/live';
import { useCall } from '../../ipc/hooks';
import { FarmTable, GapList, Happened } from './Happened';
import styles from './LivePage.module.css';
import { LiveTable } from './LiveTable';
import { RequestList } from './RequestList';
import { subjectText, timeOf } from './words';

const tabs = ['sites', 'pools', 'requests', 'farms', 'happened', 'gaps'] as const;
type TabId = (typeof tabs)[number];

interface Props {
  serverId: string;
  sample: LiveSample;
  subject: LiveSubject;
  windowS: number;
  params: Readonly<Record<string, string>>;
  go: (next: Record<string, string>) => void;
}

/** Everything as a table: sites, pools, open requests, what happened, and what nobody knows. */
export function TablesCard({ serverId, sample, subject, windowS, params, go }: Props) {
  const tab: TabId = tabs.find((each) => each === params['tab']) ?? 'sites';
  const [filter, setFilter] = useState('');
  const onChoose = useCallback((chosen: LiveSubject) => go({ of: subjectText(chosen) }), [go]);
  const history = useCall('live.history', { serverId, subject, windowS }, { keepPrevious: true });
  const marks = history.data?.marks ?? [];
  const { gaps, farms, at, since } = sample;
  const isTable = tab === 'sites' || tab === 'pools';
  return (
    <section className={styles.card} aria-label="Figures of now">
      <div className={styles.bar}>
        <Tabs value={tab} aria-label="Tables" onChange={(_event, next: TabId) => go({ tab: next })}>
          <Tab value="sites" label="Sites" />
          <Tab value="pools" label="Application pools" />
          <Tab value="requests" label="Open requests" />
          {(farms.length > 0 || tab === 'farms') && <Tab value="farms" label="Farm servers" />}
          <Tab
            value="happened"
            label={marks.length === 0 ? 'What happened' : `What happened (${marks.length})`}
          />
          <Tab value="gaps" label={gaps.length === 0 ? 'Not told' : `Not told (${gaps.length})`} />
        </Tabs>
        {isTable && since !== null && (
          <span className={styles.since}>Refused and recycles since {timeOf(Date.parse(since) / 1000)}</span>
        )}
        {isTable && (
          <InputBase
            className={styles.filter}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            placeholder="Filter by name"
            inputProps={{ 'aria-label': 'Filter', spellCheck: false, maxLength: 260 }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setFilter('');
            }}
          />
        )}
      </div>
      {isTable && <LiveTable key={tab} kind={tab} filter={filter.trim()} {...{ serverId, at, onChoose }} />}
      {tab === 'requests' && <RequestList {...{ serverId, subject }} />}
      {tab === 'farms' && <FarmTable farms={farms} />}
      {tab === 'happened' && <Happened marks={marks} />}
      {tab === 'gaps' && <GapList gaps={gaps} />}
    </section>
  );
}
