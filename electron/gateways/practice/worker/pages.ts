import { practiceHeader } from '../kernel/answers';
import type { Answer } from '../kernel/exchange';
import type { Verdict } from './verdict';

export const workerHeaders = { Server: 'Microsoft-IIS/10.0', ...practiceHeader } as const;

const escapes = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);
const escaped = (text: string): string => text.replace(/[&<>"']/g, (one) => escapes.get(one) ?? one);

function html(title: string, lines: readonly string[]): string {
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body><h1>${escaped(title)}</h1>\n${body}\n</body></html>\n`;
}

/** The page of every path; says what it is, for it must never be taken for the administrator's own site. */
export function normalPage(site: string): Answer {
  const lines = [
    'This is the practice server of IIS Switchboard, not a real IIS.',
    'Every path echoes what a WebSocket sends; /broadcast sends it to every socket of the site, /slow-echo two seconds later.',
  ];
  return { status: 200, reason: 'OK', headers: workerHeaders, html: html(site, lines) };
}

/** A detailed error, as IIS shows to a client on the same machine. */
export function errorPage(error: Extract<Verdict, { kind: 'error' }>): Answer {
  const { status, subStatus, title, line } = error;
  const heading = `HTTP Error ${status}.${subStatus} - ${title}`;
  const headers = subStatus === 11 ? { ...workerHeaders, 'Sec-WebSocket-Version': '13' } : workerHeaders;
  const lines = [line, 'IIS Switchboard practice server'];
  return { status, subStatus, reason: title, headers, html: html(heading, lines) };
}

/** 0x8007000D: what a worker process says while applicationHost.config can't be read. */
export function unsoundConfiguration(sentence: string): Answer {
  return errorPage({
    kind: 'error',
    status: 500,
    subStatus: 19,
    title: 'Internal Server Error',
    line: `The configuration data is invalid (0x8007000D): ${sentence}`,
  });
}
