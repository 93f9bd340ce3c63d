import { useEffect, useState } from 'react';
import styles from './TopBar.module.css';

/** "4 s ago", "3 min ago", "2 h ago". */
export function ago(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3600)} h ago`;
}

/** When the server was last read; counts by itself. */
export function ReadAgo({ at }: { at: string }) {
  const [now, setNow] = useState(() => Date.now());
  const passed = now - Date.parse(at);
  const young = passed < 60_000;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), young ? 1000 : 20_000);
    return () => clearInterval(timer);
  }, [young]);
  return (
    <time dateTime={at} className={styles.ago}>
      read {ago(passed)}
    </time>
  );
}
