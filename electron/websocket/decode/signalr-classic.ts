import { asObject } from './json-object';
import { fieldsOf, labelOf, type Packet, type Reading } from './packet';

// ASP.NET SignalR 2, of .NET Framework: one JSON object a message, names of one letter. The letters are those of its
// JavaScript client: C cursor, M messages (of a call: method), S started, G groups, T reconnect; H hub, A arguments,
// I number of the call, R result, E error.
const MAX_PACKETS = 200;

/** Whether the address is of SignalR 2, which asks for its transport there. */
export const isClassicAddress = (url: string): boolean =>
  /[?&]transport=webSockets(?:&|$)/i.test(url) && /[?&]connectionToken=/i.test(url);

/** null where the text is none. `sure`: the address says it is spoken, so what `{}` means is known. */
export function signalRClassic(text: string, sure: boolean): Reading | null {
  const said = asObject(text);
  if (!said) return null;
  const packets = pushed(said) ?? called(said, text) ?? (sure ? answered(said, text) : null);
  if (!packets) return null;
  const problem =
    packets.length > MAX_PACKETS ? `Only the first ${MAX_PACKETS} packets of it are shown.` : null;
  return { protocol: 'SignalR 2', short: 'SignalR 2', packets: packets.slice(0, MAX_PACKETS), problem };
}

/** From the server: how far the client has got, and what is new. */
function pushed({ C: cursor, M: messages, S: started, G: groups, T: reconnect }: Said): Packet[] | null {
  if (typeof cursor !== 'string' || !Array.isArray(messages)) return null;
  const fields = fieldsOf({ cursor, groups, reconnect });
  if (messages.length === 0)
    return [{ label: started === 1 ? 'connected' : 'nothing new', fields, json: null }];
  return messages.slice(0, MAX_PACKETS + 1).map((message: unknown) => {
    const json = JSON.stringify(message);
    const call = asObject(json);
    return (call && called(call, json)?.[0]) ?? { label: 'message', fields, json };
  });
}

/** A method of a hub, called by either side. */
function called({ H: hub, M: method, A: args, I: id }: Said, json: string): Packet[] | null {
  if (typeof hub !== 'string' || typeof method !== 'string' || !Array.isArray(args)) return null;
  return [
    { label: labelOf('invocation', `${hub}.${method}`), fields: fieldsOf({ hub, method, call: id }), json },
  ];
}

function answered(said: Said, json: string): Packet[] | null {
  const { I: id, E: error } = said;
  if (Object.keys(said).length === 0) return [{ label: 'keep-alive', fields: [], json: null }];
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  const label = labelOf('result', id, error === undefined ? '' : 'with an error');
  return [{ label, fields: fieldsOf({ call: id, error }), json: 'R' in said ? json : null }];
}

type Said = Record<string, unknown>;
