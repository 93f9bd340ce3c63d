import type { HandshakeReport } from '../../../../shared/model/tester';

export type HandshakePart = 'response' | 'request' | 'body' | 'tls' | 'proxy';

const WORDS: Record<HandshakePart, string> = {
  response: 'Response',
  request: 'Request',
  body: 'Body',
  tls: 'TLS',
  proxy: 'Proxy',
};

/** The parts that a handshake has, with their words. */
export function partsOf(report: HandshakeReport): (readonly [HandshakePart, string])[] {
  const parts: HandshakePart[] = ['response', 'request'];
  if (report.body !== '') parts.push('body');
  if (report.tls) parts.push('tls');
  if (report.proxy) parts.push('proxy');
  return parts.map((part) => [part, WORDS[part]]);
}

/** A part as it went over the wire. */
export function partText(report: HandshakeReport, part: HandshakePart): string {
  if (part === 'request') return report.requestText.trimEnd() || 'Nothing was sent.';
  if (part === 'body') return report.body;
  if (part === 'proxy')
    return `${report.proxy?.requestText.trimEnd() ?? ''}\n\n${report.proxy?.responseText.trimEnd() ?? ''}`.trim();
  if (report.status === null) return cameInstead(report.responseText ?? '');
  if (report.responseText !== undefined && report.responseText !== '') return report.responseText.trimEnd();
  const head = `HTTP/1.1 ${report.status} ${report.statusText}`.trim();
  return [head, ...report.headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}

/** What came where no answer of HTTP did: as text where it is some, with its bytes where it is not. */
function cameInstead(text: string): string {
  if (text === '') return 'No HTTP answer came.';
  const isText = /^[\t\r\n\x20-\x7e]*$/.test(text);
  const hex = Array.from(text.slice(0, 256), (char) => char.charCodeAt(0).toString(16).padStart(2, '0'));
  return isText ? text.trimEnd() : `${hex.join(' ')}${text.length > 256 ? ' …' : ''}`;
}

const SECRET = /^((?:proxy-)?authorization|(?:set-)?cookie)(:[ \t]*)(.+?)(\r?)$/gim;

/** The same with what proves who somebody is covered: a screen is seen by others, too. */
export const withoutSecrets = (text: string): string => text.replace(SECRET, '$1$2••••••$4');
