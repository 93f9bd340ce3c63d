import type { Finding } from '../facts';
import type { Scene } from '../scene';

/** Not known, and why. Unknown has no cause: it never explains why a socket fails. */
export function unknown(sentence: string, more: Partial<Finding> = {}): Finding {
  return { state: 'unknown', sentence, note: 'unknown', evidence: [], ...more };
}

/** Asked of an application that isn't there. app.exists and site.binding say what is wrong. */
export function noApplication(scene: Scene): Finding {
  return unknown(
    scene.site === null
      ? `The configuration has no site ${scene.facts.site}, so there is nothing to ask.`
      : `${scene.site.name} has no application ${scene.facts.application}, so there is nothing to ask.`,
  );
}

/** Asked of a pool that isn't there. pool.exists says what is wrong. */
export function noPool(scene: Scene): Finding {
  return unknown(`${scene.name} has no application pool that could be asked.`);
}

/** Run-time state that can't be had. */
export function noRuntime(scene: Scene, what: string): Finding {
  const why: Record<typeof scene.facts.server, string> = {
    file: `${what} is not written in a configuration file; only the running server knows it.`,
    practice: `${what} is unknown: the practice server has not answered yet.`,
    windows: `${what} is unknown: the run-time state of the server could not be read.`,
  };
  return unknown(why[scene.facts.server]);
}
