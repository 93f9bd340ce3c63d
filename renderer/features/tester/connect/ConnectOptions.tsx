import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { Chevron } from '../../../components/Chevron';
import { classNames } from '../../../components/class-names';
import { ConnectPanel } from './ConnectPanel';
import styles from './ConnectPanel.module.css';
import type { PartProps } from './FieldPart';
import { chipsOf, groupOf } from './groups';
import type { Group } from './groups';

interface Props extends PartProps {
  /** undefined while a socket is open: there is nothing to connect. */
  onConnect: (() => void) | undefined;
  onInspect: () => void;
}

/** What is set, as chips beside the address, and the panel where it is set. */
export function ConnectOptions({ draft, onChange, wrong, onConnect, onInspect }: Props) {
  const [opened, setOpened] = useState<Group | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const fault = wrong === null ? null : groupOf(wrong.field);
  const chip = (of: Group | null) => classNames(styles.chip, fault !== null && fault === of && styles.faulty);
  return (
    <div ref={anchor} className={styles.chips}>
      {chipsOf(draft).map(({ group, text }) => (
        <Button
          key={`${group} ${text}`}
          className={chip(group)}
          title={text}
          aria-haspopup="dialog"
          onClick={() => setOpened(group)}
        >
          <span>{text}</span>
        </Button>
      ))}
      <Button
        className={chip(fault)}
        aria-haspopup="dialog"
        aria-expanded={opened !== null}
        onClick={() => setOpened(fault ?? 'request')}
      >
        Options
        <Chevron />
      </Button>
      <ConnectPanel
        anchor={anchor}
        group={opened}
        onGroup={setOpened}
        draft={draft}
        onChange={onChange}
        wrong={wrong}
        onConnect={
          onConnect &&
          (() => {
            setOpened(null);
            onConnect();
          })
        }
        onInspect={() => {
          setOpened(null);
          onInspect();
        }}
      />
    </div>
  );
}
