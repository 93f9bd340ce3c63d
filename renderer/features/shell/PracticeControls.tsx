import Button from '@mui/material/Button';
import { Suspense, lazy, useState } from 'react';
import type { ServerOverview } from '../../../shared/model/server';
import { Chevron } from '../../components/Chevron';
import styles from './TopBar.module.css';

const PracticeMenu = lazy(() => import('./PracticeMenu'));
const ClockMenu = lazy(() => import('./ClockMenu'));

type Practice = NonNullable<ServerOverview['practice']>;

/** What only the practice server has: scenarios to choose and bring back, any file, a clock that can run faster. */
export function PracticeControls({ practice }: { practice: Practice }) {
  const [scenarios, setScenarios] = useState<HTMLElement | null>(null);
  const [clock, setClock] = useState<HTMLElement | null>(null);
  const chosen = practice.scenarios.find(({ id }) => id === practice.scenario);
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={scenarios !== null}
        onClick={(event) => setScenarios(event.currentTarget)}
      >
        <span className={styles.quiet}>Scenario</span>{' '}
        <span className={styles.strong}>{chosen?.title ?? 'own file'}</span>
        <Chevron />
      </Button>
      <Button
        aria-haspopup="menu"
        aria-expanded={clock !== null}
        onClick={(event) => setClock(event.currentTarget)}
      >
        <span className={styles.quiet}>Clock</span>{' '}
        <span className={styles.strong}>×{practice.clockScale}</span>
        <Chevron />
      </Button>
      <Suspense fallback={null}>
        {scenarios && (
          <PracticeMenu anchor={scenarios} practice={practice} onClose={() => setScenarios(null)} />
        )}
        {clock && <ClockMenu anchor={clock} scale={practice.clockScale} onClose={() => setClock(null)} />}
      </Suspense>
    </>
  );
}
