import type { ConfigDocument } from '../document';
import type { BlockIndex } from '../model/blocks';
import type { ServerConfig } from '../model/server-config';
import { fold, trimPath } from '../names';
import type { XmlElement } from '../xml/element';
import type { Fault, Report } from './report';

/**
 * Whom an error that nobody placed keeps from working, by where it stands: in a site's element that site, in a pool's
 * the applications in it, in a <location> or a web.config what that is about; anywhere else the whole server.
 */
export function placeFaults(report: Report, config: ServerConfig): void {
  const files = new Map<ConfigDocument, BlockIndex>([[config.document, config.blocks]]);
  for (const { blocks } of config.webConfigs.values()) if (blocks) files.set(blocks.document, blocks);
  for (const { problem, document, offset } of report.unplaced) {
    const blocks = files.get(document);
    for (const place of blocks === undefined ? [] : placesOf(config, blocks, offset))
      report.faults.push({ problem, refuses: null, ...place });
  }
}

function placesOf(
  config: ServerConfig,
  blocks: BlockIndex,
  offset: number,
): readonly Pick<Fault, 'path' | 'alone'>[] {
  if (blocks === config.blocks) {
    const site = around(config.sites, ({ element }) => element, offset);
    if (site) return [{ path: site.key }];
    const pool = around(config.pools, ({ element }) => element, offset);
    if (pool)
      return config.applicationsOf(pool.name).map((name) => ({ path: fold(trimPath(name)), alone: true }));
  }
  return [{ path: around(blocks.locations, ({ location }) => location, offset)?.path ?? blocks.base }];
}

/** The one of `items`, which stand in the order of the text, in whose element the offset is. */
function around<T>(
  items: readonly T[],
  elementOf: (item: T) => XmlElement | null,
  offset: number,
): T | undefined {
  let low = 0;
  let high = items.length - 1;
  const elementAt = (index: number): XmlElement | null => {
    const item = items[index];
    return item === undefined ? null : elementOf(item);
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((elementAt(middle)?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = elementAt(low);
  return found && found.start <= offset && offset < found.end ? items[low] : undefined;
}
