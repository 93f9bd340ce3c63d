import { isJson } from './json-lines';
import { fieldsOf, labelOf, type Packet, type Reading } from './packet';

// Engine.IO protocol 4 and Socket.IO protocol 5 as github.com/socketio gives them; 3 and 4 differ in what is said below.
const enginePackets = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const socketPackets = [
  'connect',
  'disconnect',
  'event',
  'ack',
  'connect error',
  'binary event',
  'binary ack',
];
/** What no other text begins with by chance: for an address that does not say EIO=. */
const CERTAIN = /^(?:0\{"sid":"|40\{"sid":"|4[25](?:\d{1,3}-)?(?:\/[^,[]{0,100},)?\d{0,10}\["|[23]probe$)/;

/** Engine.IO's version by the address: 3, 4, or null where it says none. */
export function engineIoVersion(url: string): 3 | 4 | null {
  const version = /[?&]EIO=([34])(?:&|$)/.exec(url)?.[1];
  return version === undefined ? null : version === '3' ? 3 : 4;
}

/** A text of Engine.IO, with Socket.IO in it; null where it is none. `sure`: the address says it is spoken. */
export function engineIoText(text: string, sure: boolean): Reading | null {
  if (!sure && !CERTAIN.test(text)) return null;
  const type = enginePackets[Number(text.charAt(0))];
  if (!/^[0-6]/.test(text) || type === undefined) return null;
  const rest = text.slice(1);
  if (type === 'message') {
    const packet = socketIo(rest);
    if (packet) return reading('Socket.IO', packet);
  }
  const json = isStructure(rest) ? rest : null;
  return reading('Engine.IO', {
    label: labelOf(type, type === 'ping' || type === 'pong' ? rest : ''),
    fields: json === null ? fieldsOf({ data: rest }) : [],
    json,
  });
}

/** Bytes are what an event before announced; in Engine.IO 3 a byte 4 stands before them. */
export function engineIoBinary(bytes: Buffer, version: 3 | 4): Reading {
  const marked = version === 3 && bytes[0] === 4;
  return reading('Socket.IO', {
    label: 'attachment',
    fields: fieldsOf({ size: `${bytes.length - (marked ? 1 : 0)} bytes` }),
    json: null,
  });
}

const PACKET = /^([0-6])(?:(\d{1,10})-)?(?:(\/[^,]*),|(\/[^,]*)$)?(\d{0,15})/;

function socketIo(text: string): Packet | null {
  const parts = PACKET.exec(text);
  const type = socketPackets[Number(parts?.[1])];
  if (!parts || type === undefined) return null;
  const [head, , attachments, withComma, alone, id] = parts;
  const json = text.slice(head.length);
  if (json !== '' && !isJson(json)) return null;
  const event = /event$/.test(type) ? eventName(json) : undefined;
  const namespace = withComma ?? alone;
  return {
    label: labelOf(type, event ?? (type === 'ack' || type === 'binary ack' ? id : namespace)),
    fields: fieldsOf({ event, namespace: namespace ?? '/', 'ack id': id, attachments }),
    json: json === '' ? null : json,
  };
}

/** The first item of the array. */
function eventName(json: string): string | undefined {
  if (json === '') return undefined;
  const said: unknown = JSON.parse(json);
  const first: unknown = Array.isArray(said) ? said[0] : undefined;
  return typeof first === 'string' ? first : undefined;
}

const isStructure = (text: string): boolean => /^[[{]/.test(text) && isJson(text);

const reading = (name: string, packet: Packet): Reading => ({
  protocol: name,
  short: name,
  packets: [packet],
  problem: null,
});
