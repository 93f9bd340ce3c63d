import { describe, expect, test } from 'vitest';
import type { Reply, TopicEvent } from '../../shared/wire';
import { FakeEngine } from './fake-engine';
import { Relay } from './relay';
import { RestartPolicy } from './restart-policy';
import { Supervisor } from './supervisor';

/** A relay over fake engines, with a clock and timers that stand still until told. */
function setUp() {
  const engines: FakeEngine[] = [];
  const starts: boolean[] = [];
  const timers: { work: () => void; ms: number }[] = [];
  const clock = { now: 0 };
  const supervisor = new Supervisor({
    start: (again) => {
      starts.push(again);
      const engine = new FakeEngine();
      engines.push(engine);
      return engine;
    },
    policy: new RestartPolicy(),
    now: () => clock.now,
    later: (work, ms) => void timers.push({ work, ms }),
  });
  const shell = (name: string): Promise<Reply> => Promise.resolve({ ok: true, data: `shell:${name}` });
  const relay = new Relay(supervisor, shell);
  supervisor.start();
  const engine = () => engines.at(-1) ?? new FakeEngine();
  const fireTimers = () => timers.splice(0).forEach(({ work }) => work());
  return { relay, supervisor, engine, engines, starts, timers, clock, fireTimers };
}
const code = async (reply: Promise<Reply>) => {
  const answer = await reply;
  return answer.ok ? 'ok' : answer.error.code;
};

describe('requests', () => {
  test('go to the engine and get their own answers, whatever the order', async () => {
    const { relay, engine } = setUp();
    const first = relay.invoke('a', { n: 1 });
    const second = relay.invoke('b', { n: 2 });
    expect(engine().sent).toEqual([
      { type: 'invoke', id: 1, name: 'a', input: { n: 1 } },
      { type: 'invoke', id: 2, name: 'b', input: { n: 2 } },
    ]);
    engine().say({ type: 'reply', id: 2, reply: { ok: true, data: 'two' } });
    engine().say({ type: 'reply', id: 1, reply: { ok: true, data: 'one' } });
    expect([await first, await second]).toEqual([
      { ok: true, data: 'one' },
      { ok: true, data: 'two' },
    ]);
  });

  test('of the shell never reach the engine', async () => {
    const { relay, engine } = setUp();
    expect(await relay.invoke('shell.copy', {})).toEqual({ ok: true, data: 'shell:shell.copy' });
    expect(engine().sent).toEqual([]);
  });

  test.each<[string, unknown, unknown, string]>([
    ['10 MB', 'a', 'x'.repeat(10_000_000), 'request-too-large'],
    ['no name', undefined, {}, 'bad-request'],
    ['an object as name', { toString: 'a' }, {}, 'bad-request'],
    ['a name without end', 'x'.repeat(101), {}, 'bad-request'],
    ['a Map as input', 'a', new Map(), 'bad-request'],
  ])('with %s are refused before the engine sees them', async (_what, name, input, expected) => {
    const { relay, engine } = setUp();
    expect(await code(relay.invoke(name, input))).toBe(expected);
    expect(engine().sent).toEqual([]);
  });
});

describe('an engine that dies', () => {
  test('leaves no request without an answer, and the next one is served by its successor', async () => {
    const { relay, engine, starts, fireTimers } = setUp();
    const cut = relay.invoke('a', {});
    engine().die();
    expect(await code(cut)).toBe('host-died');
    const later = relay.invoke('b', {});
    fireTimers();
    // The second one is told, so that it does not start from what the first may have died of.
    expect(starts).toEqual([false, true]);
    engine().say({ type: 'reply', id: engine().lastId('invoke'), reply: { ok: true, data: 1 } });
    expect(await code(later)).toBe('ok');
  });

  test('keeps its listeners: subscribed again, with a gap, and told in one sentence', () => {
    const { relay, engine, fireTimers } = setUp();
    const events: TopicEvent[] = [];
    const notices: TopicEvent[] = [];
    relay.subscribe('1/0', 'n', 'engine.notice', {}, (event) => notices.push(event));
    relay.subscribe('1/0', 's', 'server.changed', { serverId: 'x' }, (event) => events.push(event));
    const id = engine().lastId('subscribe');
    engine().say({ type: 'event', id, event: { seq: 1, payload: 'a' } });
    engine().die();
    fireTimers();
    expect(engine().sent).toContainEqual({
      type: 'subscribe',
      id,
      topic: 'server.changed',
      input: { serverId: 'x' },
    });
    engine().say({ type: 'event', id, event: { seq: 1, payload: 'b' } });
    engine().say({ type: 'event', id, event: { seq: 2, payload: 'c' } });
    expect(events.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.payload).toMatchObject({ level: 'warning' });
  });

  test('is started at most five times in a minute, more slowly each time, and tried again later', async () => {
    const { relay, engine, engines, timers, clock, fireTimers } = setUp();
    const waits: number[] = [];
    for (let n = 0; n < 5; n++) {
      engine().die();
      waits.push(timers[0]?.ms ?? 0);
      fireTimers();
    }
    expect(waits).toEqual([100, 200, 400, 800, 1600]);
    const cut = relay.invoke('a', {});
    engine().die();
    expect(timers).toEqual([]);
    expect(await code(cut)).toBe('host-died');
    expect(await code(relay.invoke('b', {}))).toBe('host-died');
    expect(engines).toHaveLength(6);
    clock.now = 61_000;
    const revived = relay.invoke('c', {});
    expect(engines).toHaveLength(7);
    engine().say({ type: 'reply', id: engine().lastId('invoke'), reply: { ok: true, data: 1 } });
    expect(await code(revived)).toBe('ok');
  });
});

describe('subscriptions', () => {
  test('end with their document, not with another one', () => {
    const { relay, engine } = setUp();
    const seen: string[] = [];
    relay.subscribe('1/0', 'a', 't', {}, () => seen.push('old'));
    const old = engine().lastId('subscribe');
    relay.endPage('1/0');
    relay.subscribe('1/1', 'a', 't', {}, () => seen.push('new'));
    relay.unsubscribe('1/0', 'a');
    engine().say({ type: 'event', id: old, event: { seq: 1, payload: 0 } });
    engine().say({ type: 'event', id: engine().lastId('subscribe'), event: { seq: 1, payload: 0 } });
    expect(seen).toEqual(['new']);
    expect(engine().sent).toContainEqual({ type: 'unsubscribe', id: old });
  });

  test('of one document are bounded', () => {
    const { relay, engine } = setUp();
    for (let n = 0; n < 1_000; n++) relay.subscribe('1/0', `s${n}`, 't', {}, () => {});
    expect(engine().sent).toHaveLength(256);
  });

  test('with a hostile id or topic are not made', () => {
    const { relay, engine } = setUp();
    relay.subscribe('1/0', { a: 1 }, 't', {}, () => {});
    relay.subscribe('1/0', 'a', 7, {}, () => {});
    relay.subscribe('1/0', 'a', 't', 'x'.repeat(10_000_000), () => {});
    expect(engine().sent).toEqual([]);
  });
});

test('stopping asks the engine to put its things away, waits, and does not start another', async () => {
  const { supervisor, engine, engines, fireTimers } = setUp();
  const stopping = supervisor.stop();
  expect(engine().sent).toEqual([{ type: 'shutdown' }]);
  engine().die();
  await stopping;
  fireTimers();
  expect(engines).toHaveLength(1);
});

test('an engine that does not stop is ended', async () => {
  const { supervisor, engine, fireTimers } = setUp();
  const stopping = supervisor.stop();
  fireTimers();
  await stopping;
  expect(engine().killed).toBe(true);
});
