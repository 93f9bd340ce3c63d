import { expect, it } from 'vitest';
import { leadsTo } from './site-ends';

const ends = { url: 'ws://127.0.0.1:8080/chat/ws', host: '' };
const typed = { host: '', connectTo: '' };

it('claims a site only for what leads to it', () => {
  const leads = (url: string, more: Partial<typeof typed> = {}, application = '/chat') =>
    leadsTo(url, { ...typed, ...more }, ends, application);
  expect(leads('ws://127.0.0.1:8080/chat/ws?id=2')).toBe(true);
  expect(leads(' http://127.0.0.1:8080/Chat')).toBe(true);
  expect(leads('ws://127.0.0.1:8080/fin', {}, '/')).toBe(true);
  // Another port, scheme, application, binding or machine; and nothing that could be read.
  expect(leads('ws://127.0.0.1:7701/chat/ws')).toBe(false);
  expect(leads('wss://127.0.0.1:8080/chat/ws')).toBe(false);
  expect(leads('ws://127.0.0.1:8080/chatter')).toBe(false);
  expect(leads('ws://127.0.0.1:8080/chat/ws', { host: 'b.example' })).toBe(false);
  expect(leads('ws://127.0.0.1:8080/chat/ws', { connectTo: '10.0.0.5' })).toBe(false);
  expect(leads('chat')).toBe(false);
  expect(leadsTo(ends.url, typed, null, '/chat')).toBe(false);
});
