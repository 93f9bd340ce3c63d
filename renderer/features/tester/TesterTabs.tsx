import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { ReactNode } from 'react';
import styles from './TesterTabs.module.css';

export type TesterTab = 'socket' | 'probes' | 'load';

/** The page's own choice in the address: "socket" for whatever doesn't fit. */
export const testerTab = (text: string | undefined): TesterTab =>
  text === 'probes' || text === 'load' ? text : 'socket';

interface Props {
  tab: TesterTab;
  onTab: (tab: TesterTab) => void;
  /** Right of the tabs. */
  children?: ReactNode;
}

/** What is done with the address above: one socket, probes, or many sockets at once. */
export function TesterTabs({ tab, onTab, children }: Props) {
  return (
    <div className={styles.bar}>
      <Tabs
        className={styles.tabs ?? ''}
        value={tab}
        aria-label="What to do with this address"
        onChange={(_event, next: TesterTab) => onTab(next)}
      >
        <Tab value="socket" label="Socket" />
        <Tab value="probes" label="Probes" />
        <Tab value="load" label="Load" />
      </Tabs>
      <div className={styles.aside}>{children}</div>
    </div>
  );
}
