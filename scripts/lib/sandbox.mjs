/** Chromium refuses to run its sandbox as root on Linux and ends at once (133). */
export const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** The flags for Electron here, with a word about what they cost. */
export function sandboxFlags(say) {
  if (!isLinuxRoot) return [];
  say('running as root: Chromium has no sandbox here (--no-sandbox); use an ordinary account for real work');
  return ['--no-sandbox'];
}
