/** Builds out/cli where it is older than its sources; answers whether it had to be built. */
export function buildCli(): Promise<boolean>;
/** The same for the window: out/main, out/preload, out/renderer. */
export function buildWindow(): Promise<boolean>;
