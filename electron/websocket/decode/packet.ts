import type { DecodedPacket } from '../../../shared/model/frame-view';
import { jsonLines } from './json-lines';

const VALUE_CHARS = 2000;
const LABEL_CHARS = 80;

/** A packet before its JSON is set out: the log's rows need no more than the label. */
export interface Packet {
  label: string;
  fields: { name: string; value: string }[];
  json: string | null;
}

/** What a protocol above WebSocket says; null where it isn't spoken. */
export interface Reading {
  /** "SignalR, JSON". */
  protocol: string;
  /** "SignalR", before the label in the log. */
  short: string;
  packets: Packet[];
  problem: string | null;
}

/** The fields that are there, as text. */
export function fieldsOf(named: Record<string, unknown>): Packet['fields'] {
  return Object.entries(named)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ({
      name,
      value: cut(typeof value === 'string' ? value : JSON.stringify(value), VALUE_CHARS),
    }));
}

export const labelOf = (...words: (string | number | undefined | null)[]): string =>
  cut(words.filter((word) => word !== undefined && word !== null && word !== '').join(' '), LABEL_CHARS);

const cut = (text: string, chars: number): string =>
  text.length > chars ? `${text.slice(0, chars)}…` : text;

export const withLines = ({ label, fields, json }: Packet): DecodedPacket => ({
  label,
  fields,
  json: json === null ? null : jsonLines(json),
});
