import { AppError, errorCodes, type ErrorCode } from '../../../shared/errors';
import type { Problem } from '../../../shared/model/common';
import type { ServerFiles, SourceFile, WebConfigSource } from '../../iis/config/types';
import { MAX_CONFIG_BYTES } from '../config-file/read-source';
import type { ConfigurationPart } from './answers';

interface Growing {
  file: SourceFile;
  role: 'applicationHost' | 'redirection' | 'web';
  iisPath: string;
  pieces: Buffer[];
  count: number;
  bytes: number;
}

/**
 * Puts a server's files together from the pieces of read-configuration as they come. Bounded: 64 MB a file, as
 * everywhere. Errors when it is asked for the result: `powershell-garbled` where pieces are missing, and why
 * applicationHost.config itself could not be read.
 */
export class FileCollector {
  readonly #files = new Map<string, Growing>();
  readonly #unreadable: Extract<ConfigurationPart, { role: 'unreadable' }>[] = [];

  take(part: ConfigurationPart): void {
    if (part.role === 'unreadable') {
      this.#unreadable.push(part);
      return;
    }
    const key = `${part.role}\0${part.iisPath.toLowerCase()}`;
    const { path, hash, role, iisPath, count } = part;
    const known = this.#files.get(key);
    const growing = known ?? {
      file: { path, hash, bytes: EMPTY },
      role,
      iisPath,
      count,
      pieces: [],
      bytes: 0,
    };
    if (!known) this.#files.set(key, growing);
    const piece = Buffer.from(part.base64, 'base64');
    growing.bytes += piece.length;
    if (part.index !== growing.pieces.length || growing.bytes > MAX_CONFIG_BYTES)
      throw garbled(`the pieces of ${path} came in a wrong order or were too many`);
    growing.pieces.push(piece);
  }

  /** The one file that was asked for; null: there is none. Throws why it can't be read. */
  only(): SourceFile | null {
    const [bad] = this.#unreadable;
    if (bad)
      throw new AppError(codeOf(bad.code), `${bad.path} can't be read: ${bad.reason}`, {
        where: { file: bad.path },
      });
    const [growing] = this.#files.values();
    if (!growing) return null;
    if (growing.pieces.length !== growing.count) throw garbled(`pieces of ${growing.file.path} are missing`);
    return { ...growing.file, bytes: new Uint8Array(Buffer.concat(growing.pieces)) };
  }

  result(): { files: ServerFiles; problems: Problem[] } {
    const webConfigs: WebConfigSource[] = [];
    let applicationHost: SourceFile | undefined;
    let redirection: SourceFile | undefined;
    for (const { file, role, iisPath, pieces, count } of this.#files.values()) {
      if (pieces.length !== count) throw garbled(`pieces of ${file.path} are missing`);
      const whole = { ...file, bytes: new Uint8Array(Buffer.concat(pieces)) };
      if (role === 'applicationHost') applicationHost = whole;
      else if (role === 'redirection') redirection = whole;
      else webConfigs.push({ iisPath, file: whole });
    }
    const problems: Problem[] = [];
    for (const { iisPath, path, reason, code } of this.#unreadable) {
      if (iisPath === '' && applicationHost === undefined)
        throw new AppError(codeOf(code), `${path} can't be read: ${reason}`, { where: { file: path } });
      if (iisPath !== '') webConfigs.push({ iisPath, unreadable: reason });
      problems.push({
        severity: 'warning',
        sentence: `${path}${iisPath === '' ? '' : ` (the web.config of ${iisPath})`} can't be read: ${reason}`,
        where: { file: path },
      });
    }
    if (applicationHost === undefined) throw garbled('applicationHost.config is not among the files');
    return {
      files: {
        applicationHost,
        ...(redirection ? { redirection } : {}),
        webConfigs: { complete: true, files: webConfigs },
      },
      problems,
    };
  }
}

const EMPTY = new Uint8Array();

function codeOf(code: string): ErrorCode {
  return errorCodes.find((known) => known === code) ?? 'file-unreadable';
}

const garbled = (what: string): AppError =>
  new AppError('powershell-garbled', `The server's answer made no sense: ${what}.`, {
    fix: 'Read it again.',
  });
