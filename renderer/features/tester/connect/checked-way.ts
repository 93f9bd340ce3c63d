import type { ConnectTo, Credentials, ProxyChoice } from '../../../../shared/model/connect';
import type { ConnectRequest } from '../../../../shared/model/tester';
import { type AddressDraft, EMPTY_ADDRESS } from './address-draft';
import { type Checked, isPlain, right, wrong } from './checked';
import { hostAndPort } from './host-and-port';

/** Another address than the name: a node behind the balancer. */
export function checkedConnectTo(typed: string): Checked<ConnectTo | undefined> {
  if (typed.trim() === '') return right(undefined);
  const found = hostAndPort(typed);
  if (!found)
    return wrong('connectTo', 'Write the other address as host or host:port, such as 10.0.0.5:8443.');
  return right({ host: found.host, ...(found.port === null ? {} : { port: found.port }) });
}

/** Only plain HTTP proxies that take CONNECT. */
export function checkedProxy(draft: AddressDraft): Checked<ProxyChoice | undefined> {
  const typed = draft.proxy
    .trim()
    .replace(/^http:\/\//i, '')
    .replace(/\/$/, '');
  if (typed === '') return right(undefined);
  const found = hostAndPort(typed);
  if (found?.port == null) return wrong('proxy', 'Write the proxy as host:port, such as proxy.example:3128.');
  const { proxyUser: user, proxyPassword: password } = draft;
  if (!isPlain(user, 1024) || user.includes(':'))
    return wrong('proxyUser', 'The proxy’s user name is one line without a colon.');
  if (!isPlain(password, 8192)) return wrong('proxyPassword', 'The proxy’s password is one line.');
  return right({ host: found.host, port: found.port, ...(user === '' ? {} : { user, password }) });
}

/** Sent with the handshake, and never before the server’s certificate is trusted. */
export function checkedCredentials(draft: AddressDraft): Checked<Credentials | undefined> {
  const { auth, user, password, token } = draft;
  if (auth === 'none') return right(undefined);
  if (auth === 'bearer') {
    if (token.trim() === '') return wrong('token', 'Paste the token, or choose no sign-in.');
    if (!isPlain(token.trim(), 8192))
      return wrong('token', 'A token is one line of at most 8,192 characters.');
    return right({ kind: 'bearer', token: token.trim() });
  }
  if (!isPlain(user, 1024) || user.includes(':'))
    return wrong('user', 'With Basic the user name has no colon (RFC 7617, section 2).');
  if (!isPlain(password, 8192))
    return wrong('password', 'The password is one line of at most 8,192 characters.');
  return right({ kind: 'basic', user, password });
}

/** permessage-deflate: not offered, offered, or offered with the words typed. */
export function checkedCompression(draft: AddressDraft): Checked<ConnectRequest['compression']> {
  if (draft.compression !== 'offer') return right(draft.compression === 'on' ? 'on' : undefined);
  const offer = draft.offer.trim();
  if (offer === '' || offer.length > 1024 || !/^[\x20-\x7e]*$/.test(offer))
    return wrong(
      'offer',
      'Write the offer as it goes out, such as permessage-deflate; client_max_window_bits.',
    );
  return right({ offer });
}

/** Whole MB; undefined for what is taken anyway. */
export function checkedLargest(typed: string): Checked<number | undefined> {
  const mb = Number(typed);
  if (!/^\d{1,3}$/.test(typed.trim()) || mb < 1 || mb > 512)
    return wrong('largest', 'The largest message is a whole number of MB from 1 to 512.');
  return right(typed.trim() === EMPTY_ADDRESS.largest ? undefined : mb);
}

/** Seconds of the bar to milliseconds. */
export function checkedTimeout(typed: string): Checked<number> {
  const seconds = Number(typed);
  if (typed.trim() === '' || !(seconds >= 0.1 && seconds <= 600))
    return wrong('timeout', 'The time-out is a number of seconds from 0.1 to 600.');
  return right(Math.round(seconds * 1000));
}
