import type { ApplicationNode, SiteNode } from '../model/objects';
import type { ServerConfig } from '../model/server-config';
import { fold, joinPath, prefixes } from '../names';
import type { SectionTarget } from './section-layers';

/**
 * Folded paths on the way to the target whose web.config IIS does not look for: folders inside a virtual directory
 * with allowSubDirConfig="false". The virtual directory's own web.config is always read.
 */
export function ignoredFolders(config: ServerConfig, { site, path }: SectionTarget): Set<string> {
  const ignored = new Set<string>();
  const wanted = prefixes(fold(path)).slice(1);
  if (wanted.length === 1) return ignored;
  const directories = site.applications.flatMap((application) =>
    application.element.children
      .filter(({ name }) => name === 'virtualDirectory')
      .map((element) => ({
        path: fold(joinPath(joinPath(site.name, application.path), element.get('path') ?? '/')),
        reads: element.get('allowSubDirConfig') ?? inherited(config, site, application),
      })),
  );
  for (const prefix of wanted) {
    const owner = directories
      .filter((each) => prefix === each.path || prefix.startsWith(`${each.path}/`))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (owner !== undefined && owner.path !== prefix && owner.reads?.toLowerCase() === 'false')
      ignored.add(prefix);
  }
  return ignored;
}

function inherited(config: ServerConfig, site: SiteNode, application: ApplicationNode): string | undefined {
  for (const element of [application.element, site.element, config.sitesElement]) {
    const value = element?.child('virtualDirectoryDefaults')?.get('allowSubDirConfig');
    if (value !== undefined) return value;
  }
  return undefined;
}
