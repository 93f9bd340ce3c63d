import type { ConnectRequest } from '../../../shared/model/connect';
import { MASK } from '../../storage/mask-secrets';
import { MASKED_PROTOCOL } from './secret-fields';

export const PASSWORD = '<password>';

/** A masked request with a plain name where each mask is, in ASCII, so that a reader of a command sees what to put in. */
export function withPlaceholders(masked: ConnectRequest): ConnectRequest {
  const { credentials, cookies, proxy } = masked;
  const named = (name: string, value: string): { name: string; value: string } => ({
    name,
    value: value === MASK ? `<${name}>` : value,
  });
  return {
    ...masked,
    url: masked.url
      .replace(`//${MASK}@`, '//<user:password>@')
      .replace(/([?&;])([^=&#;]+)=([^&#;]*)/g, (whole, sign: string, name: string, value: string) =>
        value === MASK ? `${sign}${name}=<${name}>` : whole,
      ),
    subprotocols: masked.subprotocols.map((name) => (name === MASKED_PROTOCOL ? '<token>' : name)),
    headers: masked.headers.map(({ name, value }) => named(name, value)),
    ...(cookies ? { cookies: cookies.map(({ name, value }) => named(name, value)) } : {}),
    ...(credentials
      ? {
          credentials:
            credentials.kind === 'basic'
              ? { ...credentials, password: PASSWORD }
              : { ...credentials, token: '<token>' },
        }
      : {}),
    ...(proxy?.password === undefined ? {} : { proxy: { ...proxy, password: PASSWORD } }),
  };
}
