import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors';
import type { ScriptDefinition } from '../session';
import { FakeSession } from './fake-session';

const script = {
  name: 'read-x',
  text: '',
  lane: 'quick',
  args: z.object({ site: z.string() }),
  part: z.number(),
  done: z.object({ state: z.string() }),
  limitMs: 1,
} satisfies ScriptDefinition;
const args = { site: 'Chat' };

it('answers with the records it was given, and keeps the question', async () => {
  const session = new FakeSession({ 'read-x': { parts: [1, 2], done: { state: 'Started' } } });
  const onPart = vi.fn();
  expect(await session.run(script, args, { onPart })).toEqual({ state: 'Started' });
  expect(onPart.mock.calls).toEqual([[1], [2]]);
  expect(session.calls).toEqual([{ script: 'read-x', args }]);
});

it('does not let a test give an answer the script could not', async () => {
  await expect(new FakeSession({ 'read-x': { done: { state: 7 } } }).run(script, args)).rejects.toThrow(
    z.ZodError,
  );
});

it('is cancelled and fails as a real one', async () => {
  const session = new FakeSession({
    'read-x': () => ({ commits: true, error: new AppError('file-changed', 'x') }),
  });
  const onCommitting = vi.fn();
  await expect(session.run(script, args, { onCommitting })).rejects.toMatchObject({ code: 'file-changed' });
  expect(onCommitting).toHaveBeenCalledTimes(1);
  await expect(session.run(script, args, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  await session.dispose();
  await expect(session.run(script, args)).rejects.toMatchObject({ code: 'cancelled' });
});
