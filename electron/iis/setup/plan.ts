import type { ChangeRequest } from '../../../shared/model/readiness';
import type { SetupAnswers, SetupItem, SetupPlan } from '../../../shared/model/setup';
import { count } from '../../../shared/words';
import { fold } from '../config';
import { kindOf } from '../readiness/application-kind';
import { part, type Part, type Proposed, type SetupFacts, type SetupScene } from './facts';
import { frontFor } from './front';
import { fromLimits } from './from-limits';
import { fromReadiness } from './from-readiness';
import { fromRecipe } from './from-recipe';
import { guessKind, kindNames } from './kind';
import { sectionFor } from './section';
import { settle } from './settle';

export type SetupAnswer = Omit<SetupPlan, 'revision'>;

const NEEDS: readonly SetupItem['need'][] = ['blocks', 'cuts', 'advice'];
/** What a role service brings is there before it is set; what answers requests is started last. */
const ORDER = [
  'module',
  'pool',
  'site',
  'http-sys',
  'firewall',
  'section',
  'app',
  'limits',
  'front',
  'recipe',
];

/**
 * What setting up one application takes, in the order in which it is done: what Readiness mends, what the expected
 * sockets need, what the kind needs and what a proxy in front needs, each once. Pure; nothing is added or written.
 * Throws `not-found` for an application that isn't there.
 */
export function setupPlan(facts: SetupFacts): SetupAnswer {
  const { config, site, application, readiness, recipe, answers } = facts;
  const found = kindOf(config, site, application);
  const guess = guessKind(config, found, { site, application, pool: readiness.pool });
  const kind = answers.kind ?? guess.kind;
  const name = application === '/' ? site : site + application;
  const scene: SetupScene = { ...facts, found, kind, name, kindName: kindNames[kind] };
  const all = [fromReadiness, sectionFor, fromRecipe, fromLimits, frontFor].map((each) => each(scene));
  const parts = ownPool(scene, joined(all));
  const settled = settle(parts.items.toSorted(byOrder));
  const items = settled.items.map((item) => decided(item, answers));
  return {
    site,
    application,
    guess,
    kind,
    verdict: verdictOf(name, items),
    items,
    done: parts.done,
    elsewhere: parts.elsewhere,
    settled: [...parts.settled, ...settled.settled],
    recipe: recipe === null ? null : { info: recipe.info, values: recipe.values, problems: recipe.problems },
  };
}

function joined(parts: readonly Part[]): Part {
  const elsewhere = parts.flatMap((each) => each.elsewhere);
  return part({
    items: parts.flatMap((each) => each.items),
    done: parts.flatMap((each) => each.done),
    elsewhere: elsewhere.filter(({ id }, at) => elsewhere.findIndex((other) => other.id === id) === at),
    settled: parts.flatMap((each) => each.settled),
  });
}

const byOrder = (one: Proposed, other: Proposed): number =>
  NEEDS.indexOf(one.need) - NEEDS.indexOf(other.need) || rank(one) - rank(other);

function rank({ id, requests }: Proposed): number {
  if (requests.some(is('install-feature'))) return -1;
  if (requests.some(is('start-pool'))) return 100;
  if (requests.some(is('start-site'))) return 101;
  return ORDER.indexOf(id.split('.')[0] ?? '');
}

const is =
  (kind: string) =>
  (request: ChangeRequest): boolean =>
    request.kind === 'action' && request.action.kind === kind;

/** What blocks or cuts is proposed, advice waits to be chosen; what can't go is never chosen. */
function decided(item: Proposed, { ticks }: SetupAnswers): SetupItem {
  const answer = Object.hasOwn(ticks, item.id) ? ticks[item.id] : undefined;
  const wanted = answer === 'other' && !item.alternative ? 'yes' : answer;
  const tick = item.waits === undefined ? (wanted ?? (item.need === 'advice' ? 'no' : 'yes')) : 'no';
  return { ...item, tick };
}

/** An application that moves to a pool of its own has no use for changes of the pool that it leaves. */
function ownPool({ answers, readiness, name }: SetupScene, found: Part): Part {
  const mode = found.items.find(({ id, alternative }) => answers.ticks[id] === 'other' && alternative);
  const left = readiness.pool;
  if (!mode || left === null) return found;
  const others = found.items.filter((item) => item === mode || !item.requests.every(ofPool(left)));
  if (others.length === found.items.length) return found;
  return {
    ...found,
    items: others,
    settled: [
      ...found.settled,
      `What concerns ${left} alone is left out, as ${name} leaves it for a pool of its own; look here again when that is done.`,
    ],
  };
}

const ofPool =
  (pool: string) =>
  (request: ChangeRequest): boolean =>
    (request.kind === 'config' &&
      request.edit.kind === 'set' &&
      request.edit.target.kind === 'pool' &&
      fold(request.edit.target.pool) === fold(pool)) ||
    (request.kind === 'action' && 'pool' in request.action && fold(request.action.pool) === fold(pool));

function verdictOf(name: string, items: readonly SetupItem[]): string {
  const of = (need: SetupItem['need']): number => items.filter((item) => item.need === need).length;
  const [blocks, cuts, advice] = NEEDS.map(of);
  const keep = cuts
    ? `${count(cuts, 'change')} ${cuts === 1 ? 'keeps' : 'keep'} its sockets from being cut or refused`
    : '';
  if (blocks)
    return `${name} needs ${count(blocks, 'change')} before a socket opens${keep === '' ? '' : `; ${keep}`}.`;
  if (keep !== '') return `Nothing that is known keeps sockets of ${name} from opening; ${keep}.`;
  return advice
    ? `Nothing keeps sockets of ${name} from opening; what is left is advice.`
    : `${name} is set up: there is nothing to change.`;
}
