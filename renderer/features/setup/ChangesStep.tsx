import Button from '@mui/material/Button';
import { useState } from 'react';
import type { SetupItem, SetupPlan } from '../../../shared/model/setup';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { Lamp } from '../../components/Lamp';
import { useAction } from '../../ipc/hooks';
import { ElsewhereCard } from './ElsewhereCard';
import { ItemRow } from './ItemRow';
import styles from './SetupPage.module.css';
import { StepButtons } from './StepButtons';
import type { Setup } from './use-setup';
import { needs, requestsOf } from './words';

/** What is to be changed and why, by how much it matters; what is right already; what has to be done elsewhere. */
export function ChangesStep({ setup, plan }: { setup: Setup; plan: SetupPlan }) {
  const add = useAction('changes.add');
  const [adding, setAdding] = useState(false);
  const { serverId } = setup;
  const items = plan.items.map((item) => ({ ...item, tick: tickOf(item, setup) }));
  const chosen = items.filter(({ tick }) => tick !== 'no');
  const of = (need: SetupItem['need']) => chosen.filter((item) => item.need === need).flatMap(requestsOf);

  const addAll = async () => {
    setAdding(true);
    try {
      for (const [requests, weight] of [
        [of('blocks'), 'blocks'],
        [of('cuts'), 'edit'],
        [of('advice'), 'advice'],
      ] as const)
        // A call takes 200 at a time.
        for (let at = 0; at < requests.length; at += 200)
          await add.mutateAsync({ serverId, requests: requests.slice(at, at + 200), weight });
      setup.go('apply');
    } catch {
      // The card below says what it was.
    } finally {
      setAdding(false);
    }
  };

  return (
    <>
      {plan.settled.length > 0 && (
        <Card title="Advice that stood against each other" tone="warn">
          <ul className={styles.sentences}>
            {plan.settled.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Card>
      )}
      {needs.map(({ id, title, none }) => {
        const mine = items.filter(({ need }) => need === id);
        if (mine.length === 0)
          return none === '' ? null : (
            <p key={id} className={styles.none}>
              <Lamp state="good" quiet /> {none}
            </p>
          );
        return (
          <Card key={id} title={title} flush>
            <ul>
              {mine.map((item) => (
                <ItemRow
                  key={item.id}
                  serverId={serverId}
                  item={item}
                  onTick={(tick) => setup.keep({ ticks: { ...setup.answers.ticks, [item.id]: tick } })}
                />
              ))}
            </ul>
          </Card>
        );
      })}
      <ElsewhereCard elsewhere={plan.elsewhere} />
      {plan.done.length > 0 && (
        <details className={styles.done}>
          <summary>
            {plan.done.length === 1
              ? 'One thing is right already'
              : `${plan.done.length} things are right already`}
          </summary>
          <ul className={styles.doneList}>
            {plan.done.map(({ id, title, sentence }) => (
              <li key={id} className={styles.doneRow}>
                <Lamp state="good" word={title} />
                <span>{sentence}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {add.error && <ErrorState inline error={add.error} />}
      <StepButtons onBack={() => setup.go('socket')}>
        {chosen.length === 0 ? (
          <Button variant="contained" onClick={() => setup.go('proof')}>
            Nothing to apply: to the proof
          </Button>
        ) : (
          <Button variant="contained" disabled={adding || setup.saving} onClick={() => void addAll()}>
            {chosen.length === 1 ? 'Add one and review it' : `Add ${chosen.length} and review them`}
          </Button>
        )}
      </StepButtons>
    </>
  );
}

/** The tick as it was set last: the plan may still be on its way. */
function tickOf(item: SetupItem, { answers }: Setup): SetupItem['tick'] {
  return item.waits === undefined ? (answers.ticks[item.id] ?? item.tick) : 'no';
}
