import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import styles from './SetupPage.module.css';

interface Props {
  onBack?: () => void;
  children: ReactNode;
}

/** The way on, right; the way back, left of it. */
export function StepButtons({ onBack, children }: Props) {
  return (
    <div className={styles.buttons}>
      {onBack && <Button onClick={onBack}>Back</Button>}
      {children}
    </div>
  );
}
