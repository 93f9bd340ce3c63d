import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Chevron } from '../../../components/Chevron';
import { classNames } from '../../../components/class-names';
import styles from './Talk.module.css';

interface Props {
  /** On the button. */
  word: string;
  /** The panel's name. */
  title: string;
  /** Whether something inside is. */
  wrong?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button of the composer with a panel above it. */
export function TalkMenu({ word, title, wrong = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        ref={button}
        className={classNames(styles.menu, wrong && styles.faulty)}
        aria-label={word === title ? undefined : `${title}: ${word}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {word}
        <Chevron />
      </Button>
      <Popover
        open={open}
        onClose={close}
        anchorEl={() => button.current}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': title } }}
      >
        {open && <div className={styles.panel}>{children(close)}</div>}
      </Popover>
    </>
  );
}
