import { AppError } from '../../../../shared/errors';
import { effective, sectionTarget } from '../effective/effective';
import type { ServerConfig } from '../model/server-config';
import { fold, shown } from '../names';
import { checkValue, definitionOf } from '../settings/check';
import { readValue, valueText } from '../settings/value';
import type { Edit } from './apply';
import { Overlay } from './overlay';
import { Places, POOLS } from './place';

/**
 * Reads back what was written. A value that doesn't stand where it should is our own mistake; one that stands there and
 * yet has no effect (a web.config overrides it) is refused, for the administrator would believe it done.
 */
export function verifyEdits(before: ServerConfig, after: ServerConfig, edits: readonly Edit[]): void {
  const last = new Map<string, Extract<Edit, { kind: 'set' | 'reset' }>>();
  for (const edit of edits) {
    if (edit.kind === 'set' || edit.kind === 'reset') {
      last.set(placeOf(before, edit), edit);
    }
  }
  for (const edit of last.values()) verifyOne(after, edit);
  refuseNewErrors(before, after);
  if (
    after.pools.length !== before.pools.length + poolsAdded(edits) ||
    after.sites.length !== before.sites.length
  ) {
    throw new AppError(
      'internal',
      `The edit of ${before.file} would change other objects; nothing was written.`,
    );
  }
}

/** How many pools the edits add, less those they take out. */
const poolsAdded = (edits: readonly Edit[]): number =>
  edits.reduce((sum, edit) => {
    if (edit.kind !== 'add-element' && edit.kind !== 'remove-element') return sum;
    if (edit.ref.section !== POOLS || edit.ref.element !== 'add') return sum;
    return sum + (edit.kind === 'add-element' ? 1 : -1);
  }, 0);

/** An edit that brings a new error into the file can't be right: an application left without a pool, a doubled name. */
export function refuseNewErrors(before: ServerConfig, after: ServerConfig): void {
  const said = (config: ServerConfig): string[] =>
    config.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ sentence }) => sentence.replace(/line \d+: /, ''));
  const known = said(before);
  const fresh = said(after).filter((sentence) => !known.includes(sentence));
  if (fresh[0] === undefined || said(after).length <= known.length) return;
  throw new AppError(
    'value-invalid',
    `The edit would leave an error behind; nothing was written. ${fresh[0]}`,
  );
}

/** What an edit writes to: a site's section is also that of its root application, and names have no case. */
function placeOf(
  config: ServerConfig,
  { target, setting }: Extract<Edit, { kind: 'set' | 'reset' }>,
): string {
  const { home } = definitionOf(target.kind, setting);
  if (target.kind === 'server') return JSON.stringify(['server', setting]);
  if (target.kind === 'pool') return JSON.stringify(['pool', fold(target.pool), setting]);
  const { path } = sectionTarget(config, target);
  return JSON.stringify([home.kind, fold(path), setting]);
}

function verifyOne(after: ServerConfig, edit: Extract<Edit, { kind: 'set' | 'reset' }>): void {
  const definition = definitionOf(edit.target.kind, edit.setting);
  const raw = new Places(after, new Overlay())
    .ofSetting(edit.target, definition, false)
    ?.get(definition.attribute);
  if (edit.kind === 'reset') {
    if (raw === undefined) return;
    throw new AppError(
      'internal',
      `${shown(edit.setting)} is still set after taking it out; nothing was written.`,
    );
  }
  const wanted = checkValue(edit.target.kind, edit.setting, edit.value);
  const reading = raw === undefined ? undefined : readValue(definition.rule, raw);
  if (reading?.ok !== true || valueText(reading.value) !== wanted) {
    throw new AppError(
      'internal',
      `${shown(edit.setting)} reads back differently from what was set; nothing was written.`,
    );
  }
  const { value, source } = effective(after, edit.target, edit.setting);
  if (value !== null && valueText(value) !== wanted) {
    throw new AppError(
      'setting-not-here',
      `${shown(edit.setting)} would have no effect in ${after.file}: ${source?.label ?? 'another place'} sets it to ${shown(valueText(value))}; change it there.`,
      source?.where ? { where: source.where } : {},
    );
  }
}
