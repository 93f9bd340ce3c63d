import type { Evidence } from '../../shared/model/evidence';
import type { Life, LimitRung, LimitsPage } from '../../shared/model/limits';
import { number, roughly } from '../../shared/words';

/** A document without a form: headings, paragraphs and tables of plain text. */
export type Block =
  | { kind: 'title' | 'heading' | 'paragraph'; text: string }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] };

/** What was seen of one application; with an earlier evidence first what changed since. */
export function documentOf(now: Evidence, before: Evidence | null): Block[] {
  const { readiness, limits, server, takenAt, appVersion } = now;
  const name = `${readiness.site}${readiness.application === '/' ? '' : readiness.application}`;
  return [
    { kind: 'title', text: `${name} on ${server.name}` },
    { kind: 'paragraph', text: `Seen ${takenAt} by IIS Switchboard ${appVersion} (${server.kind}).` },
    ...(before === null ? [] : changedSince(before, now)),
    { kind: 'heading', text: 'Readiness' },
    { kind: 'paragraph', text: readiness.verdict },
    {
      kind: 'table',
      head: ['Station', 'Check', 'State', 'In words'],
      rows: checksOf(now).map(({ station, title, state, sentence }) => [station, title, state, sentence]),
    },
    { kind: 'heading', text: 'Ceilings' },
    { kind: 'paragraph', text: `${limits.heading} ${limits.sub}` },
    {
      kind: 'table',
      head: ['Ceiling', 'Holds', 'Setting', 'From'],
      rows: limits.rungs.map((rung) => [
        rung.title,
        holds(rung),
        rung.setting,
        rung.source?.label ?? rung.from ?? 'not known',
      ]),
    },
    { kind: 'heading', text: 'What cuts a socket' },
    {
      kind: 'table',
      head: ['Socket', 'Lives'],
      rows: [
        ['silent', lives(limits, limits.lives.silent)],
        ['talking', lives(limits, limits.lives.talking)],
      ],
    },
    { kind: 'table', head: ['What', 'In words'], rows: limits.cuts.map((cut) => [cut.title, cut.sentence]) },
  ];
}

function checksOf({ readiness }: Evidence) {
  return readiness.stations.flatMap((station) =>
    station.checks.map(({ id, title, state, sentence }) => ({
      id,
      station: station.title,
      title,
      state,
      sentence,
    })),
  );
}

function changedSince(before: Evidence, now: Evidence): Block[] {
  const rows = [
    pair('verdict', before.readiness.verdict, now.readiness.verdict),
    pair('limits', before.limits.heading, now.limits.heading),
    ...checksOf(now).map((check) => {
      const old = checksOf(before).find(({ id }) => id === check.id);
      return pair(
        check.title,
        old === undefined ? 'not there' : `${old.state}: ${old.sentence}`,
        `${check.state}: ${check.sentence}`,
      );
    }),
    ...now.limits.rungs.map((rung) => {
      const old = before.limits.rungs.find(({ id }) => id === rung.id);
      return pair(rung.title, old === undefined ? 'not there' : holds(old), holds(rung));
    }),
  ].filter(([, old, new_]) => old !== new_);
  return [
    { kind: 'heading', text: 'Before and after' },
    ...(rows.length === 0
      ? [{ kind: 'paragraph' as const, text: `Nothing is other than it was ${before.takenAt}.` }]
      : [
          {
            kind: 'table' as const,
            head: ['What', `Before, ${before.takenAt}`, `After, ${now.takenAt}`],
            rows,
          },
        ]),
  ];
}

const pair = (what: string, old: string, now: string): [string, string, string] => [what, old, now];

function holds({ value, unknown }: LimitRung): string {
  if (unknown !== undefined) return `unknown: ${unknown}`;
  return value === null ? 'unlimited' : number(value);
}

/** "at most 29 h, by periodic restart", and why perhaps less. */
export function lives({ cuts }: LimitsPage, { untilS, cut, unknown }: Life): string {
  const by = cuts.find(({ id }) => id === cut)?.title;
  const known =
    untilS === null || by === undefined
      ? 'nothing that is known ends it'
      : `at most ${roughly(untilS)}, by ${by}`;
  return unknown === undefined ? known : `${known}; earlier perhaps: ${unknown}`;
}
