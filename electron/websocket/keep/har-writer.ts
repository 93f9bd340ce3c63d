import type { HandshakeReport } from '../../../shared/model/tester';
import { version } from '../../version';
import type { FormatWriter } from './formats';
import { Messages } from './messages';
import type { KeptHead } from './raw-frame';
import { keptHandshake, keptRequest } from './secret-fields';

interface NameValue {
  name: string;
  value: string;
}

/** HAR 1.2 with the messages as Chromium's and Firefox's tools write them: `_webSocketMessages`, times in seconds. */
export function harWriter(head: KeptHead, secrets: boolean): FormatWriter {
  const messages = new Messages();
  let first = true;
  return {
    begin: () => {
      const about = {
        version: '1.2',
        creator: { name: 'IIS Switchboard', version },
        pages: [],
      };
      const entry = JSON.stringify(harEntry(head, secrets), null, 2);
      return `{"log": ${JSON.stringify(about).slice(0, -1)}, "entries": [\n${entry.slice(0, -2)},\n  "_webSocketMessages": [`;
    },
    frame: (raw) => {
      const message = messages.take(raw);
      if (!message) return '';
      const line = JSON.stringify({
        type: message.direction === 'out' ? 'send' : 'receive',
        time: (head.startedAt + message.at) / 1000,
        opcode: message.opcode === 'text' ? 1 : 2,
        data: message.payload.toString(message.opcode === 'text' ? 'utf8' : 'base64'),
      });
      const sign = first ? '' : ',';
      first = false;
      return `${sign}\n    ${line}`;
    },
    end: () => '\n  ]}\n]}}\n',
  };
}

function harEntry(head: KeptHead, secrets: boolean): object {
  const { url } = keptRequest(head.request, secrets);
  const report = keptHandshake(head.handshake, secrets);
  const { dns, tcp, tls, upgrade, total } = report?.timingsMs ?? NO_TIMES;
  return {
    _resourceType: 'websocket',
    startedDateTime: new Date(head.startedAt).toISOString(),
    time: total,
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      headers: headersOf(report?.requestText ?? ''),
      queryString: queryOf(url),
      cookies: [],
      headersSize: report?.requestText.length ?? -1,
      bodySize: 0,
    },
    response: {
      status: report?.status ?? 0,
      statusText: report?.statusText ?? '',
      httpVersion: 'HTTP/1.1',
      headers: report?.headers ?? [],
      cookies: [],
      content: { size: 0, mimeType: 'x-unknown', ...(report?.body ? { text: report.body } : {}) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...(head.diagnosis ? { _error: head.diagnosis.sentence } : {}),
    },
    cache: {},
    timings: {
      blocked: -1,
      dns: dns ?? -1,
      connect: tcp ?? -1,
      ssl: tls ?? -1,
      send: 0,
      wait: upgrade ?? 0,
      receive: 0,
    },
    ...(report?.remote ? { serverIPAddress: report.remote.address } : {}),
  };
}

const NO_TIMES: HandshakeReport['timingsMs'] = { dns: null, tcp: null, tls: null, upgrade: null, total: 0 };

function headersOf(head: string): NameValue[] {
  return head
    .split('\r\n')
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon <= 0 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
    });
}

function queryOf(url: string): NameValue[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}
