import Button from '@mui/material/Button';
import Radio from '@mui/material/Radio';
import { useState } from 'react';
import type { SetupPlan } from '../../../shared/model/setup';
import { Card } from '../../components/Card';
import { Pill } from '../../components/Pill';
import { RecipeForm } from '../recipes/RecipeForm';
import styles from './SetupPage.module.css';
import { StepButtons } from './StepButtons';
import type { Setup } from './use-setup';
import { kinds } from './words';

/** What takes the sockets: guessed with its evidence, and changeable; what its recipe has to be told. */
export function ApplicationStep({ setup, plan }: { setup: Setup; plan: SetupPlan }) {
  const chosen = setup.answers.kind ?? plan.guess.kind;
  const [values, setValues] = useState(setup.answers.values);
  const { recipe, guess } = plan;
  return (
    <>
      <Card title="What takes the sockets">
        <p className={styles.lead}>
          {guess.sentence}
          {guess.places.length > 0 && <span className={styles.places}> ({guess.places.join('; ')})</span>}
        </p>
        <div role="radiogroup" aria-label="What takes the sockets" className={styles.kinds}>
          {kinds.map(({ id, title, help }) => (
            <label key={id} className={styles.kind} data-on={id === chosen}>
              <Radio
                size="small"
                name="kind"
                checked={id === chosen}
                onChange={() => setup.keep({ kind: id, values: {} })}
              />
              <span className={styles.kindWords}>
                <span className={styles.kindTitle}>
                  {title}{' '}
                  {id === guess.kind && id !== 'other' && (
                    <Pill>{guess.places.length > 0 ? 'as read' : 'likely'}</Pill>
                  )}
                </span>
                <span className={styles.help}>{help}</span>
              </span>
            </label>
          ))}
        </div>
      </Card>
      {recipe && recipe.info.parameters.length > 0 && chosen !== 'aspnet' && chosen === plan.kind && (
        <Card title={`${recipe.info.title}: what has to be known`}>
          <div
            onBlur={() => {
              if (JSON.stringify(values) !== JSON.stringify(setup.answers.values)) setup.keep({ values });
            }}
          >
            <RecipeForm
              parameters={recipe.info.parameters}
              values={values}
              problems={recipe.problems}
              onChange={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
            />
          </div>
        </Card>
      )}
      <StepButtons>
        <Button variant="contained" onClick={() => setup.keep({ values, step: 'socket' })}>
          Next: the socket
        </Button>
      </StepButtons>
    </>
  );
}
