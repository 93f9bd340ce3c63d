import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { FrameFilter } from '../../../../shared/model/frame-search';
import type { TesterState } from '../../../../shared/model/tester';
import styles from './FilterBar.module.css';
import { isEmpty, matchWords, OPCODES, opcodesWords } from './filter-words';
import type { Filter } from './use-filter';

const hints: Record<FrameFilter['as'], string> = {
  text: 'Filter by text',
  regex: 'Filter by expression',
  hex: 'Filter by bytes, as 00 ff',
};

/** What of the log is shown: text, expression or bytes; direction; kinds of frame. */
export function FilterBar({ state, filter }: { state: TesterState; filter: Filter }) {
  const { draft, change, clear, error } = filter;
  const wrong = error?.message ?? state.search?.problem ?? null;
  return (
    <div className={styles.bar} role="search" aria-label="Filter the frames">
      <div className={styles.fields}>
        <TextField
          className={styles.text}
          size="small"
          value={draft.text}
          placeholder={hints[draft.as]}
          error={error !== null}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !isEmpty(draft)) clear();
          }}
          slotProps={{
            htmlInput: { 'aria-label': 'Filter the frames by payload', spellCheck: false, maxLength: 1000 },
          }}
        />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={draft.as}
          aria-label="What is typed is"
          onChange={(_event, as: FrameFilter['as'] | null) => {
            if (as !== null) change({ as });
          }}
        >
          <ToggleButton value="text">Text</ToggleButton>
          <ToggleButton value="regex">Regex</ToggleButton>
          <ToggleButton value="hex">Hex</ToggleButton>
        </ToggleButtonGroup>
        <ToggleButton
          size="small"
          value="case"
          selected={draft.matchCase}
          disabled={draft.as === 'hex'}
          aria-label="Match case"
          title="Match case"
          onChange={() => change({ matchCase: !draft.matchCase })}
        >
          Aa
        </ToggleButton>
        <TextField
          select
          size="small"
          className={styles.direction}
          value={draft.direction ?? 'both'}
          onChange={({ target }) =>
            change({ direction: target.value === 'in' || target.value === 'out' ? target.value : null })
          }
          slotProps={{ select: { SelectDisplayProps: { 'aria-label': 'Direction' } } }}
        >
          <MenuItem value="both">In and out</MenuItem>
          <MenuItem value="in">← In</MenuItem>
          <MenuItem value="out">→ Out</MenuItem>
        </TextField>
        <TextField
          select
          size="small"
          className={styles.opcodes}
          value={draft.opcodes}
          onChange={({ target }) => change({ opcodes: opcodesOf(target.value) })}
          slotProps={{
            select: {
              multiple: true,
              displayEmpty: true,
              renderValue: () => opcodesWords(draft.opcodes),
              SelectDisplayProps: { 'aria-label': 'Kinds of frame' },
            },
          }}
        >
          {OPCODES.map((opcode) => (
            <MenuItem key={opcode} value={opcode}>
              {opcode}
            </MenuItem>
          ))}
        </TextField>
      </div>
      {(wrong !== null || state.search !== undefined) && (
        <div className={styles.status}>
          <p className={wrong === null ? styles.found : styles.wrong} role="status">
            {wrong ?? (state.search && matchWords(state.search, state))}
          </p>
          <Button size="small" onClick={clear}>
            Show all
          </Button>
        </div>
      )}
    </div>
  );
}

const opcodesOf = (value: unknown): FrameFilter['opcodes'] =>
  (Array.isArray(value) ? value : []).flatMap((one) => OPCODES.filter((opcode) => opcode === one));
