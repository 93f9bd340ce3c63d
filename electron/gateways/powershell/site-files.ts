import { AppError } from '../../../shared/errors';
import { sha256 } from '../../storage/hash';
import type { SiteFileCommit, SiteFileContent, SiteFileNow, SiteFiles } from '../gateway';
import { FileCollector } from './read-files';
import { commitSiteFile } from './scripts/commit-site-file';
import { readConfiguration } from './scripts/read-configuration';
import { readSiteFile } from './scripts/read-site-file';
import type { PowerShellSession } from './session';

const COPIES = '%windir%\\System32\\inetsrv\\IISSwitchboard\\files\\';
const UNNAMED = '1970-01-01T00-00-00-000Z-00000000-check';

/**
 * The folders of a real server's applications. Secrets of a web.config are masked on the server, so a merge travels as
 * the changes of its text, and the old bytes are kept on the server, where only administrators read them.
 */
export class PowerShellFiles implements SiteFiles {
  readonly #session: PowerShellSession;
  readonly #refuseLocked: () => void;

  constructor(session: PowerShellSession, refuseLocked: () => void) {
    this.#session = session;
    this.#refuseLocked = refuseLocked;
  }

  async read(folder: string, name: string): Promise<SiteFileNow> {
    const { path, share, hash } = await this.#session.run(readSiteFile, { folder, name });
    const now = { path, hash, bytes: null, ...(share === '' ? {} : { share }) };
    if (hash === null || name.toLowerCase() !== 'web.config') return now;
    // It may have changed in between: then what was read last is true.
    return { ...now, ...(await this.#text({ kind: 'web', folder })) };
  }

  async readCopy(backup: string): Promise<SiteFileNow> {
    return { path: backup, ...(await this.#text({ kind: 'copy', name: nameOf(backup) })) };
  }

  backupAt(local: string): string {
    return `${COPIES}${nameOf(local)}`;
  }

  async hashAfter(request: SiteFileCommit): Promise<string> {
    const { content } = request;
    if (content.kind === 'none') return '';
    if (content.kind === 'copy') return content.hash;
    if (content.splices === undefined) return sha256(content.bytes);
    return (await this.#run(request, true)).hashAfter;
  }

  async commit(request: SiteFileCommit): Promise<void> {
    this.#refuseLocked();
    await this.#run(request, false);
  }

  #run(request: SiteFileCommit, check: boolean): Promise<{ hashAfter: string }> {
    const { folder, name, expectedHash, content, backup } = request;
    return this.#session.run(commitSiteFile, {
      folder,
      name,
      expectedHash,
      content: sent(content),
      backup: check ? UNNAMED : nameOf(backup),
      check,
    });
  }

  async #text(
    kept: { kind: 'web'; folder: string } | { kind: 'copy'; name: string },
  ): Promise<Pick<SiteFileNow, 'hash' | 'bytes'>> {
    const collector = new FileCollector();
    await this.#session.run(
      readConfiguration,
      { endpoints: [], kept },
      { onPart: (part) => collector.take(part) },
    );
    const file = collector.only();
    return file ? { hash: file.hash ?? null, bytes: file.bytes } : { hash: null, bytes: null };
  }
}

function sent(content: SiteFileContent) {
  switch (content.kind) {
    case 'none':
      return { kind: 'none' as const };
    case 'copy':
      return { kind: 'copy' as const, name: nameOf(content.backup), hash: content.hash };
    case 'bytes':
      return content.splices === undefined
        ? { kind: 'bytes' as const, base64: Buffer.from(content.bytes).toString('base64') }
        : {
            kind: 'splices' as const,
            splices: content.splices.map(({ start, end, text, removedHash = '' }) => ({
              start,
              end,
              text,
              removedHash,
            })),
          };
  }
}

/** The last part of a path of either kind. */
function nameOf(path: string): string {
  const name = path.split(/[\\/]/).at(-1);
  if (name) return name;
  throw new AppError('cannot-undo', 'The journal does not say where the copy from before lies.');
}
