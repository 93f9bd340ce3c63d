import Button from '@mui/material/Button';
import type { RecipePreview } from '../../../shared/model/recipes';
import { ErrorState } from '../../components/ErrorState';
import { Lamp } from '../../components/Lamp';
import { useAction } from '../../ipc/hooks';
import styles from './RecipesPage.module.css';

interface Props {
  serverId: string;
  site: string;
  application: string;
  preview: RecipePreview;
}

/** Adds the recipe to the pending changes, and makes its path the socket's address. */
export function PlaceButtons({ serverId, site, application, preview }: Props) {
  const add = useAction('changes.add');
  const remember = useAction('readiness.setAddress');
  const { requests, plan, needs, test } = preview;
  if (requests.length === 0) return null;
  const broken = needs.filter(({ state }) => state === 'broken').length;
  const settled = plan !== null && plan.diffs.length === 0 && plan.refusal === undefined;
  return (
    <div className={styles.buttons}>
      {settled ? (
        <Lamp state="good" word="It is placed already" />
      ) : (
        <Button
          variant="contained"
          disabled={
            add.isPending || broken > 0 || (plan?.refusal !== undefined && !isLater(plan.refusal.code))
          }
          onClick={() => add.mutate({ serverId, requests, weight: 'edit' })}
        >
          Add to changes
        </Button>
      )}
      {test && (
        <Button
          disabled={remember.isPending}
          onClick={() =>
            remember.mutate({
              serverId,
              site,
              application,
              address: { path: test.path, subprotocols: [], headers: [] },
            })
          }
        >
          {remember.isSuccess ? 'Readiness and Tester use it' : `Test at ${test.path}`}
        </Button>
      )}
      {broken > 0 && (
        <p className={styles.problem}>
          {broken === 1 ? 'One thing that it needs is' : `${broken} things that it needs are`} not there.
        </p>
      )}
      {add.isSuccess && !settled && <Lamp state="good" word="Among the pending changes" />}
      {add.error && <ErrorState inline error={add.error} />}
      {remember.error && <ErrorState inline error={remember.error} />}
    </div>
  );
}

/** What keeps only from applying it now. */
const isLater = (code: string): boolean => code === 'look-only';
