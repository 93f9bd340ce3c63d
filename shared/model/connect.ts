import { z } from 'zod';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Text that may stand in a header: no line break and no NUL. */
const plain = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0\r\n]*$/);
const secret = plain(8192);
const pem = z.string().max(1_000_000);

export const HeaderField = z.object({ name: z.string(), value: z.string() });

/** Of a certificate: SHA-256 over its DER bytes, as pairs of hex digits with colons. */
export const Fingerprint = z.string().regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);

export const ClientCertificate = z.discriminatedUnion('kind', [
  /** `base64` holds the file's bytes. */
  z.object({ kind: z.literal('pfx'), base64: z.string().max(2_000_000), passphrase: secret.optional() }),
  z.object({ kind: z.literal('pem'), certificate: pem, key: pem, passphrase: secret.optional() }),
]);
export type ClientCertificate = z.infer<typeof ClientCertificate>;

export const TlsChoice = z.object({
  clientCertificate: ClientCertificate.optional(),
  /** Authorities as PEM text; only they are trusted then. */
  ca: pem.optional(),
  /** The one certificate that is taken although it isn't trusted: looked at before, for this session. */
  trust: Fingerprint.optional(),
  /** Name for SNI and for the check of the certificate, instead of the address's own. */
  serverName: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9_.-]+$/)
    .optional(),
});
export type TlsChoice = z.infer<typeof TlsChoice>;

/** Where the connection really goes while the request keeps the address's name: a node behind a balancer. */
export const ConnectTo = z.object({
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9_.:%-]+$/),
  port: z.number().int().min(1).max(65_535).optional(),
});
export type ConnectTo = z.infer<typeof ConnectTo>;

/** An HTTP proxy that is asked to CONNECT. */
export const ProxyChoice = z.object({
  host: z
    .string()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9_.:%-]+$/),
  port: z.number().int().min(1).max(65_535),
  user: z
    .string()
    .max(1024)
    .regex(/^[^\0\r\n:]*$/)
    .optional(),
  password: secret.optional(),
});
export type ProxyChoice = z.infer<typeof ProxyChoice>;

export const Credentials = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('basic'),
    user: z
      .string()
      .max(1024)
      .regex(/^[^\0\r\n:]*$/),
    password: secret,
  }),
  z.object({ kind: z.literal('bearer'), token: secret.min(1) }),
]);
export type Credentials = z.infer<typeof Credentials>;

/** A header or token that could split the request is refused here, before any socket is opened. */
export const ConnectRequest = z.object({
  url: z.string().min(1).max(4096),
  subprotocols: z.array(z.string().min(1).max(128).regex(TOKEN)).max(16),
  headers: z.array(z.object({ name: z.string().min(1).max(128).regex(TOKEN), value: plain(8192) })).max(64),
  timeoutMs: z.number().int().min(100).max(600_000),
  origin: plain(1024).min(1).optional(),
  cookies: z
    .array(
      z.object({
        name: z.string().min(1).max(256).regex(TOKEN),
        value: z
          .string()
          .max(4096)
          .regex(/^[^\0\r\n;]*$/),
      }),
    )
    .max(64)
    .optional(),
  credentials: Credentials.optional(),
  tls: TlsChoice.optional(),
  connectTo: ConnectTo.optional(),
  proxy: ProxyChoice.optional(),
  /** Of permessage-deflate; off where it isn't given, as IIS itself has none. */
  compression: z
    .union([
      z.enum(['off', 'on']),
      z.object({
        offer: z
          .string()
          .min(1)
          .max(1024)
          .regex(/^[\x20-\x7e]*$/),
      }),
    ])
    .optional(),
  /** How many redirects are followed; 0 where it isn't given. */
  followRedirects: z.number().int().min(0).max(10).optional(),
  /** Whether pings are answered by themselves; true where it isn't given. */
  autoPong: z.boolean().optional(),
  /** How much of the frames is kept. */
  keepMb: z.number().int().min(1).max(2048).optional(),
  /** The largest message that is taken, in plain; 16 where it isn't given, four times IIS's own receiveBufferLimit. */
  maxMessageMb: z.number().int().min(1).max(512).optional(),
});
export type ConnectRequest = z.infer<typeof ConnectRequest>;

/** What of a request decides where the certificate is looked at: nothing that is secret but the proxy's password. */
export const InspectRequest = ConnectRequest.pick({
  url: true,
  timeoutMs: true,
  connectTo: true,
  proxy: true,
}).extend({ ca: pem.optional(), serverName: TlsChoice.shape.serverName });
export type InspectRequest = z.infer<typeof InspectRequest>;

export const CertificateInfo = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Names and addresses it is for, such as "DNS:chat.example". */
  names: z.array(z.string()),
  /** As the certificate writes them. */
  validFrom: z.string(),
  validTo: z.string(),
  serialNumber: z.string(),
  fingerprint: Fingerprint,
});
export type CertificateInfo = z.infer<typeof CertificateInfo>;

export const TlsReport = z.object({
  /** "TLSv1.3". */
  version: z.string().nullable(),
  cipher: z.string().nullable(),
  /** The name that was sent; empty where none was. */
  serverName: z.string(),
  trusted: z.boolean(),
  /** Why it isn't, without a full stop; null when it is trusted by itself. */
  problem: z.string().nullable(),
  /** The same one by one: everything that is wrong with it, not only the first fault; empty when it is trusted. */
  problems: z.array(z.string()).optional(),
  /** Leaf first, as sent by the server or completed from what is trusted here. */
  chain: z.array(CertificateInfo),
});
export type TlsReport = z.infer<typeof TlsReport>;
