import type { Evidence } from '../../shared/model/evidence';
import { redactText } from '../storage/redact';
import { documentOf } from './document';
import { htmlOf, markdownOf } from './forms';

export type EvidenceFormat = 'markdown' | 'html' | 'json';

/** An evidence in one of its forms, with an earlier one what changed, too. No secret of an address is in it. */
export function writeEvidence(now: Evidence, before: Evidence | null, format: EvidenceFormat): string {
  const [seen, earlier] = [masked(now), before === null ? null : masked(before)];
  if (format === 'json')
    return `${JSON.stringify(earlier === null ? seen : { before: earlier, after: seen }, null, 2)}\n`;
  return (format === 'html' ? htmlOf : markdownOf)(documentOf(seen, earlier));
}

/** Values of a query: a token of SignalR, a ticket; the names stay. */
const QUERY = /([?&][\w.~-]{1,80}=)[^\s&"'<>|]+/g;
/** What the presets of Socket.IO ask with, which is no secret. */
const OPEN = /^[?&](?:EIO|transport)=$/;

const maskText = (text: string): string =>
  redactText(text.replace(QUERY, (whole, name: string) => (OPEN.test(name) ? whole : `${name}•••`)));

function masked(evidence: Evidence): Evidence {
  return maskAll(evidence) as Evidence;
}

/** The same shape, with every text masked. */
function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskAll(item)]));
}

/** "chat-api-2026-11-26-before-after.html": letters, digits and dashes, whatever the site is called. */
export function evidenceFileName(now: Evidence, withBefore: boolean, format: EvidenceFormat): string {
  const { site, application } = now.readiness;
  const name = `${site}${application}`
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  const ending = { markdown: 'md', html: 'html', json: 'json' }[format];
  return `${name === '' ? 'site' : name}-${now.takenAt.slice(0, 10)}${withBefore ? '-before-after' : ''}.${ending}`;
}
