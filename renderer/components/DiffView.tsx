import type { FileDiff } from '../../shared/model/changes';
import { changedParts } from './changed-part';
import type { Part } from './changed-part';
import { classNames } from './class-names';
import { commonIndent } from './common-indent';
import styles from './DiffView.module.css';
import { placeOf } from './place-of';

type Hunk = FileDiff['hunks'][number];
type Line = Hunk['lines'][number];

const sign: Record<Line['kind'], string> = { same: '', removed: '-', added: '+' };
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
      {diff.hunks.map((hunk, index) => (
        <HunkView key={`${hunk.oldStart}:${hunk.newStart}`} hunk={hunk} follows={index > 0} />
      ))}
    </figure>
  );
}

function HunkView({ hunk, follows }: { hunk: Hunk; follows: boolean }) {
  const parts = changedParts(hunk.lines);
  // What all lines are indented by says nothing and costs the width that the change needs.
  const indent = commonIndent(hunk.lines.map(({ text }) => text));
  return (
    <div>
      {follows && <div className={styles.gap}>⋯</div>}
      {hunk.lines.map((line) => (
        <DiffRow key={`${line.kind}${line.line}`} line={line} part={parts.get(line)} indent={indent} />
      ))}
    </div>
  );
}

interface RowProps {
  line: Line;
  part: Part | undefined;
  indent: number;
}

function DiffRow({ line: { kind, line, text }, part, indent }: RowProps) {
  return (
    <div className={classNames(styles.line, styles[kind])}>
      <span className={styles.number} aria-hidden="true">
        {line}
      </span>
      <span className={styles.sign} aria-hidden="true">
        {sign[kind]}
      </span>
      {said[kind] !== '' && <span className="visually-hidden">{said[kind]}</span>}
      <code className={styles.text}>
        {part === undefined ? (
          text.slice(indent)
        ) : (
          <>
            {text.slice(indent, Math.max(indent, part[0]))}
            <span className={styles.part}>{text.slice(Math.max(indent, part[0]), part[1])}</span>
            {text.slice(part[1])}
          </>
        )}
      </code>
    </div>
  );
}
