/** The `code` of a file system error ("ENOENT"), or the empty text for anything else. */
export function fsCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}

const WORDS = new Map([
  ['ENOENT', 'it is not there'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'the system does not permit it'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ELOOP', 'its links go round in a circle'],
  ['EBUSY', 'another program holds it'],
  ['EEXIST', 'something of that name is there already'],
  ['EMFILE', 'too many files are open'],
  ['EIO', 'the disk reported an error'],
]);

/** A file system error in a few words that fit behind "because"; never the system's own text with its paths. */
export function fsReason(error: unknown): string {
  const code = fsCode(error);
  return WORDS.get(code) ?? (code === '' ? 'of an unexpected error' : `the system answered ${code}`);
}
