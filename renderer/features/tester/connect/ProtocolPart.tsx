import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { FOLLOWED } from '../connect-request';
import type { AddressDraft } from './address-draft';
import styles from './ConnectPanel.module.css';
import { FieldPart } from './FieldPart';
import type { PartProps } from './FieldPart';

/** Compression, patience, and what the tester does by itself. */
export function ProtocolPart(props: PartProps) {
  const { draft, onChange } = props;
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={draft.compression}
        aria-label="Compression, permessage-deflate"
        onChange={(_event, compression: AddressDraft['compression'] | null) => {
          if (compression !== null) onChange({ compression });
        }}
      >
        <ToggleButton value="off">permessage-deflate off</ToggleButton>
        <ToggleButton value="on">on</ToggleButton>
        <ToggleButton value="offer">as asked</ToggleButton>
      </ToggleButtonGroup>
      {draft.compression === 'offer' && (
        <FieldPart
          {...props}
          name="offer"
          label="Sec-WebSocket-Extensions"
          placeholder="permessage-deflate; client_max_window_bits"
        />
      )}
      <p className={styles.hint}>IIS itself has no compression of sockets; what is behind a proxy may.</p>
      <FieldPart {...props} name="timeout" label="Time-out of the handshake, seconds" />
      <FieldPart {...props} name="largest" label="Largest message that is taken, MB" />
      <div className={styles.checks}>
        <FormControlLabel
          label={`Follow redirects, at most ${FOLLOWED}`}
          control={
            <Checkbox
              checked={draft.followRedirects}
              onChange={(_event, followRedirects) => onChange({ followRedirects })}
            />
          }
        />
        <FormControlLabel
          label="Answer pings by itself"
          control={
            <Checkbox checked={draft.autoPong} onChange={(_event, autoPong) => onChange({ autoPong })} />
          }
        />
      </div>
    </>
  );
}
