import { expect, it } from 'vitest';
import type { TesterState } from '../../../shared/model/tester';
import { shownElsewhere } from './whose';

const ended = (url: string, redirectedFrom?: string): TesterState => {
  const handshake = redirectedFrom
    ? { redirects: [{ url: redirectedFrom, status: 302, location: url }] }
    : null;
  return { url, handshake } as unknown as TesterState;
};

it('would show how one server’s socket ended under the address of another', () => {
  expect(shownElsewhere(undefined, 'ws://a/')).toBeNull();
  expect(shownElsewhere(ended('ws://localhost:9213/'), 'wss://production.example/hub')).toBe(
    'ws://localhost:9213/',
  );
  expect(shownElsewhere(ended('ws://localhost:9213/'), 'ws://localhost:9213/x')).toBe('ws://localhost:9213/');
  expect(shownElsewhere(ended('ws://localhost:9213/'), 'not an address')).toBe('ws://localhost:9213/');
});

it('the same address, however it is written, is that of what is shown', () => {
  for (const typed of ['ws://localhost:9213', ' http://LOCALHOST:9213/ '])
    expect(shownElsewhere(ended('ws://localhost:9213/'), typed)).toBeNull();
  expect(shownElsewhere(ended('ws://b/hub', 'ws://a/hub'), 'ws://a/hub')).toBeNull();
  expect(shownElsewhere(ended('ws://a/?access_token=•••'), 'ws://a/?access_token=•••')).toBeNull();
});
