import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests: the judgement of libxml2's own tool. It is installed where that may be done, and missed loudly elsewhere. */
function ensureXmllint(): void {
  if (spawnSync('xmllint', ['--version']).error === undefined) return;
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', 'libxml2-utils'], { stdio: 'ignore' });
    if (spawnSync('xmllint', ['--version']).error === undefined) return;
  }
  throw new Error(
    'These tests compare with xmllint, which is not there: install it (Debian: apt-get install libxml2-utils).',
  );
}

/** Which of the files are well formed, in their order. Namespaces are left out of account, as IIS has none. */
export function judgeByXmllint(files: readonly Uint8Array[]): boolean[] {
  ensureXmllint();
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-xml-'));
  try {
    const names = files.map((bytes, index) => {
      const name = `${index}.xml`;
      writeFileSync(join(folder, name), bytes);
      return name;
    });
    const bad = new Set<number>();
    for (let from = 0; from < names.length; from += 200) {
      for (const index of complaints(folder, names.slice(from, from + 200))) bad.add(index);
    }
    return names.map((_, index) => !bad.has(index));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function complaints(folder: string, names: string[]): number[] {
  const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', ...names], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return stderr.split('\n').flatMap((line) => {
    const match = /^(\d+)\.xml:\d+: (?:parser|encoding) error|^error .*?(\d+)\.xml/i.exec(line);
    return match === null ? [] : [Number(match[1] ?? match[2])];
  });
}

/** xmllint's own version line, so that a missing tool can't pass as "all well formed". */
export const xmllintWorks = (): boolean => {
  ensureXmllint();
  return execFileSync('xmllint', ['--noout', '-'], { input: '<a/>', encoding: 'utf8' }) === '';
};
