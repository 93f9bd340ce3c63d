import type { ChangeRequest } from '../../../shared/model/readiness';
import { fold, parseTimeSpan } from '../config';
import type { Proposed } from './facts';

interface Claim {
  item: number;
  value: string;
  setting: string;
}

/** Which of two values of one setting is kept; the sentence says why. Anything else: the first, as it is the graver. */
const RULES: Record<string, { why: string; second: (first: string, second: string) => boolean }> = {
  'limits.maxConnections': { why: 'the higher one serves both', second: higher },
  'serverRuntime.appConcurrentRequestLimit': { why: 'the higher one serves both', second: higher },
  queueLength: { why: 'the longer one serves both', second: higher },
  'proxy.timeout': { why: 'the longer one serves both', second: longer },
  'webSocket.pingInterval': { why: 'the shorter one serves both', second: (one, two) => longer(two, one) },
};

function higher(first: string, second: string): boolean {
  return Number(second) > Number(first);
}

function longer(first: string, second: string): boolean {
  return (parseTimeSpan(second) ?? 0) > (parseTimeSpan(first) ?? 0);
}

/**
 * Takes out what several items ask for alike, and decides where they ask for different values of one setting. Items that
 * are left with nothing go; the first of the same wins, so the graver ones come first.
 */
export function settle(items: readonly Proposed[]): { items: Proposed[]; settled: string[] } {
  const claims = new Map<string, Claim>();
  const dropped = new Map<number, Set<number>>();
  const settled: string[] = [];
  const drop = (item: number, request: number): void => {
    const set = dropped.get(item) ?? new Set();
    dropped.set(item, set.add(request));
  };
  const places = new Map<string, number>();
  for (const [at, { requests, title }] of items.entries())
    for (const [index, request] of requests.entries()) {
      const { key, setting, value } = claimOf(request);
      const before = claims.get(key);
      if (!before) {
        claims.set(key, { item: at, value, setting });
        places.set(key, index);
      } else if (before.value === value) drop(at, index);
      else {
        const rule = RULES[setting];
        const second = rule?.second(before.value, value) === true;
        const [kept, left] = second ? [value, before.value] : [before.value, value];
        settled.push(
          `“${items[before.item]?.title ?? ''}” and “${title}” ask for different values of ${setting}: ${kept} is taken and ${left} is not, as ${rule?.why ?? 'the first is the graver'}.`,
        );
        if (second) {
          drop(before.item, places.get(key) ?? 0);
          claims.set(key, { item: at, value, setting });
          places.set(key, index);
        } else drop(at, index);
      }
    }
  return {
    items: items.flatMap((item, at): Proposed[] => {
      const requests = item.requests.filter((_, index) => dropped.get(at)?.has(index) !== true);
      return requests.length === 0 ? [] : [{ ...item, requests }];
    }),
    settled,
  };
}

function claimOf(request: ChangeRequest): { key: string; setting: string; value: string } {
  if (request.kind !== 'config' || request.edit.kind !== 'set')
    return { key: JSON.stringify(request), setting: '', value: '' };
  const { target, setting, value } = request.edit;
  // A section of a site is that of its root application.
  const place =
    target.kind === 'application' && target.path === '/' && setting.includes('.')
      ? ['site', fold(target.site)]
      : Object.values(target).map((each) => fold(each));
  return { key: JSON.stringify([...place, fold(setting)]), setting, value };
}
