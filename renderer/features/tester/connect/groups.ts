import { counted } from '../../../components/format';
import { FOLLOWED } from '../connect-request';
import type { AddressDraft, AddressField } from './address-draft';
import { trustFor } from './checked-tls';

export type Group = 'request' | 'subprotocols' | 'tls' | 'route' | 'protocol';

export const GROUPS: readonly (readonly [Group, string])[] = [
  ['request', 'Request'],
  ['subprotocols', 'Subprotocols'],
  ['tls', 'TLS'],
  ['route', 'Route'],
  ['protocol', 'Protocol'],
];

const GROUP_OF: Record<Exclude<AddressField, 'url'>, Group> = {
  headers: 'request',
  origin: 'request',
  cookies: 'request',
  user: 'request',
  password: 'request',
  token: 'request',
  subprotocols: 'subprotocols',
  pfx: 'tls',
  certificate: 'tls',
  key: 'tls',
  passphrase: 'tls',
  ca: 'tls',
  serverName: 'tls',
  connectTo: 'route',
  host: 'route',
  proxy: 'route',
  proxyUser: 'route',
  proxyPassword: 'route',
  compression: 'protocol',
  offer: 'protocol',
  timeout: 'protocol',
  largest: 'protocol',
};

/** Where in the panel a field stands; null for the address itself, which stands in the bar. */
export const groupOf = (field: AddressField): Group | null => (field === 'url' ? null : GROUP_OF[field]);

export interface Chip {
  group: Group;
  text: string;
}

/** Everything that is set, each in a word or two; a secret is named, never shown. */
export function chipsOf(draft: AddressDraft): Chip[] {
  const chips: Chip[] = [];
  const add = (group: Group, text: string | false) => {
    if (text !== false && text !== '') chips.push({ group, text });
  };
  const named = (word: string, value: string) => value.trim() !== '' && `${word} ${value.trim()}`;
  const headers = draft.headers.split(/[\r\n]+/).filter((line) => line.trim() !== '').length;
  const cookies = draft.cookies.split(/[;\r\n]+/).filter((one) => one.trim() !== '').length;
  add('subprotocols', draft.subprotocols.trim());
  add('request', headers > 0 && counted(headers, 'header'));
  add('request', named('origin', draft.origin));
  add('request', cookies > 0 && counted(cookies, 'cookie'));
  add('request', draft.auth === 'basic' && `Basic ${draft.user}`.trim());
  add('request', draft.auth === 'bearer' && 'bearer token');
  add('tls', draft.certKind === 'pfx' && `certificate ${draft.pfx?.name ?? 'missing'}`);
  add('tls', draft.certKind === 'pem' && `certificate ${draft.certificate?.name ?? 'missing'}`);
  add('tls', draft.ca !== null && `CA ${draft.ca.name}`);
  add('tls', trustFor(draft) !== null && 'trusted for this session');
  add('tls', named('SNI', draft.serverName));
  add('route', named('to', draft.connectTo));
  add('route', named('Host', draft.host));
  add('route', named('proxy', draft.proxy));
  add('protocol', draft.compression === 'on' && 'deflate on');
  add('protocol', draft.compression === 'offer' && 'deflate as asked');
  add('protocol', draft.timeout.trim() !== '10' && `time-out ${draft.timeout.trim() || '?'} s`);
  add('protocol', draft.largest.trim() !== '16' && `messages to ${draft.largest.trim() || '?'} MB`);
  add('protocol', draft.followRedirects && `follows ${FOLLOWED} redirects`);
  add('protocol', !draft.autoPong && 'no automatic pong');
  return chips;
}
