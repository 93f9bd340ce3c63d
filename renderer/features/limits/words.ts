import type { LifetimeCut, LimitRung } from '../../../shared/model/limits';
import type { MeasuredCeiling } from '../../../shared/model/tester-runs';
import { count, counted, duration } from '../../components/format';

/** "5,000", "unlimited", "unknown". */
export function ceilingWords({ value, unknown }: LimitRung): string {
  if (unknown !== undefined) return 'unknown';
  return value === null ? 'unlimited' : count(value);
}

/** 0.7824 → "78 %"; what is open but rounds to nothing is "under 1 %". */
export function percent(part: number): string {
  if (part > 0 && part < 0.01) return 'under 1 %';
  return `${Math.floor(part * 100)} %`;
}

/** What the rung bounds, in words. */
export const boundsWords = ({ bounds }: LimitRung): string =>
  bounds === 'sockets' ? 'sockets' : 'bursts, not sockets';

/** The line under a rung's title: why it isn't known, or what it holds. */
export function rungNote(rung: LimitRung): string {
  if (rung.unknown !== undefined) return `unknown: ${rung.unknown}`;
  return rung.note;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "measured 26 Nov 19:40: 64 sockets", in the computer's own time. */
export function measuredWords({ value, at }: MeasuredCeiling): string {
  const when = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${when.getDate()} ${MONTHS[when.getMonth()] ?? ''}`;
  return `measured ${day} ${two(when.getHours())}:${two(when.getMinutes())}: ${counted(value, 'socket')}`;
}

/** What the number is made of. */
export const measuredNote = ({ value, others }: MeasuredCeiling): string =>
  others === 0
    ? `A load from the Tester was refused when it had ${counted(value, 'socket')} open.`
    : `A load from the Tester was refused when it had ${counted(value - others, 'socket')} open and ${count(others)} of others were there.`;

export const cutsWords: Record<LifetimeCut['cuts'], string> = {
  silent: 'cuts a socket that is silent',
  all: 'cuts every socket',
  none: 'cuts no open socket',
};

/** What it does, and how long a socket then still has. */
export function cutLine({ cuts, leaveS }: LifetimeCut): string {
  if (cuts !== 'all' || leaveS === null || leaveS === 0) return cutsWords[cuts];
  return `${cutsWords[cuts]}, ${duration(leaveS)} to leave`;
}

/** Where a number comes from if no configuration says it. */
export const otherSource = ({ from }: { from?: string | undefined }): string => from ?? 'not known';

/** "2 min", "after 10,000 requests", or that it never does. */
export function afterWords({ afterS, when, cuts }: LifetimeCut): string {
  // A worker process that started seconds ago must not make "28 h 59 min" of 29 hours.
  if (afterS !== null) return duration(afterS < 600 ? afterS : Math.round(afterS / 60) * 60);
  return when ?? (cuts === 'none' ? '–' : 'never');
}
