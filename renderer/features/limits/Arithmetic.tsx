import styles from './Arithmetic.module.css';

/** How a number is made, a line each, shown when asked for. */
export function Arithmetic({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className={styles.arithmetic}>
      <summary>How it is counted</summary>
      <ol>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
