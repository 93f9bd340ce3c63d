import type { CheckState } from '../../shared/model/common';

/** A check's state; `advice`: in order, and something could be better still. */
export type SignState = CheckState | 'advice';

const marks: Record<SignState, string> = {
  good: 'M4.4 8.2 7 10.8 11.6 5.6',
  warning: 'M8 4.2V8.8M8 11.4V11.6',
  broken: 'M5.3 5.3 10.7 10.7M10.7 5.3 5.3 10.7',
  advice: 'M8 4.6V4.8M8 7.4V11.4',
  unknown: 'M6.2 6.4A1.9 1.9 0 1 1 8.6 8.3C8.1 8.6 8 8.9 8 9.4M8 11.6V11.7',
};

/** The sign of a state, in the text's colour: tick, exclamation mark, cross; question mark and i in a hollow ring. */
export function StateSign({ state, size = 14 }: { state: SignState; size?: number }) {
  const hollow = state === 'unknown' || state === 'advice';
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <circle
        cx="8"
        cy="8"
        r={hollow ? 7.1 : 8}
        fill={hollow ? 'none' : 'currentColor'}
        stroke={hollow ? 'var(--off)' : 'none'}
        strokeWidth="1.5"
      />
      <path
        d={marks[state]}
        stroke={hollow ? 'currentColor' : 'var(--card)'}
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
