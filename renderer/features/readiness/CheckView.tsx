import { useId } from 'react';
import type { Check } from '../../../shared/model/readiness';
import { Lamp } from '../../components/Lamp';
import { Pill, toneOf } from '../../components/Pill';
import { SettingTable } from '../../components/SettingTable';
import styles from './Checks.module.css';
import { FixButton } from './FixButton';

interface Props {
  serverId: string;
  check: Check;
  /** The checks that are in order keep their evidence folded away. */
  folded: boolean;
  onShowFix: () => void;
}

/** A check: light, what is and why it matters, the evidence, and the fix where there is one. */
export function CheckView({ serverId, check, folded, onShowFix }: Props) {
  const id = useId();
  const { title, state, sentence, evidence, fix, blocking } = check;
  const table = evidence.length > 0 && (
    <SettingTable
      label={`What was read for ${title}`}
      rows={evidence.map(({ what, is, shouldBe, from, where }) => ({
        setting: what,
        is,
        shouldBe,
        from,
        where,
        ...(shouldBe !== undefined && shouldBe !== is && state !== 'good' ? { state } : {}),
      }))}
    />
  );
  return (
    <article className={styles.check} aria-labelledby={id}>
      <header className={styles.head}>
        <Lamp state={state} quiet />
        <h3 id={id}>{title}</h3>
        {state === 'broken' && (
          <Pill tone={toneOf[state]}>{blocking ? 'blocks every upgrade' : 'broken'}</Pill>
        )}
        {state === 'warning' && <Pill tone={toneOf[state]}>to look at</Pill>}
        {state === 'unknown' && <Pill tone={toneOf[state]}>unknown</Pill>}
      </header>
      <p className={styles.sentence}>{sentence}</p>
      {folded && table ? (
        <details className={styles.fold}>
          <summary>What was read</summary>
          {table}
        </details>
      ) : (
        table
      )}
      {fix && (
        <div className={styles.cure}>
          <FixButton serverId={serverId} fix={fix} onShow={onShowFix} />
        </div>
      )}
    </article>
  );
}
