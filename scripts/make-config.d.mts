/** An applicationHost.config as text: sites over pools, and folder locations until it has `bytes` bytes. */
export function makeConfig(options: {
  sites: number;
  pools: number;
  bytes?: number;
  feature?: boolean;
}): string;
