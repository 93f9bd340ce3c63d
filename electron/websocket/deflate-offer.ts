import { AppError } from '../../shared/errors';
import type { DeflateTerms } from './deflate';

const NAME = 'permessage-deflate';
/** What browsers offer. */
export const USUAL_OFFER = 'permessage-deflate; client_max_window_bits';

type Parameters = Map<string, string | true>;
type Parsed = { name: string; parameters: Parameters };

/** Sec-WebSocket-Extensions for what was asked: nothing, the usual offer, or exactly the text given. */
export function offerOf(compression: 'off' | 'on' | { offer: string } | undefined): string | null {
  if (compression === undefined || compression === 'off') return null;
  if (compression === 'on') return USUAL_OFFER;
  const offers = parse(compression.offer);
  const problem =
    offers === null || offers.length === 0
      ? 'it is no list of extensions'
      : offers.some(({ name }) => name !== NAME)
        ? 'the tester speaks no other extension than permessage-deflate'
        : null;
  if (problem !== null)
    throw new AppError(
      'bad-request',
      `The extension offer can't be sent: ${problem}; write it like "${USUAL_OFFER}".`,
    );
  return compression.offer;
}

/** The terms in force, null for none; a sentence where the server's answer doesn't fit what was offered (RFC 7692 §7.1). */
export function agreedTerms(answer: string, offer: string | null): DeflateTerms | null | { problem: string } {
  if (answer.trim() === '') return null;
  const agreed = parse(answer);
  if (agreed === null)
    return { problem: `The server's Sec-WebSocket-Extensions can't be read: ${show(answer)}.` };
  const [first, second] = agreed;
  if (!first) return null;
  if (offer === null || first.name !== NAME)
    return { problem: `The server switched on the extension ${show(first.name)}, which was not offered.` };
  if (second) return { problem: 'The server switched on permessage-deflate twice.' };
  const offers = (parse(offer) ?? []).map(({ parameters }) => parameters);
  for (const [name, value] of first.parameters) {
    const problem = parameterProblem(name, value, offers);
    if (problem !== null) return { problem: `The server's permessage-deflate is not sound: ${problem}.` };
  }
  const bits = (name: string): number => Number(first.parameters.get(name) ?? 15);
  return {
    serverNoContextTakeover: first.parameters.has('server_no_context_takeover'),
    clientNoContextTakeover: first.parameters.has('client_no_context_takeover'),
    serverWindowBits: bits('server_max_window_bits'),
    clientWindowBits: bits('client_max_window_bits'),
  };
}

function parameterProblem(name: string, value: string | true, offers: readonly Parameters[]): string | null {
  if (name === 'server_no_context_takeover' || name === 'client_no_context_takeover')
    return value === true ? null : `${name} takes no value`;
  if (name !== 'server_max_window_bits' && name !== 'client_max_window_bits')
    return `it has the unknown parameter ${show(name)}`;
  if (value === true || !/^(?:[89]|1[0-5])$/.test(value)) return `${name} must be 8 to 15`;
  const offered = offers.map((parameters) => parameters.get(name));
  if (name === 'client_max_window_bits' && offered.every((bits) => bits === undefined))
    return 'client_max_window_bits was not offered';
  const most = Math.max(...offered.map((bits) => (typeof bits === 'string' ? Number(bits) : 15)));
  return Number(value) > most ? `${name} is larger than what was offered` : null;
}

/** RFC 6455 §9.1: names with parameters; null where it is none, or where a parameter stands twice. */
function parse(text: string): Parsed[] | null {
  const all: Parsed[] = [];
  for (const part of text.split(',')) {
    const [name = '', ...rest] = part.split(';').map((piece) => piece.trim());
    if (!TOKEN.test(name)) return null;
    const parameters: Parameters = new Map();
    for (const piece of rest) {
      const [, key = '', quoted, plain] = PARAMETER.exec(piece) ?? [];
      if (key === '' || parameters.has(key)) return null;
      parameters.set(key, quoted ?? plain ?? true);
    }
    all.push({ name, parameters });
  }
  return all;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PARAMETER =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"([!#$%&'*+.^_`|~0-9A-Za-z-]+)"|([!#$%&'*+.^_`|~0-9A-Za-z-]+)))?$/;

function show(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
