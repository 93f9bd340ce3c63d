import type { ServerConfig } from '../model/server-config';
import type { Problem } from '../types';

/** What is not sound in the text of a configuration that could be read, one sentence each. */
export function collectProblems(config: ServerConfig): Problem[] {
  void config;
  return [];
}
