import Button from '@mui/material/Button';
import { useState } from 'react';
import { classNames } from '../../components/class-names';
import { Lamp } from '../../components/Lamp';
import { placeOf } from '../../components/place-of';
import { useCall } from '../../ipc/hooks';
import styles from './ProblemStrip.module.css';

/** A sentence that begins with the file's whole path needs only its name here: the server's name stands above it. */
const inShort = (sentence: string, file: string) =>
  sentence.startsWith(file) ? placeOf({ file }) + sentence.slice(file.length) : sentence;

/** What of this configuration isn't sound, while the rest is shown. Nothing at all where everything is. */
export function ProblemStrip({ serverId }: { serverId: string }) {
  const [open, setOpen] = useState(false);
  const { data } = useCall('servers.overview', { serverId });
  const problems = data?.problems ?? [];
  const [first] = problems;
  if (first === undefined) return null;
  const worst = problems.some(({ severity }) => severity === 'error') ? 'broken' : 'warning';
  return (
    <section aria-label="Problems in this configuration" className={classNames(styles.strip, styles[worst])}>
      <ul className={styles.list}>
        {(open ? problems : [first]).map(({ severity, sentence, where }, index) => (
          <li key={index} className={styles.problem}>
            <Lamp quiet state={severity === 'error' ? 'broken' : 'warning'} word={severity} />
            <span className={styles.sentence}>{where ? inShort(sentence, where.file) : sentence}</span>
            {where !== undefined && !sentence.startsWith(where.file) && (
              <code title={where.file}>{placeOf(where)}</code>
            )}
          </li>
        ))}
      </ul>
      {problems.length > 1 && (
        <Button size="small" variant="text" aria-expanded={open} onClick={() => setOpen((now) => !now)}>
          {open ? 'Show less' : `and ${problems.length - 1} more`}
        </Button>
      )}
    </section>
  );
}
