import path from 'node:path';

/** The folder after `--data` or in `--data=…`, absolute; undefined without the option, '' when no folder follows. */
export function dataDirFrom(argv: readonly string[], cwd: string): string | undefined {
  const at = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='));
  const option = argv[at];
  if (option === undefined) return undefined;
  const dir = option === '--data' ? (argv[at + 1] ?? '') : option.slice('--data='.length);
  return dir === '' || dir.startsWith('--') ? '' : path.resolve(cwd, dir);
}
