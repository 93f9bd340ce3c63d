import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReadinessPage } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { Page } from '../../components/Page';
import { TakeAlong } from '../../components/take-along/TakeAlong';
import type { PageProps } from '../shell/page-props';
import { FixPreview } from './FixPreview';
import { HandshakeCard } from './HandshakeCard';
import { chosenStation } from './pick-station';
import styles from './ReadinessView.module.css';
import { firstFixable } from './sort-checks';
import { StationCard } from './StationCard';
import { StationPath } from './StationPath';

interface Props extends PageProps {
  page: ReadinessPage;
  picker: ReactNode;
}

const PANEL = 'station-panel';

/** The full state of the page. */
export function ReadinessView({ serverId, params, navigate, page, picker }: Props) {
  const { readiness } = page;
  const { site, application, stations } = readiness;
  const station = chosenStation(stations, params['station']);
  const [looked, setLooked] = useState<string | null>(null);
  if (station === undefined) return null;
  const shown =
    station.checks.find(({ id, fix }) => id === looked && fix !== undefined) ?? firstFixable(station.checks);
  return (
    <Page
      fixed
      heading={readiness.verdict}
      names={[site, readiness.pool]}
      sub={readiness.tally}
      right={
        <>
          {readiness.ready === false && (
            <Button onClick={() => navigate({ page: 'setup', params: {} })}>Set up step by step</Button>
          )}
          <TakeAlong {...{ serverId, site, application }} />
          {picker}
        </>
      }
    >
      <Card flush label="The path of an upgrade">
        <StationPath
          stations={stations}
          selected={station.id}
          panelId={PANEL}
          onSelect={(id) => navigate({ params: { ...params, station: id } })}
        />
      </Card>
      <div className={styles.panes}>
        <div role="tabpanel" id={PANEL} aria-labelledby={`station-${station.id}`} className={styles.cause}>
          <StationCard key={station.id} serverId={serverId} station={station} onShowFix={setLooked} />
        </div>
        <div className={styles.cure}>
          {shown?.fix ? (
            <FixPreview serverId={serverId} check={shown} fix={shown.fix} />
          ) : page.handshakeMode === 'impossible' ? (
            <Card fill title="The live handshake">
              <EmptyState title="A file has no socket to try.">
                Whether an upgrade goes through, only the server itself can tell; the Tester dials any
                address.
              </EmptyState>
            </Card>
          ) : (
            <HandshakeCard
              key={JSON.stringify([site, application])}
              serverId={serverId}
              site={site}
              application={application}
              page={page}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
