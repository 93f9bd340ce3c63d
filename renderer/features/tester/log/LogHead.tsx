import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useState } from 'react';
import type { TesterState } from '../../../../shared/model/tester';
import { Chevron } from '../../../components/Chevron';
import { useAction } from '../../../ipc/hooks';
import { keptWords } from '../frame-words';
import styles from './LogHead.module.css';
import { useLogMemory } from './log-memory';

const SIZES_MB = [16, 64, 128, 256, 512, 1024, 2048];
const MB = 1024 * 1024;

interface Props {
  state: TesterState | undefined;
  follow: boolean;
  onFollow: (follow: boolean) => void;
  /** Whether handshake and frame are shown beside it. */
  details: boolean;
  onDetails: (details: boolean) => void;
}

/** How much is kept, and how the log is shown. */
export function LogHead({ state, follow, onFollow, details, onDetails }: Props) {
  return (
    <>
      <span className={styles.kept} title={state && `Frames that are kept: ${keptWords(state)}`}>
        {state && keptWords(state)}
      </span>
      {state !== undefined && state.frames > 0 && (
        <span className={styles.buttons}>
          <LogMenu state={state} />
          <Button size="small" aria-pressed={follow} onClick={() => onFollow(!follow)}>
            {follow ? 'Following' : 'Paused'}
          </Button>
        </span>
      )}
      <Button
        size="small"
        aria-expanded={details}
        title="Handshake and frame, beside the log"
        onClick={() => onDetails(!details)}
      >
        {details ? 'Hide details' : 'Show details'}
      </Button>
    </>
  );
}

function LogMenu({ state }: { state: TesterState }) {
  const { sessionId, keepBytes, phase } = state;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [memory, change] = useLogMemory(sessionId);
  const { mutate: keep } = useAction('tester.keep');
  const { keepMb } = memory;
  // A new socket keeps as much as was chosen for the one before.
  useEffect(() => {
    if (keepMb !== null) keep({ sessionId, mb: keepMb });
  }, [keep, sessionId, keepMb]);
  const close = () => setAnchor(null);
  const choose = (chosen: Parameters<typeof change>[0]) => () => {
    close();
    change(chosen);
  };
  const sinceChosen = memory.times === 'since';
  return (
    <>
      <Button
        size="small"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        View <Chevron />
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <MenuItem
          role="menuitemcheckbox"
          aria-checked={memory.roundTrips}
          onClick={choose({ roundTrips: !memory.roundTrips })}
        >
          {memory.roundTrips ? 'Hide round trips' : 'Show round trips'}
        </MenuItem>
        <Divider />
        <MenuItem
          role="menuitemradio"
          aria-checked={sinceChosen}
          selected={sinceChosen}
          onClick={choose({ times: 'since' })}
        >
          Times since connect
        </MenuItem>
        <MenuItem
          role="menuitemradio"
          aria-checked={!sinceChosen}
          selected={!sinceChosen}
          onClick={choose({ times: 'clock' })}
        >
          Times of day
        </MenuItem>
        <Divider />
        <ListSubheader role="presentation">Keep the newest</ListSubheader>
        {SIZES_MB.map((mb) => {
          const chosen = keepBytes === mb * MB;
          return (
            <MenuItem
              key={mb}
              role="menuitemradio"
              aria-checked={chosen}
              selected={chosen}
              disabled={phase === 'ended' && keepBytes !== undefined && mb * MB < keepBytes}
              onClick={choose({ keepMb: mb })}
            >
              {mb} MB
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
