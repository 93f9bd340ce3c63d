import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { AddressDraft } from './address-draft';
import styles from './ConnectPanel.module.css';
import { FieldPart } from './FieldPart';
import type { PartProps } from './FieldPart';
import { FilePart } from './FilePart';

const MAX_PFX = 1_400_000;
const MAX_PEM = 900_000;

interface Props extends PartProps {
  onInspect: () => void;
}

/** Our certificate, whom we trust, and the name that is asked for. */
export function TlsPart({ onInspect, ...props }: Props) {
  const { draft, onChange, wrong } = props;
  const of = (field: string) => (wrong?.field === field ? wrong.sentence : undefined);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={draft.certKind}
        aria-label="Client certificate"
        onChange={(_event, certKind: AddressDraft['certKind'] | null) => {
          if (certKind !== null) onChange({ certKind });
        }}
      >
        <ToggleButton value="none">No client certificate</ToggleButton>
        <ToggleButton value="pfx">PFX</ToggleButton>
        <ToggleButton value="pem">PEM</ToggleButton>
      </ToggleButtonGroup>
      {draft.certKind === 'pfx' && (
        <FilePart
          label="PFX file"
          accept=".pfx,.p12"
          max={MAX_PFX}
          as="base64"
          file={draft.pfx}
          wrong={of('pfx')}
          onPick={(pfx) => onChange({ pfx })}
        />
      )}
      {draft.certKind === 'pem' && (
        <>
          <FilePart
            label="Certificate"
            max={MAX_PEM}
            as="text"
            file={draft.certificate}
            wrong={of('certificate')}
            onPick={(certificate) => onChange({ certificate })}
          />
          <FilePart
            label="Key"
            max={MAX_PEM}
            as="text"
            file={draft.key}
            wrong={of('key')}
            onPick={(key) => onChange({ key })}
          />
        </>
      )}
      {draft.certKind !== 'none' && <FieldPart {...props} name="passphrase" label="Passphrase" secret />}
      <FilePart
        label="Own authority (CA)"
        max={MAX_PEM}
        as="text"
        file={draft.ca}
        wrong={of('ca')}
        onPick={(ca) => onChange({ ca })}
      />
      <p className={styles.hint}>A PEM file. With one, no other authority is trusted.</p>
      <FieldPart
        {...props}
        name="serverName"
        label="Name for SNI and the certificate"
        placeholder="the address’s own"
      />
      {draft.trust !== null && (
        <div className={styles.file}>
          <span className={styles.fileName}>
            Trusted for this session: {draft.trust.authority}, {draft.trust.fingerprint.slice(0, 11)}…
          </span>
          <Button variant="text" onClick={() => onChange({ trust: null })}>
            Trust it no longer
          </Button>
        </div>
      )}
      <div>
        <Button onClick={onInspect}>Inspect the certificate</Button>
      </div>
    </>
  );
}
