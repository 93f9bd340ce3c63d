import { expect, it } from 'vitest';
import { isLoopback } from './loopback';

it.each([
  '127.0.0.1',
  '127.255.0.9',
  'localhost',
  'LOCALHOST',
  '::1',
  '[::1]',
  '0:0:0:0:0:0:0:1',
  '0000:0000:0000:0000:0000:0000:0000:0001',
])('%s is this computer', (host) => expect(isLoopback(host)).toBe(true));

it.each([
  '127.0.0.1.nip.io',
  '127.attacker.invalid',
  '127.0.0',
  '127.1.attacker.invalid.',
  'localhost.attacker.invalid',
  'my-localhost',
  '128.0.0.1',
  '::2',
  '10.0.0.1',
  '',
])('%j is not taken for this computer: a load there must be asked about', (host) =>
  expect(isLoopback(host)).toBe(false),
);
