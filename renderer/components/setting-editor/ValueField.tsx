import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import type { SettingValue } from '../../../shared/model/settings';
import styles from './SettingEditor.module.css';

interface Props {
  setting: SettingValue;
  value: string;
  onChange: (value: string) => void;
  invalid: boolean;
  /** Id of the text that says range or refusal. */
  describedBy: string;
}

/** The field that fits a setting's type: a switch, a list of the allowed names, or text. */
export function ValueField({ setting, value, onChange, invalid, describedBy }: Props) {
  if (setting.type === 'bool')
    return (
      <label className={styles.switch}>
        <Switch
          checked={value === 'true'}
          onChange={(_event, on) => onChange(String(on))}
          slotProps={{ input: { 'aria-label': setting.name, 'aria-describedby': describedBy } }}
        />
        <code>{value}</code>
      </label>
    );
  const choices = setting.type === 'enum' ? setting.choices : undefined;
  return (
    <TextField
      className={styles.field}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={invalid}
      autoFocus
      select={choices !== undefined}
      slotProps={{
        htmlInput: {
          'aria-label': setting.name,
          'aria-describedby': describedBy,
          spellCheck: false,
          className: styles.mono,
        },
        select: { SelectDisplayProps: { 'aria-label': setting.name, 'aria-describedby': describedBy } },
      }}
    >
      {choices?.map((choice) => (
        <MenuItem key={choice} value={choice}>
          <code>{choice}</code>
        </MenuItem>
      ))}
    </TextField>
  );
}
