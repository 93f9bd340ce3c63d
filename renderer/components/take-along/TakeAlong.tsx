import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Chevron } from '../Chevron';
import { useAction, useCall } from '../../ipc/hooks';
import { useEvidence } from './use-evidence';

interface Props {
  serverId: string;
  site: string;
  application: string;
}

const whyWord = {
  asked: 'as you asked',
  setup: 'as the set-up was begun',
  apply: 'before Apply',
};

/** Readiness and limits of the application, for a ticket; with how it was before, where that is remembered. */
export function TakeAlong({ serverId, site, application }: Props) {
  const where = { serverId, site, application };
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const remembered = useCall('evidence.before', where);
  const setBefore = useAction('evidence.setBefore');
  const before = remembered.data?.before ?? null;
  const { run, said } = useEvidence(where, before !== null);
  const close = () => setAnchor(null);
  const choose = (work: () => void) => () => {
    close();
    work();
  };
  const both = before === null ? '' : ', before and after';
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span aria-live="polite">{said ?? 'Take along'}</span>
        <Chevron />
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem onClick={choose(() => void run('copy', 'markdown'))}>Copy as Markdown{both}</MenuItem>
        <MenuItem onClick={choose(() => void run('save', 'html'))}>Save as HTML{both}…</MenuItem>
        <MenuItem onClick={choose(() => void run('save', 'json'))}>Save as JSON{both}…</MenuItem>
        <MenuItem divider onClick={choose(() => void run('save', 'markdown'))}>
          Save as Markdown{both}…
        </MenuItem>
        <MenuItem onClick={choose(() => setBefore.mutate({ ...where, keep: true }))}>
          Remember as “before”
        </MenuItem>
        {before !== null && (
          <MenuItem onClick={choose(() => setBefore.mutate({ ...where, keep: false }))}>
            Forget “before”: {new Date(before.at).toLocaleTimeString([], { hour12: false })},{' '}
            {whyWord[before.why]}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
