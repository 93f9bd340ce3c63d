import TextField from '@mui/material/TextField';
import { classNames } from '../../../components/class-names';
import type { AddressDraft, ConnectChange } from './address-draft';
import type { Wrong } from './checked';
import styles from './ConnectPanel.module.css';

export interface PartProps {
  draft: AddressDraft;
  onChange: ConnectChange;
  wrong: Wrong | null;
}

type TextName = {
  [K in keyof AddressDraft]: string extends AddressDraft[K] ? K : never;
}[keyof AddressDraft];

interface Props extends PartProps {
  name: TextName;
  label: string;
  hint?: string;
  placeholder?: string;
  secret?: boolean;
  lines?: number;
}

/** A text of the draft with its label, a hint, and in its place what is wrong with it. */
export function FieldPart({
  draft,
  onChange,
  wrong,
  name,
  label,
  hint,
  placeholder,
  secret = false,
  lines,
}: Props) {
  const sentence = wrong?.field === name ? wrong.sentence : undefined;
  return (
    <TextField
      fullWidth
      id={`connect-${name}`}
      label={label}
      value={draft[name]}
      placeholder={placeholder}
      type={secret ? 'password' : 'text'}
      error={sentence !== undefined}
      helperText={sentence ?? hint}
      {...(lines === undefined ? {} : { multiline: true, minRows: lines, maxRows: 8 })}
      onChange={(event) => onChange({ [name]: event.target.value })}
      slotProps={{
        htmlInput: {
          spellCheck: false,
          autoComplete: 'off',
          className: classNames(!secret && styles.mono),
        },
      }}
    />
  );
}
