import type { ChangeRequest } from '../../../shared/model/readiness';
import { differences, readServer, type ServerConfig, type ValueDifference } from '../config';
import type { KnownEntry } from './journal-events';

/** Values of one restore that the journal lists; the file itself is in the backup. */
const MOST = 500;

/**
 * What putting a whole file in the place of today's moves, whoever wrote it: as changes for the journal, and as the
 * edits that would do the same, for the impact. Objects that come or go are in the words only.
 */
export function movedBy(
  now: ServerConfig,
  bytes: Uint8Array,
): { changes: KnownEntry['changes']; requests: ChangeRequest[]; comeOrGo: string[] } {
  const then = readServer({ ...now.files, applicationHost: { path: now.file, bytes } });
  const changes: KnownEntry['changes'] = [];
  const requests: ChangeRequest[] = [];
  const comeOrGo: string[] = [];
  for (const each of differences(now, then)) {
    if (each === null) continue;
    if (changes.length < MOST) changes.push(changeOf(each));
    if (each.setting === '') comeOrGo.push(each.object);
    const request = requestOf(each);
    if (request) requests.push(request);
  }
  return { changes, requests, comeOrGo };
}

function changeOf({ object, setting, before, after }: ValueDifference): KnownEntry['changes'][number] {
  const said = (value: string | null | undefined): string =>
    value === undefined ? 'not there' : value === null ? 'unknown' : value === '' ? '(empty)' : value;
  const what = setting === '' ? object : `${object}: ${setting}`;
  const moves =
    setting === '' ? (after === undefined ? 'goes' : 'comes back') : `${said(before)} → ${said(after)}`;
  return { sentence: `${what} ${moves}`, object, setting, old: before ?? null, new: after ?? null };
}

function requestOf({ target, setting, after }: ValueDifference): ChangeRequest | null {
  if (setting.startsWith('globalModules ')) {
    const ref = { section: 'system.webServer/globalModules', element: 'add', attributes: {} } as const;
    return { kind: 'config', edit: { kind: 'add-element', ref } };
  }
  if (target === undefined || setting === '') return null;
  return { kind: 'config', edit: { kind: 'set', target, setting, value: after ?? '' } };
}
