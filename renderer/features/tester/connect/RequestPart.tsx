import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { AddressDraft } from './address-draft';
import styles from './ConnectPanel.module.css';
import { FieldPart } from './FieldPart';
import type { PartProps } from './FieldPart';

/** What goes out with the upgrade: headers, origin, cookies, and who asks. */
export function RequestPart(props: PartProps) {
  const { draft, onChange } = props;
  return (
    <>
      <FieldPart
        {...props}
        name="headers"
        label="Headers, one a line"
        placeholder="X-Tenant: blue"
        hint="Order and case are kept."
        lines={3}
      />
      <FieldPart {...props} name="origin" label="Origin" placeholder="https://app.example" />
      <FieldPart {...props} name="cookies" label="Cookies" placeholder="session=…; theme=dark" />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={draft.auth}
        aria-label="Sign-in"
        onChange={(_event, auth: AddressDraft['auth'] | null) => {
          if (auth !== null) onChange({ auth });
        }}
      >
        <ToggleButton value="none">No sign-in</ToggleButton>
        <ToggleButton value="basic">Basic</ToggleButton>
        <ToggleButton value="bearer">Bearer token</ToggleButton>
      </ToggleButtonGroup>
      {draft.auth === 'basic' && (
        <div className={styles.pair}>
          <FieldPart {...props} name="user" label="User name" />
          <FieldPart {...props} name="password" label="Password" secret />
        </div>
      )}
      {draft.auth === 'bearer' && <FieldPart {...props} name="token" label="Token" secret />}
      <p className={styles.hint}>
        Windows authentication (NTLM, Negotiate) is not spoken here: try a path with anonymous or Basic
        access. What is typed here is kept until the window is closed, and in no file.
      </p>
    </>
  );
}
