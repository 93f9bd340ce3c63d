import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import type { RecipeParameter, RecipeValues } from '../../../shared/model/recipes';
import styles from './RecipesPage.module.css';

interface Props {
  parameters: readonly RecipeParameter[];
  values: RecipeValues;
  /** By parameter, in one sentence. */
  problems: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
}

/** The recipe's parameters; what is wrong with one stands below it. */
export function RecipeForm({ parameters, values, problems, onChange }: Props) {
  return (
    <div className={styles.form}>
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values[parameter.name] ?? parameter.default}
          problem={problems[parameter.name]}
          onChange={(value) => onChange(parameter.name, value)}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  parameter: RecipeParameter;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}

function Field({ parameter: { label, help, choices }, value, problem, onChange }: FieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <TextField
        id={id}
        fullWidth
        select={choices !== undefined}
        value={value}
        error={problem !== undefined}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ htmlInput: { 'aria-describedby': `${id}-help`, spellCheck: false } }}
      >
        {choices?.map((choice) => (
          <MenuItem key={choice.value} value={choice.value}>
            {choice.label}
          </MenuItem>
        ))}
      </TextField>
      <div id={`${id}-help`} aria-live="polite">
        {problem !== undefined && <p className={styles.problem}>{problem}</p>}
        <p className={styles.help}>{help}</p>
      </div>
    </div>
  );
}
