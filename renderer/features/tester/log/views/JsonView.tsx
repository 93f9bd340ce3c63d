import { useMemo, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { JsonLine, JsonLines } from '../../../../../shared/model/frame-view';
import { counted } from '../../../../components/format';
import styles from './Views.module.css';

/** px a line. */
const LINE = 20;

/** JSON in lines; arrays and objects fold. */
export function JsonView({ json, label }: { json: JsonLines; label: string }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => shownLines(json.lines, folded), [json, folded]);
  const fold = (index: number) =>
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(index)) after.add(index);
      return after;
    });
  return (
    <>
      <Virtuoso
        className={styles.lines}
        aria-label={label}
        role="region"
        totalCount={shown.length}
        fixedItemHeight={LINE}
        initialItemCount={Math.min(20, shown.length)}
        itemContent={(at) => {
          const index = shown[at] ?? 0;
          const line = json.lines[index];
          return line && <Line line={line} folded={folded.has(index)} onFold={() => fold(index)} />;
        }}
      />
      {json.cut && <p className={styles.note}>It goes on; only its beginning is set out.</p>}
    </>
  );
}

/** The lines that no folded one hides. */
export function shownLines(lines: readonly JsonLine[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    shown.push(index);
    if (folded.has(index)) index = lines[index]?.closedBy ?? lines.length;
  }
  return shown;
}

function Line({ line, folded, onFold }: { line: JsonLine; folded: boolean; onFold: () => void }) {
  const { depth, key, kind, text, closedBy, items = 0, comma } = line;
  const closing = text === '{' ? '}' : ']';
  return (
    <div className={styles.jsonLine} style={{ paddingLeft: 16 + Math.min(depth, 20) * 12 }}>
      {closedBy !== undefined && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!folded}
          aria-label={`${key ?? (text === '{' ? 'object' : 'array')}, ${counted(items, 'item')}`}
          onClick={onFold}
        >
          <span aria-hidden="true">{folded ? '▸' : '▾'}</span>
        </button>
      )}
      {key !== null && <span className={styles.key}>{key}: </span>}
      <span className={styles[kind]}>{text}</span>
      {folded && (
        <span className={styles.quiet}>
          {' '}
          {counted(items, 'item')} {closing}
        </span>
      )}
      {comma && !(closedBy !== undefined && !folded) && ','}
    </div>
  );
}
