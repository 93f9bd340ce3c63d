import type { LifetimeCut, LimitRung } from '../../../shared/model/limits';
import type { Ceilings } from './facts';
import { lifeWords } from './life-words';
import { firstCeiling } from './rungs';
import { count, embed, number } from '../../../shared/words';

/** One sentence on how many sockets the application can hold, and why not more. */
export function headingOf({ name, live }: Ceilings, rungs: readonly LimitRung[]): string {
  const first = firstCeiling(rungs);
  // What can't be below the first ceiling leaves no gap.
  const gap = rungs.find(
    ({ bounds, unknown, atLeast = 0 }) =>
      bounds === 'sockets' && unknown !== undefined && (first === null || atLeast < first.value),
  );
  if (first === null)
    return gap === undefined
      ? `No limit of this configuration bounds the sockets of ${name}.`
      : `How many sockets ${name} holds is unknown: ${embed(gap.unknown ?? '')}.`;
  if (first.value === 0 && first.setting === 'limits.maxConnections')
    // Of a file it is not said harder than it is known: no source has tried 0 on a server.
    return live === null
      ? `${name} may hold no socket: maxConnections is 0.`
      : `${name} holds no socket: maxConnections is 0.`;
  if (first.value === 0)
    return `How many sockets ${name} holds is unknown: its ${shortName(first)} is 0, and what IIS does at 0 is not documented.`;
  const most = count(first.value, 'socket');
  if (gap !== undefined) return `${name} holds ${most} at most; its ${shortName(gap)} is unknown.`;
  const site = rungs.find(({ setting }) => setting === 'limits.maxConnections');
  if (first === site) return `${name} holds ${most}: its maxConnections says so.`;
  return site === undefined || site.value === null
    ? `${name} can hold at most ${most}, though its limit says unlimited.`
    : `${name} holds ${most}: ${shortName(first)} is met before its maxConnections of ${number(site.value)}.`;
}

/** What the rung is called inside a sentence: a setting by its own name, else the rung's title. */
export const shortName = ({ setting, source, title }: LimitRung): string =>
  source === null ? title : setting.slice(setting.lastIndexOf('.') + 1);

/** How much of it is used now, and how long a socket lives. */
export function subOf(ceilings: Ceilings, rungs: readonly LimitRung[], cuts: readonly LifetimeCut[]): string {
  return `${usedNow(ceilings, firstCeiling(rungs))} ${lifeWords(ceilings, cuts)}`;
}

function usedNow({ live, applications }: Ceilings, first: (LimitRung & { value: number }) | null): string {
  if (live === null) return "How many sockets are open can't be read here.";
  // maxConnections counts every connection, the request limit only what is running: of that, sockets are seen.
  const taken = first?.setting === 'limits.maxConnections' ? live.connections : live.sockets;
  if (live.sockets === null) return 'How many sockets are open is not told by this server.';
  const open = `${count(live.sockets, 'socket')} open${applications > 1 ? ' in the whole site' : ''}`;
  if (taken === null) return `${open}.`;
  return first === null || first.value === 0 ? `${open}.` : `${share(taken, first.value)} used, ${open}.`;
}

/** 3912 of 5000 → "78 %"; something that rounds to nothing is "under 1 %". */
export function share(taken: number, limit: number): string {
  if (taken > 0 && taken * 100 < limit) return 'under 1 %';
  return `${number(Math.floor((taken * 100) / limit))} %`;
}
