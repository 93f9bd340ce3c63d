import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { SetupAnswers } from '../../shared/model/setup';
import { Before } from '../evidence/before';
import { takeEvidence } from '../evidence/take';
import { evidenceFileName, writeEvidence } from '../evidence/write';
import { DataFolder } from '../storage/data-folder';
import { tempDir } from '../storage/testing/temp-dir';
import { planSetup } from './setup';
import { Setups } from './setups';
import { fullText, openOn } from './testing/memory-server';

const answers: SetupAnswers = {
  step: 'changes',
  kind: 'proxy',
  values: { backEnd: 'http://127.0.0.1:3000' },
  sockets: 20_000,
  front: { product: 'nginx', timeoutS: null },
  ticks: { 'pool.warm': 'yes' },
};

test('a set-up that was left would be lost with the program, or found under another case of the name', async () => {
  const folder = new DataFolder(await tempDir());
  await new Setups(folder, () => undefined).set('practice', 'Chat', '/', { answers, begun: null });
  const again = await new Setups(folder, () => undefined).get('practice', 'CHAT', '/');
  expect(again).toEqual({ answers, begun: null, saved: true });
  expect((await new Setups(folder, () => undefined).get('practice', 'Chat', '/api')).saved).toBe(false);
});

test('a password in a back end would get into the data folder', async () => {
  const folder = new DataFolder(await tempDir());
  const setups = new Setups(folder, () => undefined);
  const typed = { ...answers, values: { backEnd: 'http://me:s3cret@back', path: 'x' } };
  await setups.set('practice', 'Chat', '/', { answers: typed, begun: null });
  expect(await readFile(folder.path('setups.json'), 'utf8')).not.toContain('s3cret');
  expect((await setups.get('practice', 'Chat', '/')).answers.values).toEqual(typed.values);
});

test('answers of a newer program would be overwritten, and damaged ones would end the page', async () => {
  const folder = new DataFolder(await tempDir());
  await folder.ensure();
  await writeFile(folder.path('setups.json'), JSON.stringify({ version: 2, setups: [] }));
  const said: string[] = [];
  const setups = new Setups(folder, (sentence) => said.push(sentence));
  await expect(setups.set('practice', 'Chat', '/', { answers, begun: null })).rejects.toMatchObject({
    code: 'file-newer',
  });
  await writeFile(folder.path('setups.json'), 'no JSON');
  const other = new Setups(folder, (sentence) => said.push(sentence));
  expect((await other.get('practice', 'Chat', '/')).saved).toBe(false);
  expect(said).toHaveLength(2);
});

test('what the plan proposes would not go together, or leave the application as it was', async () => {
  const { open } = await openOn(fullText);
  const where = { site: 'Chat', application: '/' };
  const plan = await planSetup(open, where, answers);
  const requests = plan.items.filter(({ tick }) => tick !== 'no').flatMap((item) => item.requests);
  const preview = await open.changes.preview(requests);
  expect(preview.refusal).toBeUndefined();
  await open.changes.applyRequests(requests, preview.planHash);
  const after = await planSetup(open, where, answers);
  expect(after.items.filter(({ need }) => need !== 'advice').map(({ id }) => id)).toEqual([]);
});

test('evidence would hold a secret of the address, or a name would lead out of the folder', async () => {
  const { open } = await openOn(fullText);
  const seen = await takeEvidence(open, { site: 'Chat', application: '/' });
  const [first] = seen.readiness.stations;
  first?.checks[0]?.evidence.push({
    what: 'GET ws://a/hub?access_token=s3cret&EIO=4',
    is: 'Authorization: Bearer s3cretS3cret',
    from: 'live handshake',
  });
  const leaky = {
    ...seen,
    readiness: { ...seen.readiness, verdict: 'See http://me:s3cret@back/?ticket=s3cret' },
  };
  for (const format of ['markdown', 'html', 'json'] as const) {
    const text = writeEvidence(leaky, leaky, format);
    expect(text).not.toContain('s3cret');
    expect(text).toContain('ticket');
  }
  const hostile = { ...seen, readiness: { ...seen.readiness, site: '../..\\<b>&"x' } };
  expect(evidenceFileName(hostile, true, 'html')).toMatch(/^b-x-\d{4}-\d\d-\d\d-before-after\.html$/);
});

test('an Apply would forget what a set-up remembers, or keep the reading of the Apply before the last', async () => {
  const { open } = await openOn(fullText);
  const { id } = open.session.entry;
  const at = { site: 'Chat', application: '/' };
  const before = new Before();
  before.look(id, at);
  await before.beforeApply(open);
  const first = before.get(id, 'CHAT', '/');
  expect(first?.why).toBe('apply');
  await before.beforeApply(open);
  expect(before.get(id, 'Chat', '/')).not.toBe(first);
  await before.remember(open, at, 'setup');
  await before.beforeApply(open);
  expect(before.get(id, 'Chat', '/')?.why).toBe('setup');
});
