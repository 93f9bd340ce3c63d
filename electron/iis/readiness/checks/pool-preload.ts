import { booleanOf, textOf } from '../../config';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';

/** What the role service Application Initialization (Web-AppInit) brings. */
export const APP_INIT = 'ApplicationInitializationModule';

/** preloadEnabled does nothing alone: it needs AlwaysRunning (IIS documentation) and, it seems, Web-AppInit. */
export const poolPreload: CheckDefinition = {
  id: 'pool.preload',
  station: 'pool',
  title: 'Preloading',
  blocking: false,
  subject: 'preloading',
  run(scene) {
    if (scene.pool === null || scene.application === null) return null;
    const preload = scene.appSetting('preloadEnabled');
    // Not preloaded, or not known: pool.warm speaks of both.
    if (preload === null || booleanOf(preload) !== true) return null;
    const startMode = scene.poolSetting('startMode');
    const there = scene.facts.config.globalModules.get(APP_INIT);
    const evidence = [
      fromSetting(preload),
      ...(startMode === null ? [] : [fromSetting(startMode, 'AlwaysRunning')]),
      fact(APP_INIT, there ? 'registered' : 'no entry', 'globalModules', { where: there?.where ?? null }),
    ];
    const mode = textOf(startMode);
    if (mode !== null && mode !== 'AlwaysRunning')
      return {
        state: 'warning',
        sentence: `${scene.name} is to be preloaded, but its pool ${scene.pool.name} starts on demand (startMode ${mode}), so nothing is loaded before the first request.`,
        note: 'on demand',
        evidence,
        cause: 'preloadEnabled has no effect without startMode AlwaysRunning',
      };
    // The practice server is no Windows: it has no role services but the one.
    if (!there && scene.facts.server !== 'practice')
      return {
        state: 'warning',
        sentence: `${scene.name} is to be preloaded, but the role service Application Initialization (Web-AppInit) is not installed, without which preloadEnabled seems to have no effect.`,
        note: 'no Web-AppInit',
        evidence,
        cause: 'preloadEnabled needs the role service Web-AppInit, which is missing',
      };
    return {
      state: 'good',
      sentence: `${scene.name} is loaded before its first request.`,
      evidence,
    };
  },
};
