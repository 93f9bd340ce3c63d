import { firstMode, nextMode } from '../effective/section-layers';
import type { Mode } from '../effective/section-layers';
import type { ServerConfig, WebConfig } from '../model/server-config';
import { fold, prefixes, shown } from '../names';
import type { Report } from './report';

/** Sections that a web.config has although applicationHost.config locks them: IIS answers 500.19 for all of that path. */
export function checkLocks(report: Report, config: ServerConfig, file: WebConfig): void {
  if (file.blocks === undefined) return;
  const path = fold(file.iisPath);
  for (const [section, declaration] of config.sections) {
    const [found] = file.blocks.find(path, section);
    if (found === undefined) continue;
    let mode: Mode = firstMode(declaration);
    for (const prefix of prefixes(path)) {
      for (const each of config.blocks.find(prefix, section)) mode = nextMode(mode, each);
    }
    if (mode !== 'Deny') continue;
    report.error(
      found.block.document,
      found.element.start,
      `${section} is locked for "${shown(file.iisPath)}", so IIS answers every request there with 500.19 (0x80070021); remove it here or unlock the section.`,
      { paths: [path], refuses: 'locked' },
    );
  }
}
