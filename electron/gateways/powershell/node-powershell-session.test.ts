import { afterAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { PartFailure } from './answers';
import { echo, engineSession, longEcho, misbehave, runs } from './testing/engine';

const session = engineSession();
afterAll(() => session.dispose());

const failing = (how: string, more: { limitMs?: number } = {}) =>
  session.run(misbehave, { how }, more).then(
    () => expect.unreachable(`${how} was answered`),
    (error: unknown) => error,
  );
const works = async () => expect(await session.run(echo, { value: 'again' })).toBe('again');

describe('an answer', () => {
  it('has its parts before its end, in order', async () => {
    const parts: unknown[] = [];
    const done = await session.run(
      echo,
      { value: { a: [1] }, parts: [1, 'two', [3]] },
      { onPart: (p) => parts.push(p) },
    );
    expect([parts, done]).toEqual([[1, 'two', [3]], { a: [1] }]);
  });

  it('is not corrupted by warnings, verbose text, errors, Write-Host, CLIXML or a prompt', async () => {
    const parts: unknown[] = [];
    const progress: unknown[] = [];
    const options = { onPart: (p: unknown) => parts.push(p), onProgress: (p: unknown) => progress.push(p) };
    expect(await session.run(misbehave, { how: 'noise' }, options)).toBe('clean');
    expect(parts).toEqual(['one']);
    expect(progress).toEqual([
      { activity: 'half', percent: 50 },
      { activity: 'unknown', percent: null },
    ]);
  });

  it('may have 10 MB, in one record and in many', async () => {
    const size = 10 * 1024 * 1024;
    const one = await session.run(misbehave, { how: 'big', size });
    expect(typeof one === 'string' && one.length).toBe(size);
    let got = 0;
    const onPart = (part: unknown) => (got += String(part).length);
    await session.run(misbehave, { how: 'big-parts', size: 10 }, { onPart });
    expect(got).toBe(size);
  });

  it.each([
    [null],
    [true],
    [0],
    [''],
    [[]],
    [[1]],
    [[[]]],
    [{ list: [], one: ['a'], none: null, deep: { x: [{ y: 1 }] } }],
  ])('is %j and not something that PowerShell makes of it', async (value) => {
    expect(await session.run(echo, { value })).toEqual(value);
  });

  it('keeps half characters of names that Windows allows and Unicode does not', async () => {
    expect(await session.run(misbehave, { how: 'lone' })).toBe('a\ud83db\ude00\u{1f600}');
  });

  it('of a shape the script does not have is garbled, and never reaches the caller', async () => {
    const script = { ...echo, done: z.object({ hash: z.string() }) };
    await expect(session.run(script, { value: 7 })).rejects.toMatchObject({ code: 'powershell-garbled' });
    await works();
  });

  it('names a part that failed by the same codes as a call', async () => {
    const script = { ...misbehave, part: PartFailure };
    const parts: unknown[] = [];
    await session.run(script, { how: 'parts-fail' }, { onPart: (p) => parts.push(p) });
    expect(parts).toMatchObject([{ part: 'site', code: 'access-denied' }]);
  });
});

describe('a program in a script', () => {
  it('does not eat the next requests from stdin, and may write to stderr', async () => {
    const answer = session.run(misbehave, { how: 'program' });
    const next = works();
    expect(await answer).toEqual({ read: [], code: 3, lines: ['err', 'out'] });
    await next;
  });
});

describe('a script that goes wrong', () => {
  it.each([
    ['garbage', 'powershell-garbled'],
    ['other-call', 'powershell-garbled'],
    ['gap', 'powershell-garbled'],
    ['kind', 'powershell-garbled'],
    ['exit', 'powershell-died'],
    ['death', 'powershell-died'],
    ['half-line-death', 'powershell-died'],
    ['twice', 'powershell-garbled'],
    ['nothing', 'powershell-garbled'],
    ['stop', 'file-changed'],
    ['denied', 'access-denied'],
    ['sharing', 'busy'],
    ['no-module', 'management-scripts-missing'],
    ['no-inetsrv', 'iis-missing'],
  ])('%s ends in %s, and the next call works', async (how, code) => {
    expect(await failing(how)).toMatchObject({ code, name: 'AppError' });
    await works();
  });

  it.each(['hang', 'half-line'])('%s is ended at its limit, and the next call works', async (how) => {
    expect(await failing(how, { limitMs: 300 })).toMatchObject({ code: 'timed-out' });
    await works();
  });

  it('says its own sentence and what to do', async () => {
    expect(await failing('stop')).toMatchObject({ message: 'It has changed.', fix: 'Look again.' });
  });

  it('floods and is killed at 64 MB, and the next call works', async () => {
    expect(await failing('flood')).toMatchObject({ code: 'answer-too-large' });
    await works();
  });

  it.each(['flood-line', 'flood-records'])('%s is killed at its size limit', async (how) => {
    const small = engineSession({ maxChars: 8 * 1024 * 1024 });
    await expect(small.run(misbehave, { how })).rejects.toMatchObject({ code: 'answer-too-large' });
    expect(await small.run(echo, { value: 1 })).toBe(1);
    await small.dispose();
  });
});

describe('a call that is given up', () => {
  it.each(['limit', 'abort'] as const)('by %s leaves nothing of the process tree behind', async (by) => {
    const abort = new AbortController();
    const pids: number[] = [];
    const onPart = (pid: unknown) => {
      pids.push(Number(pid));
      if (by === 'abort') abort.abort();
    };
    const options = { onPart, signal: abort.signal, ...(by === 'limit' ? { limitMs: 3000 } : {}) };
    const code = by === 'limit' ? 'timed-out' : 'cancelled';
    await expect(session.run(misbehave, { how: 'child' }, options)).rejects.toMatchObject({ code });
    expect(pids).toHaveLength(1);
    await vi.waitFor(() => expect(pids.filter(runs)).toEqual([]));
    await works();
  });

  it('by the death of its shell leaves no child of it behind', async () => {
    const pids: number[] = [];
    const dying = session.run(misbehave, { how: 'orphan' }, { onPart: (pid) => pids.push(Number(pid)) });
    await expect(dying).rejects.toMatchObject({ code: 'powershell-died' });
    await vi.waitFor(() => expect(pids.filter(runs)).toEqual([]));
  });

  it('before it began never runs, and does not disturb the one before it', async () => {
    const abort = new AbortController();
    const before = session.run(misbehave, { how: 'commit', ms: 200 });
    const waiting = session.run(echo, { value: 1 }, { signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(await before).toBe('committed');
    await expect(session.run(echo, { value: 1 }, { signal: abort.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('while its shell is being started ends at once', async () => {
    const fresh = engineSession();
    const abort = new AbortController();
    const call = fresh.run(echo, { value: 1 }, { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(await fresh.run(echo, { value: 2 })).toBe(2);
    await fresh.dispose();
  });
});

describe('a session that is closed', () => {
  it.each([20, 1500])(
    '%i ms after the call cancels what runs and what waits, and leaves nothing',
    async (ms) => {
      const closing = engineSession();
      const calls = [closing.run(misbehave, { how: 'hang' }), closing.run(echo, { value: 1 })].map((call) =>
        call.then(
          () => 'answered',
          (error: unknown) => error,
        ),
      );
      setTimeout(() => void closing.dispose(), ms);
      expect(await Promise.all(calls)).toMatchObject([{ code: 'cancelled' }, { code: 'cancelled' }]);
    },
  );
});

describe('behind the commit line', () => {
  it('an abort is refused and the limit only tells that it is late', async () => {
    const abort = new AbortController();
    const late = vi.fn();
    const onCommitting = () => abort.abort();
    const options = { signal: abort.signal, limitMs: 300, onLate: late, onCommitting };
    expect(await session.run(misbehave, { how: 'commit', ms: 1500 }, options)).toBe('committed');
    expect(late).toHaveBeenCalledTimes(1);
  });

  it.each(['commit-death', 'commit-garbage'])('%s leaves the outcome unknown', async (how) => {
    expect(await failing(how)).toMatchObject({ code: 'outcome-unknown' });
    await works();
  });

  it("the script's own failure is a definite answer", async () => {
    expect(await failing('commit-failure')).toMatchObject({ code: 'file-changed' });
  });

  it('closing the session leaves the outcome unknown', async () => {
    const closing = engineSession();
    const call = closing.run(
      misbehave,
      { how: 'commit', ms: 60_000 },
      { onCommitting: () => void closing.dispose() },
    );
    await expect(call).rejects.toMatchObject({ code: 'outcome-unknown' });
  });
});

describe('the lanes', () => {
  it('do not wait for each other', async () => {
    const abort = new AbortController();
    const slow = session.run({ ...misbehave, lane: 'long' }, { how: 'hang' }, { signal: abort.signal });
    await works();
    abort.abort();
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' });
    expect(await session.run(longEcho, { value: 1 })).toBe(1);
  });

  it('answer calls asked at once in their order, each its own', async () => {
    const values = Array.from({ length: 20 }, (_, index) => index);
    expect(await Promise.all(values.map((value) => session.run(echo, { value })))).toEqual(values);
  });

  it('end their process when idle and start another at need', async () => {
    const pidOf = { ...misbehave, name: 'own-pid', text: 'param([string] $Json)\nWrite-SwbDone -Value $PID' };
    const lazy = engineSession({ idleMs: 100 });
    const first = Number(await lazy.run(pidOf, { how: '' }));
    await vi.waitFor(() => expect(runs(first)).toBe(false), 10_000);
    const second = Number(await lazy.run(pidOf, { how: '' }));
    expect(runs(second)).toBe(true);
    await lazy.dispose();
    expect(runs(second)).toBe(false);
    await expect(lazy.run(echo, { value: 1 })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('keep one line of history, not every request', async () => {
    expect(await session.run(misbehave, { how: 'history' })).toBe(1);
  });
});
