import type { Ref } from 'react';
import type { Station } from '../../../shared/model/readiness';
import { classNames } from '../../components/class-names';
import { stateWord } from '../../components/Lamp';
import styles from './StationPath.module.css';

const marks: Record<Station['state'], string> = {
  good: 'M11 16.4 14.6 20 21 12.6',
  warning: 'M16 9.5V17.5M16 21.8V22',
  broken: 'M11.8 11.8 20.2 20.2M20.2 11.8 11.8 20.2',
  unknown: 'M13 13.2A3.1 3.1 0 1 1 16.9 16.100C16.2 16.5 16 17 16 18M16 22V22.1',
};

interface Props {
  ref: Ref<HTMLButtonElement>;
  station: Station;
  selected: boolean;
  panelId: string;
  onSelect: () => void;
}

/** A station: light with its sign, name, and the word under it. */
export function StationLight({ ref, station, selected, panelId, onSelect }: Props) {
  const { id, title, state, note, reached } = station;
  return (
    <button
      ref={ref}
      type="button"
      role="tab"
      id={`station-${id}`}
      data-state={state}
      aria-selected={selected}
      aria-controls={panelId}
      tabIndex={selected ? 0 : -1}
      className={classNames(
        styles.station,
        styles[state],
        !reached && styles.unreached,
        selected && styles.selected,
      )}
      onClick={onSelect}
    >
      <svg
        className={styles.light}
        width="32"
        height="32"
        viewBox="0 0 32 32"
        aria-hidden="true"
        focusable="false"
      >
        <circle cx="16" cy="16" r="14.5" />
        <path d={marks[state]} />
      </svg>
      <span className={styles.title}>{title}</span>{' '}
      <span className="visually-hidden">{stateWord[state]}:</span>{' '}
      <span className={styles.note} title={note}>
        {note}
      </span>
    </button>
  );
}
