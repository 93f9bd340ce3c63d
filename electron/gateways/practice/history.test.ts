import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readServer } from '../../iis/config';
import { tempDir } from '../../storage/testing/temp-dir';
import { historyOf, keepHistory } from './history';
import { recordAt } from './record';

const text = (more: string): Uint8Array =>
  new TextEncoder().encode(
    `<configuration><system.applicationHost>${more}</system.applicationHost></configuration>`,
  );

async function keep(dir: string, more: string): Promise<void> {
  const bytes = text(more);
  const applicationHost = { path: 'applicationHost.config', bytes };
  await keepHistory(dir, readServer({ applicationHost, webConfigs: { complete: true, files: [] } }), bytes);
}

describe('configuration history', () => {
  it('keeps each other configuration once, and reads it back', async () => {
    const dir = await tempDir();
    for (const more of ['<!-- a -->', '<!-- a -->', '<!-- b -->', '<!-- a -->']) await keep(dir, more);
    const kept = await historyOf(dir).list();
    expect(kept.map(({ name }) => name)).toEqual([1, 2, 3].map((at) => `CFGHISTORY_000000000${at}`));
    const { bytes } = await historyOf(dir).read({ kind: 'history', name: 'CFGHISTORY_0000000002' });
    expect(Buffer.from(bytes)).toEqual(Buffer.from(text('<!-- b -->')));
  });

  it('keeps ten, or as many as configHistory says, and none where it is off', async () => {
    const dir = await tempDir();
    for (let at = 0; at < 12; at += 1) await keep(dir, `<!-- ${at} -->`);
    expect((await readdir(dir)).length).toBe(10);
    await keep(dir, '<configHistory maxHistories="3" />');
    expect((await readdir(dir)).toSorted()).toEqual([11, 12, 13].map((at) => `CFGHISTORY_00000000${at}`));
    await keep(dir, '<configHistory enabled="false" />');
    expect((await readdir(dir)).length).toBe(3);
  });

  it.each(['../state.json', 'CFGHISTORY_1', '..', ''])('never opens %j', async (name) => {
    const read = historyOf(await tempDir()).read({ kind: 'history', name });
    await expect(read).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('record', () => {
  it("is its owner's only, and gives at most its last 4 MB", async () => {
    const file = path.join(await tempDir(), 'server', 'journal.jsonl');
    const record = recordAt(file);
    expect(await record.read()).toBe('');
    await record.append(['one', 'two']);
    await record.append(['three']);
    expect(await record.read()).toBe('\none\n\ntwo\n\nthree\n');
    expect((await stat(file)).mode & 0o077).toBe(0);
    await record.append(['x'.repeat(5 * 1024 * 1024), 'last']);
    const read = await record.read();
    expect(read.length).toBe(4 * 1024 * 1024);
    expect(read.endsWith('x\n\nlast\n')).toBe(true);
    expect((await readFile(file, 'utf8')).startsWith('\none\n')).toBe(true);
  });
});
