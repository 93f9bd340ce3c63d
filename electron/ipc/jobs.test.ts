import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors';
import { Jobs } from './jobs';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('tells the end of a job to a subscriber that comes late', async () => {
  const jobs = new Jobs();
  const id = jobs.start(() => Promise.resolve({ applied: true }));
  await tick();
  const seen: unknown[] = [];
  jobs.subscribe(id, (event) => seen.push(event));
  expect(seen).toEqual([{ type: 'done', result: { applied: true } }]);
});

it('turns what a job throws into a closed code without a stack', async () => {
  const jobs = new Jobs();
  const known = jobs.start(() => Promise.reject(new AppError('file-changed', 'It changed.')));
  const unknown = jobs.start(() => Promise.reject(new Error('secret detail at /home/x')));
  await tick();
  const seen: unknown[] = [];
  jobs.subscribe(known, (event) => seen.push(event));
  jobs.subscribe(unknown, (event) => seen.push(event));
  expect(seen[0]).toEqual({ type: 'failed', error: { code: 'file-changed', message: 'It changed.' } });
  expect(JSON.stringify(seen[1])).not.toContain('secret');
});

it('does not call an ended job cancelled', async () => {
  const jobs = new Jobs();
  const id = jobs.start(() => Promise.resolve(null));
  await tick();
  expect(jobs.cancel(id).cancelled).toBe(false);
  expect(jobs.cancel('never there').cancelled).toBe(false);
});

it('sends no progress after the end, so that a page can not go back to running', async () => {
  const jobs = new Jobs();
  let late: ((progress: unknown) => void) | undefined;
  const id = jobs.start((context) => {
    late = context.progress;
    return Promise.resolve('end');
  });
  await tick();
  const seen: unknown[] = [];
  jobs.subscribe(id, (event) => seen.push(event));
  late?.({ steps: [] });
  expect(seen).toHaveLength(1);
});
