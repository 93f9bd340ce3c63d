import type { ConfigTarget } from '../../../../shared/model/common';
import type { ServerConfig } from '../model/server-config';
import { fold, prefixes } from '../names';
import type { Entry } from './entries';
import { sectionTarget } from './effective';

/**
 * Sections of .NET in the web.config files from the site down to a target, outermost first: `system.web` and what else
 * machine.config registers, of which applicationHost.config knows nothing. `unknown` says which file could not be seen.
 */
export function webConfigElements(
  config: ServerConfig,
  target: Extract<ConfigTarget, { kind: 'site' | 'application' }>,
  section: string,
): { found: Entry[]; unknown?: string } {
  const { path } = sectionTarget(config, target);
  const found: Entry[] = [];
  let unknown: string | undefined;
  for (const prefix of prefixes(fold(path)).slice(1)) {
    const file = config.webConfigs.get(prefix);
    const shownPath = path.slice(0, prefix.length);
    if (file?.unreadable !== undefined)
      unknown ??= `the web.config of ${shownPath} could not be read: ${file.unreadable}`;
    else if (file === undefined && !config.webConfigsComplete)
      unknown ??= `the web.config of ${shownPath} was not read.`;
    for (const at of prefixes(fold(path)).filter((each) => each.length >= prefix.length))
      for (const { block, element } of file?.blocks?.find(at, section) ?? [])
        found.push({
          element,
          where: block.document.whereOf(element.start),
          label: `web.config of ${file?.iisPath ?? shownPath}`,
        });
  }
  return { found, ...(unknown === undefined ? {} : { unknown }) };
}
