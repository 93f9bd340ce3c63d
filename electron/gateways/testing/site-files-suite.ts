import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import { sha256 } from '../../storage/hash';
import type { SiteFileCommit, SiteFileContent, SiteFiles } from '../gateway';

export interface OpenFiles {
  files: SiteFiles;
  /** A folder of the server, as configured, with nothing in it. */
  folder: string;
  /** The same written otherwise, where the server takes that. */
  other?: string;
  /** A place for a copy. */
  backup: (name: string) => string;
}

const bytes = (text: string): SiteFileContent => ({ kind: 'bytes', bytes: new TextEncoder().encode(text) });

/** What every gateway promises of the files of applications; the same tests over each of them. */
export function siteFilesSuite(name: string, open: () => Promise<OpenFiles>): void {
  describe(`files of applications: ${name}`, () => {
    test('are made, replaced and taken away, only as long as they are what was seen', async () => {
      const { files, folder, other = folder, backup } = await open();
      const at = { folder, name: 'web.config' };
      const hash = async (): Promise<string | null> => (await files.read(folder, 'web.config')).hash;
      let copies = 0;
      const commit = (expectedHash: string | null, content: SiteFileContent): Promise<void> => {
        copies += 1;
        const request: SiteFileCommit = { ...at, expectedHash, content, backup: backup(`copy-${copies}`) };
        return files.commit(request);
      };
      const one = '<configuration><!-- one --></configuration>';
      const two = '<configuration><location path="a" /></configuration>';
      expect(await files.read(folder, 'web.config')).toMatchObject({ hash: null, bytes: null });
      await commit(null, bytes(one));
      expect(await hash()).toBe(sha256(one));
      // Wrong in each way that there is.
      expect(CHANGED).toContain(await codeOf(commit(null, bytes(two))));
      expect(CHANGED).toContain(await codeOf(commit(sha256(two), bytes(two))));
      expect(CHANGED).toContain(await codeOf(commit(sha256(two), { kind: 'none' })));
      expect(await hash()).toBe(sha256(one));
      await commit(sha256(one), bytes(two));
      const now = await files.read(other, 'web.config');
      expect([now.hash, new TextDecoder().decode(now.bytes ?? undefined)]).toEqual([sha256(two), two]);
      await commit(sha256(two), { kind: 'none' });
      expect(await hash()).toBe(null);
      expect(GONE).toContain(await codeOf(commit(sha256(two), bytes(one))));
      expect(await hash()).toBe(null);
    });
  });
}

const CHANGED = ['file-changed', 'already-exists'];
const GONE = ['file-changed', 'file-missing'];

const codeOf = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
