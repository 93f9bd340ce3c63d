import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { LimitsPlan, PlanStep } from '../../../shared/model/limits';
import { ErrorState } from '../../components/ErrorState';
import { count } from '../../components/format';
import { Lamp } from '../../components/Lamp';
import { useAction, useCall } from '../../ipc/hooks';
import { Arithmetic } from './Arithmetic';
import { socketsOf, STEPS, stepNear } from './slider-steps';
import styles from './WhatIf.module.css';

interface Props {
  serverId: string;
  sockets: number;
  onSockets: (sockets: number) => void;
  /** null: not answered yet. */
  plan: LimitsPlan | null;
  error: { message: string } | null;
  readOnly: string | undefined;
}

/** "We expect 20,000 sockets": which rungs break, what raises them, and the changes for it. */
export function WhatIf({ serverId, sockets, onSockets, plan, error, readOnly }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && socketsOf(typed) === null;
  return (
    <>
      <h2 className="visually-hidden">What if we expect more</h2>
      <div className={styles.number}>
        <span className={styles.unit}>We expect</span>
        <TextField
          className={styles.field ?? ''}
          value={typed ?? count(sockets)}
          error={wrong}
          onChange={(event) => {
            setTyped(event.target.value);
            const next = socketsOf(event.target.value);
            if (next !== null) onSockets(next);
          }}
          onBlur={() => {
            // What is wrong stays, with its sentence, until it is mended.
            if (!wrong) setTyped(null);
          }}
          slotProps={{
            htmlInput: { 'aria-label': 'Expected sockets', inputMode: 'numeric', spellCheck: false },
          }}
        />
        <span className={styles.unit}>sockets</span>
      </div>
      {wrong && <p className={styles.wrong}>Type a whole number from 1 to 4,294,967,295.</p>}
      <Slider
        className={styles.slider ?? ''}
        value={stepNear(sockets)}
        min={0}
        max={STEPS.length - 1}
        step={1}
        aria-label="Expected sockets, in round numbers"
        getAriaValueText={(index) => `${count(STEPS[index] ?? 0)} sockets`}
        onChange={(_event, index) => {
          setTyped(null);
          const next = STEPS[Array.isArray(index) ? 0 : index];
          if (next !== undefined) onSockets(next);
        }}
      />
      <div aria-live="polite" className={styles.answer}>
        {error ? (
          <p className={styles.wrong}>{error.message}</p>
        ) : (
          plan && <Answer {...{ serverId, plan, readOnly }} />
        )}
      </div>
    </>
  );
}

const states = { breaks: 'broken', unknown: 'unknown', advice: 'warning' } as const;
const words = { breaks: 'breaks', unknown: 'unknown', advice: 'advice' } as const;

interface AnswerProps {
  serverId: string;
  plan: LimitsPlan;
  readOnly: string | undefined;
}

function Answer({ serverId, plan, readOnly }: AnswerProps) {
  const { steps } = plan;
  const movable = (kind: PlanStep['kind']) =>
    steps.filter((step) => step.kind === kind && step.changes.length > 0);
  return (
    <>
      <p>{plan.verdict}</p>
      {steps.length > 0 && (
        <ul className={styles.steps}>
          {steps.map((step) => (
            <li key={step.rung}>
              <Lamp state={states[step.kind]} word={words[step.kind]} quiet />
              <span>
                {step.kind === 'advice' && 'Advice: '}
                {step.sentence}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Arithmetic
        lines={steps.flatMap(({ title, arithmetic }) => arithmetic.map((line) => `${title}: ${line}`))}
      />
      <div className={styles.buttons}>
        <AddButton
          {...{ serverId, readOnly }}
          steps={movable('breaks')}
          weight="blocks"
          label={(many) =>
            many === 1 ? 'Add to changes' : `Add ${many === 2 ? 'both' : `all ${many}`} to changes`
          }
        />
        <AddButton
          {...{ serverId, readOnly }}
          steps={movable('advice')}
          weight="advice"
          label={() => 'Add the advice'}
        />
      </div>
    </>
  );
}

interface AddProps {
  serverId: string;
  steps: readonly PlanStep[];
  /** What cuts sockets and what is merely advisable are never added by one click. */
  weight: 'blocks' | 'advice';
  label: (many: number) => string;
  readOnly: string | undefined;
}

function AddButton({ serverId, steps, weight, label, readOnly }: AddProps) {
  const pending = useCall('changes.get', { serverId });
  const add = useAction('changes.add');
  if (steps.length === 0) return null;
  const requests = steps.flatMap(({ changes }) => changes);
  const there = pending.data?.changes ?? [];
  const known = requests.every((request) =>
    there.some((one) => JSON.stringify(one.request) === JSON.stringify(request)),
  );
  if (known)
    return (
      <p>
        <Lamp state="good" word="Among the pending changes" />
      </p>
    );
  return (
    <>
      <Button
        variant={weight === 'blocks' ? 'contained' : 'outlined'}
        disabled={add.isPending || readOnly !== undefined}
        title={readOnly ?? ''}
        onClick={() => add.mutate({ serverId, requests, weight })}
      >
        {label(steps.length)}
      </Button>
      {add.error && <ErrorState inline error={add.error} />}
    </>
  );
}
