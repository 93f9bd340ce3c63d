/** A file that was chosen from disk, held as text or base64 for as long as the window is open. */
export interface PickedFile {
  name: string;
  content: string;
}

/** A certificate that was looked at and taken, for one server only. */
export interface Trust {
  /** SHA-256, pairs of hex digits with colons. */
  fingerprint: string;
  /** Host and port it was shown by. */
  authority: string;
}

/** What stands in the connect bar and its panel, as typed. It is held in memory alone: it may be secret. */
export interface AddressDraft {
  url: string;
  /** "chat.v2, json" */
  subprotocols: string;
  /** One a line: "Name: value". */
  headers: string;
  /** Seconds. */
  timeout: string;
  /** MB that a message may have. */
  largest: string;
  origin: string;
  /** "name=value; other=value", as a browser shows them. */
  cookies: string;
  auth: 'none' | 'basic' | 'bearer';
  user: string;
  password: string;
  token: string;
  certKind: 'none' | 'pfx' | 'pem';
  /** The content is base64. */
  pfx: PickedFile | null;
  certificate: PickedFile | null;
  key: PickedFile | null;
  passphrase: string;
  ca: PickedFile | null;
  trust: Trust | null;
  serverName: string;
  /** "10.0.0.5:8443" or "node7". */
  connectTo: string;
  /** Value of the Host header. */
  host: string;
  /** "proxy.example:3128" */
  proxy: string;
  proxyUser: string;
  proxyPassword: string;
  compression: 'off' | 'on' | 'offer';
  offer: string;
  followRedirects: boolean;
  autoPong: boolean;
}

export type AddressField = Exclude<
  keyof AddressDraft,
  'trust' | 'auth' | 'certKind' | 'followRedirects' | 'autoPong'
>;
export type ConnectChange = (change: Partial<AddressDraft>) => void;

export const EMPTY_ADDRESS: AddressDraft = {
  url: '',
  subprotocols: '',
  headers: '',
  timeout: '10',
  largest: '16',
  origin: '',
  cookies: '',
  auth: 'none',
  user: '',
  password: '',
  token: '',
  certKind: 'none',
  pfx: null,
  certificate: null,
  key: null,
  passphrase: '',
  ca: null,
  trust: null,
  serverName: '',
  connectTo: '',
  host: '',
  proxy: '',
  proxyUser: '',
  proxyPassword: '',
  compression: 'off',
  offer: '',
  followRedirects: false,
  autoPong: true,
};
