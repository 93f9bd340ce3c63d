import { isUtf8 } from 'node:buffer';
import type { ExportFormat } from '../../../shared/model/keep';
import { opcodeName } from '../frame';
import { keptHandshake, keptRequest } from './secret-fields';
import { harWriter } from './har-writer';
import { asBuffer, type KeptHead, type RawFrame } from './raw-frame';
import { toSaved } from './saved-frame';

/** A format as it is written, piece by piece: no session is ever in memory as a whole. */
export interface FormatWriter {
  begin: () => string;
  frame: (frame: RawFrame) => string;
  end: () => string;
}

export const SESSION_KIND = 'IIS Switchboard session';
export const SESSION_VERSION = 1;

/** Our own file: JSON with a frame a line, so that it is read and searched as any text. */
function sessionWriter(head: KeptHead, secrets: boolean): FormatWriter {
  let first = true;
  return {
    begin: () => {
      const about = {
        kind: SESSION_KIND,
        version: SESSION_VERSION,
        startedAt: new Date(head.startedAt).toISOString(),
        secrets: secrets ? 'included' : 'masked',
        request: keptRequest(head.request, secrets),
        handshake: keptHandshake(head.handshake, secrets),
        end: head.end,
        diagnosis: head.diagnosis,
      };
      return `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "frames": [`;
    },
    frame: (raw) => {
      const line = `${first ? '' : ','}\n${JSON.stringify(toSaved(raw))}`;
      first = false;
      return line;
    },
    end: () => '\n  ]\n}\n',
  };
}

const timeOf = (head: KeptHead, at: number): string => new Date(head.startedAt + at).toISOString();

/** A frame a line, each JSON by itself. */
function lineWriter(head: KeptHead): FormatWriter {
  return {
    begin: () => '',
    frame: (raw) =>
      `${JSON.stringify({ index: raw.index, time: timeOf(head, raw.at), ...toSaved(raw), size: raw.declared })}\n`,
    end: () => '',
  };
}

const COLUMNS = [
  'index',
  'time',
  'ms',
  'direction',
  'opcode',
  'fin',
  'bytes',
  'encoding',
  'payload',
  'problem',
];

/**
 * RFC 4180 with a mark for UTF-8, without which spreadsheets take it for ANSI. A payload that a spreadsheet would run
 * as a formula gets an apostrophe in front: what a server sent is nobody's to be executed.
 */
function csvWriter(head: KeptHead): FormatWriter {
  return {
    begin: () => `\ufeff${COLUMNS.join(',')}\r\n`,
    frame: (raw) => {
      const payload = asBuffer(raw.inflated ?? raw.payload);
      const opcode = opcodeName(raw.opcodeBits);
      const text = opcode !== 'binary' && opcode !== 'close' && isUtf8(payload);
      const cells = [
        String(raw.index),
        timeOf(head, raw.at),
        raw.at.toFixed(3),
        raw.direction,
        opcode,
        String(raw.fin),
        String(raw.declared),
        text ? 'text' : 'hex',
        payload.toString(text ? 'utf8' : 'hex'),
        raw.problem ?? '',
      ];
      return `${cells.map(csvCell).join(',')}\r\n`;
    },
    end: () => '',
  };
}

export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function formatWriter(format: ExportFormat, head: KeptHead, secrets: boolean): FormatWriter {
  if (format === 'session') return sessionWriter(head, secrets);
  if (format === 'har') return harWriter(head, secrets);
  return format === 'jsonl' ? lineWriter(head) : csvWriter(head);
}
