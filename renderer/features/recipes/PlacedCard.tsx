import Button from '@mui/material/Button';
import { useState } from 'react';
import type { PlacedRecipe } from '../../../shared/model/recipes';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { useCall, useJob } from '../../ipc/hooks';
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
  const { recipe, title, site, application, files, at, by, entryIds } = placed;
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
        <>
          {entryIds.map((entryId) => (
            <WhatGoes key={entryId} {...{ serverId, entryId }} />
          ))}
          <div className={styles.buttons}>
            <Button
              variant="contained"
              disabled={job.state === 'running'}
              onClick={() => void job.start({ serverId, recipe, site, application })}
            >
              {job.state === 'running' ? 'Taking it away…' : 'Take it away'}
            </Button>
            <Button onClick={() => setAsking(false)}>Keep it</Button>
          </div>
        </>
      ) : (
        <Button size="small" onClick={() => setAsking(true)}>
          Take away…
        </Button>
      )}
      {fault && <ErrorState inline error={fault} />}
    </li>
  );
}

function WhatGoes({ serverId, entryId }: { serverId: string; entryId: string }) {
  const plan = useCall('changes.undoPlan', { serverId, entryId });
  if (plan.isError) return <ErrorState inline error={plan.error} />;
  const { back = [], kept = [], impact = [] } = plan.data ?? {};
  const stays = kept.map(({ change, why }) => `${change.object}: ${change.setting} stays. ${why}`);
  return (
    <ul className={styles.notes}>
      {[...back.map(({ sentence }) => sentence), ...stays, ...impact].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
