import path from 'node:path';

/**
 * Where the practice server keeps what its configuration calls a log folder: always `logs/LogFiles` of its own folder,
 * whatever `logFile.directory` says, as RequestLogs writes nowhere else.
 */
export function practiceLogFolder(logs: string, folder: string): string {
  return path.join(logs, 'LogFiles', folder.split('\\').at(-1) ?? '');
}
