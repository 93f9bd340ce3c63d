import type { ServerConfig } from '../model/server-config';
import { fold, shown } from '../names';
import type { Problem } from '../types';
import { checkLocks } from './locks';
import { checkObjects } from './objects';
import { placeFaults } from './place-faults';
import { Report } from './report';
import type { Fault } from './report';
import { SectionCheck } from './sections';

/** What is not sound in the text of a configuration that could be read, one sentence each, in the order of the checks. */
export function collectProblems(config: ServerConfig): { problems: Problem[]; faults: Fault[] } {
  const report = new Report();
  if (config.readOnly !== undefined) report.problems.push(plain('warning', config.readOnly, config.file));
  checkRedirection(report, config);
  checkPresence(report, config);
  const sections = new SectionCheck(report, config);
  sections.check(config.blocks);
  checkObjects(report, config);
  for (const file of config.webConfigs.values()) {
    if (file.blocks !== undefined) {
      sections.check(file.blocks, fold(file.iisPath));
      checkLocks(report, config, file);
    } else if (file.reported !== true) {
      const path = shown(file.iisPath);
      report.problems.push(
        plain(
          'warning',
          `The web.config of ${path} is not taken into account: ${file.unreadable ?? 'it was not read.'}`,
          config.file,
        ),
      );
    }
  }
  placeFaults(report, config);
  return { problems: report.problems, faults: report.faults };
}

const plain = (severity: Problem['severity'], sentence: string, file: string): Problem => ({
  severity,
  sentence,
  where: { file },
});

function checkRedirection(report: Report, config: ServerConfig): void {
  const { redirection } = config;
  if (redirection?.enabled !== true) return;
  const { file, line } = redirection.where;
  report.problems.push({
    severity: 'warning',
    sentence: `${file}, line ${line ?? 0}: this server uses the shared configuration in "${shown(redirection.path)}"; make sure that ${config.file} is the file from there.`,
    where: redirection.where,
  });
}

function checkPresence(report: Report, config: ServerConfig): void {
  if (config.sections.size === 0) {
    report.warning(
      config.document,
      config.document.root.start,
      'there is no <configSections>, so which sections web.config may set is unknown; is this an applicationHost.config?',
    );
  }
  for (const [element, name] of [
    [config.poolsElement, 'applicationPools'],
    [config.sitesElement, 'sites'],
  ] as const) {
    if (element === undefined) {
      report.warning(
        config.document,
        config.document.root.start,
        `there is no system.applicationHost/${name}; is this an applicationHost.config?`,
      );
    }
  }
}
