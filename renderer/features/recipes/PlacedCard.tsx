import Button from '@mui/material/Button';
import { useState } from 'react';
import type { UndoPlan } from '../../../shared/model/changes';
import type { PlacedRecipe } from '../../../shared/model/recipes';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { useCall, useJob } from '../../ipc/hooks';
import type { Job } from '../../ipc/use-job';
import styles from './RecipesPage.module.css';

/** What was placed for a test and is still there; nothing where there is none. */
export function PlacedCard({ serverId }: { serverId: string }) {
  const placed = useCall('recipes.placed', { serverId });
  if (placed.isError) return <ErrorState inline error={placed.error} onRetry={() => void placed.refetch()} />;
  if (!placed.data || placed.data.placed.length === 0) return null;
  return (
    <Card title="Placed for a test" tone="warn">
      <ul className={styles.placed}>
        {placed.data.placed.map((each) => (
          <PlacedRow key={each.entryIds.join()} serverId={serverId} placed={each} />
        ))}
      </ul>
    </Card>
  );
}

function PlacedRow({ serverId, placed }: { serverId: string; placed: PlacedRecipe }) {
  const { title, site, application, files, at, by } = placed;
  const [asking, setAsking] = useState(false);
  const job = useJob('recipes.remove');
  const fault = job.error ?? job.result?.error;
  return (
    <li className={styles.row}>
      <p>
        <span className={styles.title}>{title}</span> in {site}
        {application}: {files.join(', ')}, since {new Date(at).toLocaleString()} by {by}.
      </p>
      {asking ? (
        <Asked {...{ serverId, placed, job }} onKeep={() => setAsking(false)} />
      ) : (
        <Button size="small" onClick={() => setAsking(true)}>
          Take away…
        </Button>
      )}
      {fault && <ErrorState inline error={fault} />}
    </li>
  );
}

interface AskedProps {
  serverId: string;
  placed: PlacedRecipe;
  job: Job<'recipes.remove'>;
  onKeep: () => void;
}

function Asked({ serverId, placed, job, onKeep }: AskedProps) {
  const { recipe, site, application } = placed;
  const at = { serverId, recipe, site, application };
  const plan = useCall('recipes.removePlan', at);
  return (
    <>
      {plan.isError ? <ErrorState inline error={plan.error} /> : <WhatGoes plan={plan.data} />}
      <div className={styles.buttons}>
        {plan.data && (
          <Button
            variant="contained"
            disabled={job.state === 'running' || plan.isFetching}
            onClick={() => void job.start({ ...at, hash: plan.data.hash })}
          >
            {job.state === 'running' ? 'Taking it away…' : 'Take it away'}
          </Button>
        )}
        <Button onClick={onKeep}>Keep it</Button>
      </div>
    </>
  );
}

function WhatGoes({ plan }: { plan: UndoPlan | undefined }) {
  const { parts = [], impact = [] } = plan ?? {};
  const back = parts.flatMap((part) => part.back.map(({ sentence }) => sentence));
  const stays = parts.flatMap(({ how, kept }) =>
    kept.map(({ change, why }) =>
      how === 'none'
        ? `Left as it is: ${change.sentence}. ${why}`
        : `${change.object}: ${change.setting} stays. ${why}`,
    ),
  );
  return (
    <ul className={styles.notes}>
      {[...back, ...stays, ...impact].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
