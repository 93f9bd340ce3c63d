import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { LimitsPage as Limits } from '../../../shared/model/limits';
import { Card } from '../../components/Card';
import { CopyButton } from '../../components/CopyButton';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SitePicker } from '../../components/SitePicker';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { useFirstSite } from '../../ipc/use-first-site';
import type { PageProps } from '../shell/page-props';
import { CutList } from './CutList';
import { HopField } from './HopField';
import { firstCeiling } from './ladder-geometry';
import { LadderPicture } from './LadderPicture';
import { untimed } from './lifetime-geometry';
import { LifetimePicture } from './LifetimePicture';
import { LimitEditor } from './LimitEditor';
import type { Picked } from './LimitEditor';
import styles from './LimitsPage.module.css';
import { CeilingTable, LifetimeTable } from './LimitsTables';
import { SideCard } from './SideCard';
import type { Side } from './SideCard';
import { limitsText } from './tables-text';
import { useWhatIf } from './use-what-if';
import { WhatIf } from './WhatIf';

/** Limits of one application: the ladder of ceilings, and the forecast of what will cut a socket. */
export default function LimitsPage({ serverId, navigate, ...props }: PageProps) {
  const { site, application, answer } = useFirstSite(serverId, props.site, props.application);
  const picker = (
    <SitePicker
      serverId={serverId}
      site={site}
      application={application}
      onPick={(picked, path) => navigate({ site: picked, application: path, params: {} })}
    />
  );
  if (site !== null)
    return <OfSite key={`${site}:${application}`} {...{ serverId, site, application, picker }} />;
  if (answer.isError)
    return (
      <Page heading="The sites could not be read.">
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (answer.isPending) return <SkeletonPage label="Reading the sites" />;
  return (
    <Page heading="There is no site in this configuration.">
      <EmptyState title="No limit to show.">Limits are counted per site and application.</EmptyState>
    </Page>
  );
}

interface OfSiteProps {
  serverId: string;
  site: string;
  application: string;
  picker: ReactNode;
}

function OfSite({ serverId, site, application, picker }: OfSiteProps) {
  const [hopS, setHopS] = useState<number | null>(null);
  const limits = useCall('limits.get', { serverId, site, application, hopS }, { keepPrevious: true });
  const overview = useCall('servers.overview', { serverId });
  if (limits.isError && !limits.data)
    return (
      <Page heading={`The limits of ${site} could not be read.`} names={[site]} right={picker}>
        <ErrorState error={limits.error} onRetry={() => void limits.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (!limits.data) return <SkeletonPage label={`Reading the limits of ${site}`} />;
  return (
    <Full
      {...{ serverId, picker, hopS }}
      onHop={setHopS}
      page={limits.data}
      readOnly={overview.data?.readOnly}
    />
  );
}

interface FullProps {
  serverId: string;
  page: Limits;
  readOnly: string | undefined;
  picker: ReactNode;
  hopS: number | null;
  onHop: (seconds: number | null) => void;
}

function Full({ serverId, page, readOnly, picker, hopS, onHop }: FullProps) {
  const [picked, setPicked] = useState<{ kind: Picked['kind']; id: string } | null>(null);
  const [side, setSide] = useState<Side>('what-if');
  const whatIf = useWhatIf(serverId, page);
  const [asTable, setAsTable] = useState(false);
  const shown = pickedOf(page, picked);
  const selected = shown?.kind === 'rung' ? shown.rung.id : null;
  const cut = shown?.kind === 'cut' ? shown.cut.id : null;
  const { someTime, harmless } = untimed(page.cuts);
  const pick = (kind: Picked['kind'], id: string) => {
    setPicked({ kind, id });
    setSide('setting');
  };
  const pickCut = (id: string) => pick('cut', id);
  return (
    <Page
      heading={page.heading}
      names={[page.site]}
      sub={page.sub}
      right={
        <>
          <CopyButton text={() => limitsText(page)} />
          <Button aria-pressed={asTable} onClick={() => setAsTable((now) => !now)}>
            {asTable ? 'Show pictures' : 'Show tables'}
          </Button>
          {picker}
        </>
      }
    >
      <div className={asTable ? styles.wide : styles.columns}>
        <Card title="Ladder of ceilings" aside={<Counts page={page} />}>
          {page.rungs.length === 0 ? (
            <EmptyState title="No limit of this application is known." />
          ) : asTable ? (
            <CeilingTable rungs={page.rungs} sockets={page.sockets} />
          ) : (
            <LadderPicture
              rungs={page.rungs}
              sockets={page.sockets}
              expected={side === 'what-if' ? whatIf.expected : null}
              measured={page.measured}
              selected={side === 'setting' ? selected : null}
              onSelect={(id) => pick('rung', id)}
            />
          )}
        </Card>
        {!asTable && (
          <SideCard side={side} onSide={setSide}>
            {side === 'what-if' || shown === null ? (
              <WhatIf
                {...{ serverId, readOnly }}
                sockets={whatIf.sockets}
                onSockets={whatIf.setSockets}
                plan={whatIf.plan}
                error={whatIf.error}
              />
            ) : (
              <LimitEditor {...{ serverId, readOnly }} picked={shown} sockets={page.sockets} />
            )}
          </SideCard>
        )}
      </div>
      <Card
        title="Lifetime forecast"
        aside={
          <div className={styles.aside}>
            <HopField hopS={hopS} onHop={onHop} />
            {!asTable && <Legend />}
          </div>
        }
      >
        {asTable ? (
          <LifetimeTable cuts={page.cuts} />
        ) : (
          <>
            <LifetimePicture cuts={page.cuts} selected={cut} onSelect={pickCut} />
            <CutList title="Cuts too, at no time known before" cuts={someTime} onPick={pickCut} />
            <CutList title="Cuts no open socket" cuts={harmless} onPick={pickCut} />
          </>
        )}
      </Card>
    </Page>
  );
}

/** What is chosen, else the first ceiling, else whatever stands first. */
function pickedOf(page: Limits, picked: { kind: Picked['kind']; id: string } | null): Picked | null {
  if (picked?.kind === 'cut') {
    const cut = page.cuts.find(({ id }) => id === picked.id);
    if (cut) return { kind: 'cut', cut };
  }
  const rung =
    page.rungs.find(({ id }) => picked?.kind === 'rung' && id === picked.id) ??
    firstCeiling(page.rungs) ??
    page.rungs[0];
  return rung ? { kind: 'rung', rung } : null;
}

function Counts({ page }: { page: Limits }) {
  if (page.sockets === null) return <>open sockets: unknown here</>;
  const parts = [
    page.connections === null ? null : `${page.connections.toLocaleString('en-US')} connections`,
    page.refused === null || page.refused === 0
      ? null
      : `${page.refused.toLocaleString('en-US')} refused with 503`,
  ].filter((part) => part !== null);
  return <>{parts.join(' · ')}</>;
}

function Legend() {
  return (
    <ul className={styles.legend}>
      <li className={styles.good}>nothing cuts it</li>
      <li className={styles.warn}>alive if it keeps talking</li>
      <li className={styles.over}>no socket lives this long</li>
    </ul>
  );
}
