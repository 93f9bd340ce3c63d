import { classNames } from './class-names';
import styles from './Lamp.module.css';
import { StateSign } from './StateSign';
import type { SignState } from './StateSign';

/** What a light says when nothing more exact is known. */
export const stateWord: Record<SignState, string> = {
  good: 'good',
  warning: 'to look at',
  broken: 'broken',
  unknown: 'unknown',
  advice: 'advice',
};

interface Props {
  state: SignState;
  /** Said beside the sign; default: the state's own word. */
  word?: string;
  /** Only for a place whose own text already says the state: the word is then kept for screen readers. */
  quiet?: boolean;
}

/** A light: sign, colour and word, so that none of them has to be seen or heard alone. */
export function Lamp({ state, word = stateWord[state], quiet = false }: Props) {
  return (
    <span className={classNames(styles.lamp, styles[state])}>
      <StateSign state={state} />
      <span className={quiet ? 'visually-hidden' : styles.word}>{word}</span>
    </span>
  );
}
