import { AppError } from '../../../../shared/errors';
import { parseDocument } from '../document';
import { fold, trimPath } from '../names';
import type { Problem, ServerFiles, WebConfigSource } from '../types';
import { collectProblems } from '../problems/collect';
import { BlockIndex } from './blocks';
import { readRedirection } from './redirection';
import type { Redirection } from './redirection';
import { ServerConfig } from './server-config';
import type { WebConfig } from './server-config';

/**
 * Reads one server's configuration. Throws only when applicationHost.config itself can't be read; anything else that is
 * not sound becomes a problem, and what it would have settled is unknown.
 */
export function readServer(files: ServerFiles): ServerConfig {
  const document = parseDocument(files.applicationHost);
  const problems: Problem[] = [];
  const redirection = safely(problems, null, (): Redirection | null =>
    files.redirection === undefined ? null : readRedirection(files.redirection),
  );
  const webConfigs = new Map<string, WebConfig>();
  for (const source of files.webConfigs.files) {
    webConfigs.set(fold(trimPath(source.iisPath)), readWebConfig(source, problems));
  }
  const config = new ServerConfig(document, files, redirection, webConfigs);
  const collected = collectProblems(config);
  config.problems.push(...problems, ...collected.problems);
  config.addFaults(collected.faults);
  return config;
}

function readWebConfig({ iisPath, file, unreadable }: WebConfigSource, problems: Problem[]): WebConfig {
  const path = trimPath(iisPath);
  if (file === undefined) return { iisPath: path, unreadable: unreadable ?? 'it was not read.' };
  try {
    return { iisPath: path, blocks: new BlockIndex(parseDocument(file), path) };
  } catch (error) {
    const { message, where } = appError(error);
    problems.push({ severity: 'error', sentence: message, ...(where ? { where } : {}) });
    return { iisPath: path, unreadable: `it can't be read: ${message}`, reported: true };
  }
}

function safely<T>(problems: Problem[], otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message, where } = appError(error);
    problems.push({ severity: 'error', sentence: message, ...(where ? { where } : {}) });
    return otherwise;
  }
}

function appError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}
