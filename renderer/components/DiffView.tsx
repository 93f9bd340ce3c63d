import type { FileDiff } from '../../shared/model/changes';
import { classNames } from './class-names';
import styles from './DiffView.module.css';
import { placeOf } from './place-of';

type Line = FileDiff['hunks'][number]['lines'][number];

const sign: Record<Line['kind'], string> = { same: ' ', removed: '-', added: '+' };
const said: Record<Line['kind'], string> = { same: '', removed: 'removed: ', added: 'added: ' };

/** What would change in the files, line by line. Characters stay as they are: `/>` is two of them. */
export function DiffView({ diffs }: { diffs: readonly FileDiff[] }) {
  return (
    <div className={styles.diffs}>
      {diffs.map((diff) => (
        <FileView key={diff.file} diff={diff} />
      ))}
    </div>
  );
}

function FileView({ diff }: { diff: FileDiff }) {
  const name = placeOf({ file: diff.file });
  return (
    <figure aria-label={`Changes in ${name}: ${diff.added} added, ${diff.removed} removed`}>
      <figcaption className={styles.file} title={diff.file}>
        <code>{name}</code>
        <span className={styles.count}>
          <span className={styles.plus}>+{diff.added}</span>{' '}
          <span className={styles.minus}>−{diff.removed}</span>
        </span>
      </figcaption>
      {/* Long lines scroll sideways; what scrolls must be reachable by keyboard. */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={`Lines of ${name}`}>
        <div className={styles.lines}>
          {diff.hunks.map((hunk, index) => (
            <div key={`${hunk.oldStart}:${hunk.newStart}`} className={styles.hunk}>
              {index > 0 && <div className={styles.gap}>⋯</div>}
              {hunk.lines.map((line) => (
                <DiffRow key={`${line.kind}${line.line}`} line={line} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </figure>
  );
}

function DiffRow({ line }: { line: Line }) {
  return (
    <div className={classNames(styles.line, styles[line.kind])}>
      <span className={styles.number} aria-hidden="true">
        {line.line}
      </span>
      <span className={styles.sign} aria-hidden="true">
        {sign[line.kind]}
      </span>
      {said[line.kind] !== '' && <span className="visually-hidden">{said[line.kind]}</span>}
      <code className={styles.text}>{line.text}</code>
    </div>
  );
}
