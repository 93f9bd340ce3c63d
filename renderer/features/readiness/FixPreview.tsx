import type { Check, Fix } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import styles from './FixPreview.module.css';

interface Props {
  serverId: string;
  check: Check;
  fix: Fix;
}

/** What the fix would change in the files, what it costs, which applications it touches. Nothing is added by looking. */
export function FixPreview({ serverId, check, fix }: Props) {
  const plan = useCall('changes.preview', { serverId, requests: fix.changes });
  const title = fix.weight === 'blocks' ? 'What Fix would change' : `What “${fix.title}” would change`;
  return (
    <Card fill flush tabStop title={title} footer={<Touched fix={fix} />}>
      <p className={styles.cost}>
        <span className={styles.for}>{check.title}:</span> {fix.cost}.
      </p>
      {plan.isError ? (
        <div className={styles.area}>
          <ErrorState inline error={plan.error} onRetry={() => void plan.refetch()} />
        </div>
      ) : plan.isPending ? (
        <div className={styles.area}>
          <SkeletonLines lines={4} label="Working out the difference" />
        </div>
      ) : (
        <>
          {plan.data.refusal && (
            <div className={styles.area}>
              <ErrorState inline error={plan.data.refusal} />
            </div>
          )}
          <ul className={styles.sentences}>
            {plan.data.changes
              .filter(({ request, problem }) => request.kind === 'action' || problem !== undefined)
              .map(({ id, sentence, problem }) => (
                <li key={id}>
                  {sentence}
                  {problem !== undefined && <span className={styles.problem}> {problem}</span>}
                </li>
              ))}
          </ul>
          <DiffView diffs={plan.data.diffs} />
        </>
      )}
    </Card>
  );
}

function Touched({ fix }: { fix: Fix }) {
  const { touches } = fix;
  if (touches.length === 0) return <>Touches no application.</>;
  return (
    <p className={styles.touched} title={touches.join('\n')}>
      Touches {touches.length === 1 ? 'one application' : `${touches.length} applications`}:{' '}
      {touches.join(', ')}
    </p>
  );
}
