import type { ReactNode } from 'react';
import type { CheckState } from '../../shared/model/common';
import { classNames } from './class-names';
import styles from './Pill.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'neutral';

/** The tint that belongs to a state. */
export const toneOf: Record<CheckState, Tone> = {
  good: 'good',
  warning: 'warn',
  broken: 'bad',
  unknown: 'neutral',
};

/** A word or two on a tint. */
export function Pill({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classNames(styles.pill, styles[tone])}>{children}</span>;
}
