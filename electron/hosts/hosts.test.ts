import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '../../shared/errors';
import type { Engine } from '../engine-port';
import { FakeEnd } from './fake-end';
import { firstQuiet } from './first-quiet';
import { spawnThroughMain } from './main-spawn';
import { LateEnd } from './message-end';
import { serveEngine } from './serve-engine';

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a channel that comes late', () => {
  test('loses nothing of either direction and keeps the order', () => {
    const late = new LateEnd();
    const end = new FakeEnd();
    const heard: unknown[] = [];
    late.post(1);
    late.post(2);
    late.attach(end);
    late.post(3);
    end.hear('a');
    late.onMessage((message) => heard.push(message));
    end.hear('b');
    expect(end.posted).toEqual([1, 2, 3]);
    expect(heard).toEqual(['a', 'b']);
  });
});

describe('a helper of the window', () => {
  test('is asked of the main process, talks over its own port, and its end is told once', async () => {
    const main = new FakeEnd();
    const port = new FakeEnd();
    const spawn = spawnThroughMain(main);
    const host = spawn('practice', ['/data']);
    const other = spawn('tester', []);
    const exits: unknown[] = [];
    host.onExit((code) => exits.push(code));
    other.onExit(() => exits.push('other'));
    host.post('hello');
    await soon();
    expect(main.posted[0]).toEqual({ type: 'spawn-host', id: 1, name: 'practice', args: ['/data'] });
    main.hear({ type: 'host-port', id: 1 }, [port]);
    expect(port.posted).toEqual(['hello']);
    main.hear({ type: 'host-exit', id: 1, code: 3 });
    main.hear({ type: 'host-exit', id: 1, code: 3 });
    expect(exits).toEqual([3]);
    other.kill();
    await soon();
    expect(main.posted.at(-1)).toEqual({ type: 'kill-host', id: 2 });
  });

  test('does not take a processor from the first page: it is asked for when the window has gone quiet', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const main = new FakeEnd();
    spawnThroughMain(main, firstQuiet(main).quiet)('practice', []);
    for (let asked = 0; asked < 5; asked += 1) {
      main.hear({ type: 'invoke', id: asked, name: 'a', input: {} });
      await vi.advanceTimersByTimeAsync(100);
      expect(main.posted).toEqual([]);
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(main.posted).toHaveLength(1);
  });

  test('waits for the page to be drawn after an answer that came late, not from the question on', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const main = new FakeEnd();
    const { quiet, end } = firstQuiet(main);
    spawnThroughMain(end, quiet)('practice', []);
    main.hear({ type: 'invoke', id: 1, name: 'a', input: {} });
    await vi.advanceTimersByTimeAsync(140);
    end.postMessage({ type: 'reply', id: 1, reply: { ok: true, data: {} } });
    await vi.advanceTimersByTimeAsync(140);
    expect(main.posted).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20);
    expect(main.posted).toHaveLength(2);
  });

  test('is not held back for ever by a window that never asks', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const main = new FakeEnd();
    spawnThroughMain(main, firstQuiet(main).quiet)('practice', []);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(main.posted).toHaveLength(1);
  });
});

describe('the engine behind its process border', () => {
  const engine: Engine = {
    invoke: (name, input) => Promise.resolve({ ok: true, data: [name, input] }),
    subscribe(topic, _input, listener) {
      if (topic === 'refused') return { error: { ok: false, error: { code: 'bad-request', message: 'no' } } };
      listener({ seq: 1, payload: topic });
      return () => listener({ seq: 2, payload: 'ended' });
    },
    dispose: () => Promise.resolve(),
  };

  test('answers what was asked before it was there', async () => {
    const main = new FakeEnd();
    let resolve: (engine: Engine) => void = () => {};
    serveEngine(main, new Promise<Engine>((done) => (resolve = done)), () => {});
    main.hear({ type: 'invoke', id: 1, name: 'a', input: {} });
    main.hear({ type: 'subscribe', id: 2, topic: 't', input: {} });
    main.hear({ type: 'subscribe', id: 3, topic: 'cancelled', input: {} });
    main.hear({ type: 'unsubscribe', id: 3 });
    main.hear({ type: 'subscribe', id: 4, topic: 'refused', input: {} });
    resolve(engine);
    await soon();
    expect(main.posted).toContainEqual({ type: 'reply', id: 1, reply: { ok: true, data: ['a', {}] } });
    expect(main.posted.filter((message) => JSON.stringify(message).includes('"event"'))).toEqual([
      { type: 'event', id: 2, event: { seq: 1, payload: 't' } },
    ]);
  });

  test('that cannot start says why on every request instead of dying', async () => {
    const main = new FakeEnd();
    serveEngine(main, Promise.reject(new AppError('data-folder-unusable', 'Full.')), () => {});
    main.hear({ type: 'invoke', id: 1, name: 'a', input: {} });
    main.hear({ type: 'subscribe', id: 2, topic: 't', input: {} });
    await soon();
    expect(main.posted).toEqual([
      {
        type: 'reply',
        id: 1,
        reply: { ok: false, error: { code: 'data-folder-unusable', message: 'Full.' } },
      },
    ]);
  });

  test('exits after shutdown, even when disposing fails', async () => {
    const main = new FakeEnd();
    let exited = false;
    const failing = { ...engine, dispose: () => Promise.reject(new Error('x')) };
    serveEngine(main, Promise.resolve(failing), () => (exited = true));
    main.hear({ type: 'shutdown' });
    await soon();
    expect(exited).toBe(true);
  });
});
