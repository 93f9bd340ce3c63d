import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { Station, StationId } from '../../../shared/model/readiness';
import { Cable } from './Cable';
import { piecesOf } from './cable-pieces';
import { StationLight } from './StationLight';
import styles from './StationPath.module.css';

interface Props {
  stations: readonly Station[];
  selected: StationId;
  onSelect: (id: StationId) => void;
  /** Id of the panel that shows the selected station. */
  panelId: string;
}

/** Where a key leads from one of `count` stations; null for keys that don't walk. */
export function walk(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (from + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The path of an upgrade: a cable from the client through eight lights. Arrows walk it. */
export function StationPath({ stations, selected, onSelect, panelId }: Props) {
  const lights = useRef(new Map<StationId, HTMLButtonElement>());

  const onKeyDown = (event: KeyboardEvent) => {
    const from = stations.findIndex(({ id }) => id === selected);
    const to = walk(event.key, from, stations.length);
    const station = to === null ? undefined : stations[to];
    if (station === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onSelect(station.id);
    lights.current.get(station.id)?.focus();
  };

  return (
    <div className={styles.path}>
      <Cable pieces={piecesOf(stations)} />
      <div className={styles.columns}>
        <div className={styles.client}>
          <span className={styles.plug}>Client</span>
        </div>
        <div
          role="tablist"
          aria-label="The path of an upgrade, from the client to the application"
          className={styles.stations}
          onKeyDown={onKeyDown}
        >
          {stations.map((station) => (
            <StationLight
              key={station.id}
              ref={(button) => {
                if (button) lights.current.set(station.id, button);
                else lights.current.delete(station.id);
              }}
              station={station}
              selected={station.id === selected}
              panelId={panelId}
              onSelect={() => onSelect(station.id)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
