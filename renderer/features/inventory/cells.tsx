import type { Cell } from '../../../shared/model/inventory';
import type { ObjectState } from '../../../shared/model/runtime';
import { UNLIMITED, count, duration, spanSeconds } from '../../components/format';
import { StateSign } from '../../components/StateSign';
import styles from './Inventory.module.css';

/** An effective value: quiet where it is only the default, with a sign where it is a fault. */
export function ValueCell({ cell, words, fault = false }: { cell: Cell; words?: string; fault?: boolean }) {
  const from = cell.source === null ? 'not known' : cell.source.label;
  return (
    <span
      className={fault ? styles.fault : cell.isDefault ? styles.byDefault : styles.set}
      title={`${cell.text}, from ${from}`}
    >
      {fault && <StateSign state="broken" size={12} />}
      {words ?? cell.text}
    </span>
  );
}

/** A time span in words; what is none is shown as it stands. */
export function spanWords(text: string, zero = '0 s'): string {
  const seconds = spanSeconds(text);
  return seconds === null ? text : seconds === 0 ? zero : duration(seconds);
}

/** A number in words: 4294967295 is IIS's unlimited. */
export function numberWords(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  return value === UNLIMITED ? 'unlimited' : count(value);
}

/** Run-time state: only what isn't running is loud. */
export function StateCell({ state }: { state: ObjectState | null }) {
  if (state === null || state === 'Unknown') return <span className={styles.unknown}>unknown</span>;
  if (state === 'Started') return <span className={styles.set}>{state}</span>;
  return (
    <span className={styles.fault}>
      <StateSign state="broken" size={12} />
      {state}
    </span>
  );
}

export function CountCell({ value }: { value: number | null }) {
  return value === null ? <span className={styles.unknown}>unknown</span> : <>{count(value)}</>;
}

interface NameProps {
  name: string;
  problem: string | undefined;
  onCopy: () => void;
}

/**
 * The name, and what is wrong with the object as the file has it. Its button to copy the row is shown on the row that
 * is pointed at or selected; the keyboard has Ctrl+C.
 */
export function NameCell({ name, problem, onCopy }: NameProps) {
  return (
    <span className={styles.nameBox}>
      <span className={styles.name} title={problem === undefined ? name : `${name}: ${problem}`}>
        {name}
        {problem !== undefined && <span className={styles.problem}> {problem}</span>}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.copy}
        onClick={(event) => {
          event.stopPropagation();
          onCopy();
        }}
      >
        Copy
      </button>
    </span>
  );
}
