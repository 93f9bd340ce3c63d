import { z } from 'zod';
import type { ConnectRequest } from '../../../shared/model/connect';
import { KeptRequest } from '../../../shared/model/keep';
import { type Found, foundIn, isSendable, leaveOut } from './import-found';
import { nameOf } from './import-har';

const Collection = z.object({
  info: z.object({ name: z.string().max(1000).optional(), schema: z.string().max(1000).optional() }),
  item: z.array(z.unknown()),
  variable: z.array(z.unknown()).optional(),
});
const Variable = z.object({
  key: z.string(),
  value: z.coerce.string().default(''),
  disabled: z.boolean().optional(),
});
const Header = z.object({ key: z.string(), value: z.string().nullish(), disabled: z.boolean().nullish() });
const Secret = z.object({ key: z.string(), value: z.unknown() });
const Auth = z.object({
  type: z.string(),
  basic: z.array(Secret).optional(),
  bearer: z.array(Secret).optional(),
});
const Request = z.object({
  url: z.union([z.string(), z.object({ raw: z.string() })]).optional(),
  header: z.array(z.unknown()).nullish(),
  auth: Auth.nullish(),
  body: z.object({ raw: z.string().optional() }).nullish(),
});
const Item = z.object({
  name: z.string().max(1000).optional(),
  item: z.array(z.unknown()).optional(),
  request: Request.optional(),
});

const MAX_DEPTH = 32;
const TIMEOUT_MS = 10_000;

/** null for what is no Postman collection. Its scripts are never looked at; variables are those of the collection. */
export function readPostman(data: unknown): Found | null {
  const collection = Collection.safeParse(data);
  if (!collection.success) return null;
  const variables = new Map<string, string>();
  for (const raw of collection.data.variable ?? []) {
    const one = Variable.safeParse(raw);
    if (one.success && one.data.disabled !== true) variables.set(one.data.key, one.data.value);
  }
  const found = foundIn('Postman collection');
  walk(collection.data.item, variables, found, 0);
  return found;
}

function walk(
  items: readonly unknown[],
  variables: ReadonlyMap<string, string>,
  found: Found,
  depth: number,
): void {
  for (const raw of items) {
    const item = Item.safeParse(raw);
    if (!item.success) {
      found.unsound += 1;
      continue;
    }
    const { item: inner, request, name } = item.data;
    if (inner && depth < MAX_DEPTH) walk(inner, variables, found, depth + 1);
    if (!request) continue;
    const fill = filler(variables);
    const url = fill(typeof request.url === 'string' ? request.url : (request.url?.raw ?? '')).trim();
    if (!/^wss?:\/\//i.test(url)) {
      found.others += 1;
      continue;
    }
    const kept = KeptRequest.safeParse({
      name: (name ?? '').slice(0, 200) || nameOf(url),
      connect: connectOf(url, request, fill, found),
      messages:
        request.body?.raw === undefined || request.body.raw === ''
          ? []
          : [{ kind: 'text', text: fill(request.body.raw) }],
    });
    if (kept.success) found.requests.push(kept.data);
    else found.unsound += 1;
  }
}

/** `{{name}}` by its value, once; what isn't known stays as it is. */
function filler(variables: ReadonlyMap<string, string>): (text: string) => string {
  return (text) =>
    text.replace(/\{\{([^{}]{1,200})\}\}/g, (whole, name: string) => variables.get(name.trim()) ?? whole);
}

function connectOf(
  url: string,
  request: z.infer<typeof Request>,
  fill: (text: string) => string,
  found: Found,
): ConnectRequest {
  const subprotocols: string[] = [];
  const headers: { name: string; value: string }[] = [];
  for (const raw of request.header ?? []) {
    const header = Header.safeParse(raw);
    if (!header.success || header.data.disabled === true) continue;
    const name = fill(header.data.key).trim();
    const value = fill(header.data.value ?? '');
    if (/^sec-websocket-protocol$/i.test(name))
      subprotocols.push(
        ...value
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      );
    else if (/^(?:connection|upgrade|host|sec-websocket-.*|)$/i.test(name)) continue;
    else if (isSendable({ name, value })) headers.push({ name, value });
    else leaveOut(found, { name, value });
  }
  return {
    url: url.replace(/#.*$/s, ''),
    subprotocols,
    headers,
    timeoutMs: TIMEOUT_MS,
    ...credentialsOf(request.auth, fill),
  };
}

function credentialsOf(
  auth: z.infer<typeof Auth> | null | undefined,
  fill: (text: string) => string,
): Pick<ConnectRequest, 'credentials'> {
  const of = (list: z.infer<typeof Secret>[] | undefined, key: string): string => {
    const value = list?.find((one) => one.key === key)?.value;
    return typeof value === 'string' ? fill(value) : '';
  };
  if (auth?.type === 'bearer' && of(auth.bearer, 'token') !== '')
    return { credentials: { kind: 'bearer', token: of(auth.bearer, 'token') } };
  if (auth?.type === 'basic')
    return {
      credentials: { kind: 'basic', user: of(auth.basic, 'username'), password: of(auth.basic, 'password') },
    };
  return {};
}
