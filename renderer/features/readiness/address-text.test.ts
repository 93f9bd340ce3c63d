import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SocketAddress } from '../../../shared/model/server';
import { fromText, presets, toText } from './address-text';

const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
const addresses = fc.record({
  path: fc.stringMatching(/^\/([\w.~!$&'()*+,;=:@/?-]|%[0-9A-F]{2}){0,40}$/),
  subprotocols: fc.array(token, { maxLength: 4 }),
  headers: fc.array(fc.record({ name: token, value: fc.stringMatching(/^([!-~]([ -~]{0,30}[!-~])?)?$/) }), {
    maxLength: 4,
  }),
});

test('an address comes back from its text as it was', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(fromText(toText(address))).toEqual(address);
    }),
  );
});

test('whatever is typed gives an address the engine takes, or a sentence', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(text, text, text, (path, subprotocols, headers) => {
      const result = fromText({ path: `/${path}`, subprotocols, headers });
      if (typeof result === 'string') expect(result).toMatch(/[.:]$|\.$|only\.$/);
      else expect(SocketAddress.safeParse(result).success).toBe(true);
    }),
  );
});

test.each([
  [{ path: '', subprotocols: '', headers: '' }, /Enter the path/],
  [{ path: 'hub', subprotocols: '', headers: '' }, /slash/],
  [{ path: '/a b', subprotocols: '', headers: '' }, /%20/],
  [{ path: '/x#y', subprotocols: '', headers: '' }, /%23/],
  [{ path: '/a\\b', subprotocols: '', headers: '' }, /write \/ there/],
  [{ path: '/100%', subprotocols: '', headers: '' }, /%25/],
  [{ path: '/größe', subprotocols: '', headers: '' }, /“ö” .* %C3%B6/],
  [{ path: '/<id>', subprotocols: '', headers: '' }, /“<” .* %3C/],
  [{ path: '/a\u0007', subprotocols: '', headers: '' }, /can’t be shown/],
  [{ path: 'wss://chat/hub', subprotocols: '', headers: '' }, /path alone/],
  [{ path: `/${'x'.repeat(2048)}`, subprotocols: '', headers: '' }, /2049 characters/],
  [{ path: '/', subprotocols: 'a, b c', headers: '' }, /“b c”/],
  [{ path: '/', subprotocols: '', headers: 'no colon' }, /“no colon”/],
])('a slip is named instead of sent: %j', (text, sentence) => {
  expect(fromText(text)).toMatch(sentence);
});

test('every preset is an address', () => {
  for (const { path } of presets)
    expect(fromText({ path, subprotocols: '', headers: '' })).toMatchObject({ path });
});
