/** Numbers in [0, 1), the same for the same seed. */
export function randomOf(seed: number): () => number;

/** Writes W3C site logs of about `bytes` bytes in all below `dir`; answers the files. */
export function makeLogs(dir: string, options: { bytes: number; sites?: number; seed?: number }): string[];
