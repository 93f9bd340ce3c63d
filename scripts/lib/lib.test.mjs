import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDisplay } from './display.mjs';
import { withFolderLock } from './folder-lock.mjs';

let dir;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the lock', () => {
  test('lets one in at a time, and says once that it waits', async () => {
    const lock = path.join(dir, 'lock');
    const steps = [];
    let waits = 0;
    const work = (name) => async () => {
      steps.push(`${name} in`);
      await sleep(300);
      steps.push(`${name} out`);
    };
    await Promise.all([
      withFolderLock(lock, work('a'), () => (waits += 1)),
      withFolderLock(lock, work('b'), () => (waits += 1)),
    ]);
    expect(steps).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(waits).toBe(1);
  });

  test('is taken over from a process that died with it', async () => {
    const lock = path.join(dir, 'lock');
    mkdirSync(lock);
    // No process has this id: the kernel's limit is far below.
    writeFileSync(path.join(lock, 'pid'), '2000000000');
    expect(
      await withFolderLock(lock, () => Promise.resolve(readFileSync(path.join(lock, 'pid'), 'utf8'))),
    ).toBe(String(process.pid));
  });

  test('is free again after a failure', async () => {
    const lock = path.join(dir, 'lock');
    await expect(withFolderLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFolderLock(lock, () => Promise.resolve('in'))).toBe('in');
  });
});

describe.runIf(process.platform === 'linux')('the display', () => {
  const listen = (onSocket) =>
    new Promise((resolve) => {
      const server = net.createServer(onSocket).listen(0, '127.0.0.1', () => resolve(server));
    });
  const displayOf = (server) => `127.0.0.1:${server.address().port - 6000}`;

  test('is not there when none is set', async () => {
    expect(await findDisplay({})).toEqual({ ok: false, why: 'no display is set' });
  });

  test('is not there when its socket is stale, or its name is nonsense', async () => {
    expect((await findDisplay({ DISPLAY: ':987654' })).ok).toBe(false);
    expect((await findDisplay({ DISPLAY: 'nonsense' })).ok).toBe(false);
    expect((await findDisplay({ WAYLAND_DISPLAY: 'none', XDG_RUNTIME_DIR: dir })).ok).toBe(false);
  });

  test('is there when a server answers the knock, even with a refusal', async () => {
    const server = await listen((socket) => socket.once('data', () => socket.end(Buffer.from([0, 0]))));
    expect(await findDisplay({ DISPLAY: displayOf(server) })).toEqual({ ok: true });
    server.close();
  });

  test('is not there when something accepts and never answers', async () => {
    const open = new Set();
    const server = await listen((socket) => open.add(socket));
    expect((await findDisplay({ DISPLAY: displayOf(server) })).ok).toBe(false);
    for (const socket of open) socket.destroy();
    server.close();
  });
});
