import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication } from './missing';

export const appExists: CheckDefinition = {
  id: 'app.exists',
  station: 'app',
  title: 'Application',
  blocking: true,
  subject: 'application',
  run(scene) {
    const { site, application, facts } = scene;
    if (site === null) return noApplication(scene);
    if (application === null)
      return {
        state: 'broken',
        sentence: `${site.name} has no application ${facts.application}, so there is nothing that a socket could reach.`,
        note: 'missing',
        evidence: [
          fact('application', 'missing', 'site', { shouldBe: facts.application, where: site.where }),
        ],
        cause: `it has no application ${facts.application}`,
      };
    const root = application.virtualDirectories.find((directory) => directory.path === '/');
    const evidence = [
      fact('application', application.path, 'site', { where: application.where }),
      fact('physicalPath', root?.physicalPath ?? 'none', 'virtualDirectory', { where: root?.where ?? null }),
      // A missing pool is the fault of the pool's station (pool.exists), not a second one here.
      fact('applicationPool', scene.poolName ?? 'none', 'application'),
    ];
    if (root === undefined)
      return {
        state: 'warning',
        sentence: `The application ${application.path} of ${site.name} has no virtual directory "/", which IIS wants before it starts an application.`,
        note: 'no folder',
        evidence,
        cause: 'its application has no root virtual directory',
      };
    return {
      state: 'good',
      sentence: `The application ${application.path} of ${site.name} is there${scene.pool === null ? '' : `, served by ${scene.pool.name}`}.`,
      note: 'found',
      evidence,
    };
  },
};
