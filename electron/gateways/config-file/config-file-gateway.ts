import { basename, dirname, join, resolve } from 'node:path';
import { actionWords } from '../../iis/changes/request-words';
import { AppError, toErrorData } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import type { ServerFiles, WebConfigSource } from '../../iis/config/types';
import type { CommitRequest, Gateway, GatewayRead } from '../gateway';
import { readOnlyReason } from './read-only-reason';
import { replaceWith } from './replace-with';
import { readSource, readSourceIfThere } from './read-source';
import { watchFiles } from './watch-files';

/** A web.config handed over with the IIS path it belongs to: "Site", "Site/app". */
export interface WebConfigPath {
  iisPath: string;
  path: string;
}

/** A configuration on disk: its text can be read and replaced, everything at run time is unknown. */
export class ConfigFileGateway implements Gateway {
  readonly kind = 'file';
  readonly writes = 'bytes';
  readonly handshake = 'impossible';
  readonly #path: string;
  readonly #webConfigs: readonly WebConfigPath[];
  readonly #unwatch = new Set<() => void>();

  constructor(path: string, webConfigs: readonly WebConfigPath[] = []) {
    this.#path = resolve(path);
    this.#webConfigs = webConfigs.map((web) => ({ ...web, path: resolve(web.path) }));
  }

  /**
   * The file, the redirection.config beside it, and the web.config files handed over. Throws `file-missing`,
   * `file-unreadable`, `file-too-large`; a web.config that can't be read makes only what it could set unknown.
   */
  async read(): Promise<GatewayRead> {
    const applicationHost = await readSource(this.#path);
    const redirection = await this.#redirection();
    const webConfigs = await Promise.all(this.#webConfigs.map((web) => readWebConfig(web)));
    const readOnly = await readOnlyReason(this.#path);
    const files: ServerFiles = {
      applicationHost,
      ...(redirection ? { redirection } : {}),
      // Nobody said that these are all: a web.config that wasn't handed over may still exist.
      webConfigs: { complete: false, files: webConfigs },
    };
    return { files, ...(readOnly === undefined ? {} : { readOnly }) };
  }

  #redirectionPath(): string | null {
    const isIt = basename(this.#path).toLowerCase() === 'redirection.config';
    return isIt ? null : join(dirname(this.#path), 'redirection.config');
  }

  async #redirection(): Promise<ServerFiles['redirection'] | null> {
    const path = this.#redirectionPath();
    return path === null ? null : readSourceIfThere(path);
  }

  runtime(): Promise<null> {
    return Promise.resolve(null);
  }

  async commit(request: CommitRequest): Promise<{ hashAfter: string }> {
    const path = resolve(request.path);
    if (path !== this.#path && !this.#webConfigs.some((web) => web.path === path)) {
      throw new AppError('not-found', `${request.path} is not a file of this server.`);
    }
    const reason = await readOnlyReason(path);
    if (reason !== undefined) throw new AppError('read-only', reason, { where: { file: path } });
    return replaceWith({ ...request, path });
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  perform(action: ServerAction): Promise<never> {
    return Promise.reject(
      new AppError(
        'read-only',
        `${actionWords(action).sentence}: a configuration file can't do that, only a running server can.`,
        {
          where: { file: this.#path },
          fix: 'Do it on the server that the file belongs to.',
        },
      ),
    );
  }

  watch(listener: (what: 'config' | 'runtime') => void): () => void {
    const redirection = this.#redirectionPath();
    const paths = [
      this.#path,
      ...(redirection ? [redirection] : []),
      ...this.#webConfigs.map((web) => web.path),
    ];
    const end = watchFiles(paths, () => listener('config'));
    this.#unwatch.add(end);
    return () => {
      this.#unwatch.delete(end);
      end();
    };
  }

  dispose(): Promise<void> {
    for (const end of this.#unwatch) end();
    this.#unwatch.clear();
    return Promise.resolve();
  }
}

async function readWebConfig(web: WebConfigPath): Promise<WebConfigSource> {
  try {
    return { iisPath: web.iisPath, file: await readSource(web.path) };
  } catch (error) {
    return { iisPath: web.iisPath, unreadable: toErrorData(error).message };
  }
}
