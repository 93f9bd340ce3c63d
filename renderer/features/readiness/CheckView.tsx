import { useId } from 'react';
import type { Check, Fix } from '../../../shared/model/readiness';
import { Lamp, stateWord } from '../../components/Lamp';
import { Pill, toneOf } from '../../components/Pill';
import styles from './Checks.module.css';
import { EvidenceTable } from './EvidenceTable';
import { FixButton } from './FixButton';

interface Props {
  serverId: string;
  check: Check;
  /** Its evidence is folded away: what is advised is no fault. */
  folded?: boolean;
  onShowFix: () => void;
}

/** A check: light, what is and why it matters, the evidence, and the fix where there is one. */
export function CheckView({ serverId, check, folded = false, onShowFix }: Props) {
  const id = useId();
  const { title, state, sentence, fix, blocking } = check;
  return (
    <article className={styles.check} aria-labelledby={id}>
      <header className={styles.head}>
        <Lamp state={state === 'good' && fix?.weight === 'advice' ? 'advice' : state} quiet />
        <h3 id={id}>{title}</h3>
        {state !== 'good' && (
          <Pill tone={toneOf[state]}>
            {state === 'broken' && blocking ? 'blocks every upgrade' : stateWord[state]}
          </Pill>
        )}
        {fix?.weight === 'advice' && <FixButton serverId={serverId} fix={fix} onShow={onShowFix} />}
      </header>
      <p className={styles.sentence}>{sentence}</p>
      {folded && check.evidence.length > 0 ? (
        <details className={styles.fold}>
          <summary>What was read</summary>
          <EvidenceTable check={check} />
        </details>
      ) : (
        <EvidenceTable check={check} />
      )}
      {fix?.weight === 'blocks' && (
        <div className={styles.cure}>
          <FixButton serverId={serverId} fix={fix} onShow={onShowFix} />
          {check.alternative && (
            <Alternative serverId={serverId} fix={check.alternative} onShow={onShowFix} />
          )}
        </div>
      )}
    </article>
  );
}

/** Another way to the same end: its cost in words, as only one preview stands beside the checks. */
function Alternative({ serverId, fix, onShow }: { serverId: string; fix: Fix; onShow: () => void }) {
  return (
    <details className={styles.fold}>
      <summary>Another way</summary>
      <p className={styles.sentence}>
        {fix.title}: {fix.cost}.
      </p>
      <FixButton serverId={serverId} fix={fix} onShow={onShow} />
    </details>
  );
}

/** A check that is in order beside one that isn't: one line, its evidence behind it. */
export function QuietCheck({ check }: { check: Check }) {
  const line = (
    <>
      <Lamp state={check.state} quiet />
      <span className={styles.line}>
        <span className={styles.name}>{check.title}</span> {check.sentence}
      </span>
    </>
  );
  if (check.evidence.length === 0) return <p className={styles.quiet}>{line}</p>;
  return (
    <details className={styles.quietFold}>
      <summary className={styles.quiet}>{line}</summary>
      <EvidenceTable check={check} />
    </details>
  );
}
