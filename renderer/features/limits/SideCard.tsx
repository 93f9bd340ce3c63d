import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';
import { Card } from '../../components/Card';
import styles from './LimitsPage.module.css';

export type Side = 'what-if' | 'setting';

interface Props {
  side: Side;
  onSide: (side: Side) => void;
  children: ReactNode;
}

/** Beside the ladder: a question about it, or the setting that was picked from it. */
export function SideCard({ side, onSide, children }: Props) {
  return (
    <Card label="Beside the ladder" fill>
      <ToggleButtonGroup
        exclusive
        fullWidth
        value={side}
        aria-label="What is shown beside the ladder"
        className={styles.sides ?? ''}
        onChange={(_event, next: Side | null) => {
          if (next !== null) onSide(next);
        }}
      >
        <ToggleButton value="what-if">What if</ToggleButton>
        <ToggleButton value="setting">Setting</ToggleButton>
      </ToggleButtonGroup>
      {children}
    </Card>
  );
}
