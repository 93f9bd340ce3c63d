import { Virtuoso } from 'react-virtuoso';
import { hexLine, hexLineCount } from '../../hex';
import styles from './Views.module.css';

/** Offset, bytes and characters. */
export function HexView({ hex }: { hex: string }) {
  return (
    <Virtuoso
      className={styles.lines}
      aria-label="Payload as hex"
      role="region"
      totalCount={hexLineCount(hex)}
      fixedItemHeight={18}
      initialItemCount={Math.min(12, hexLineCount(hex))}
      itemContent={(index) => {
        const line = hexLine(hex, index);
        return (
          <pre className={styles.hexLine}>
            <span className={styles.quiet}>{line.offset}</span> {line.bytes}{' '}
            <span className={styles.ascii}>{line.ascii}</span>
          </pre>
        );
      }}
    />
  );
}
