/** Whether a close frame may carry the code (RFC 6455 §7.4, IANA registry: 1012–1014 came later). */
export function mayBeSent(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
}

/** The same in words. */
export const SENDABLE = '1000 to 1003, 1007 to 1014, or 3000 to 4999';

const meanings = new Map<number, string>([
  [1000, 'normal closure'],
  [
    1001,
    'going away: the server or its application shuts down, for IIS most often a recycle or a deployment',
  ],
  [1002, 'protocol error'],
  [1003, 'a kind of data the other side does not take, often binary where only text is read'],
  [1004, 'reserved'],
  [1005, 'no code was given'],
  [1006, 'the connection was lost without a close frame'],
  [1007, 'data that does not fit its kind, most often text that is not UTF-8'],
  [1008, 'the application refused it by its own policy'],
  [1009, 'a message too big, for IIS larger than the application or webSocket/receiveBufferLimit takes'],
  [1010, 'the client wanted an extension that the server did not agree to'],
  [1011, 'an error inside the application: look in its own log and the Application event log'],
  [1012, 'the service restarts'],
  [1013, 'the service is overloaded: try again later'],
  [1014, 'a gateway got a wrong answer from the server behind it'],
  [1015, 'the TLS handshake failed'],
]);

/** What a close code says, without a full stop. */
export function closeMeaning(code: number | null): string {
  if (code === null) return 'no code was given';
  const known = meanings.get(code);
  if (known) return known;
  if (code >= 4000 && code <= 4999) return "the application's own code, see its documentation";
  if (code >= 3000 && code <= 3999) return 'a code registered by a library';
  return 'not a code that may be sent';
}
