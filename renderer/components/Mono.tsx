import type { ReactNode } from 'react';
import styles from './Mono.module.css';

/** IIS names and values. `wrap` lets a long one break anywhere; else it stays on its line. */
export function Mono({ children, wrap = false }: { children: ReactNode; wrap?: boolean }) {
  return <code className={wrap ? styles.wrap : styles.line}>{children}</code>;
}
