import { list } from '../../../../shared/words';
import { fold } from '../../config';
import type { Entry } from '../../config';
import { fromEntry } from '../evidence';
import type { CheckDefinition } from '../facts';

/** The modules that handlers of the known platforms name, as they are registered. */
const NAMES = new Map([
  ['iisnode', 'iisnode'],
  ['aspnetcoremodule', 'the ASP.NET Core module (ANCM, of the hosting bundle)'],
  ['aspnetcoremodulev2', 'the ASP.NET Core module (ANCM, of the hosting bundle)'],
  ['httpplatformhandler', 'HttpPlatformHandler'],
]);

/** A handler whose native module nobody registered: IIS answers 500.21 to each request. */
export const appHandlerModule: CheckDefinition = {
  id: 'app.handler-module',
  station: 'app',
  title: "The handler's module",
  blocking: false,
  subject: "the handler's module",
  run(scene) {
    const kind = scene.kind();
    if (kind === null) return null;
    const handlers = [kind.iisnode, kind.aspNetCore, kind.httpPlatform].flatMap((entry) => entry ?? []);
    if (handlers.length === 0) return null;
    const registered = new Set([...scene.facts.config.globalModules.keys()].map(fold));
    const evidence = handlers.map((entry) => fromEntry('handler modules', entry, 'modules'));
    const missing = handlers.flatMap((entry) => modulesOf(entry)).filter((name) => !registered.has(name));
    if (missing.length === 0)
      return {
        state: 'good',
        sentence: `The module of the handler of ${scene.name} is registered in globalModules.`,
        evidence,
      };
    const names = [...new Set(missing.map((name) => NAMES.get(name) ?? name))];
    return {
      state: 'broken',
      blocking: true,
      sentence: `A handler of ${scene.name} names ${list(names)}, which is not registered in globalModules: IIS answers each request with 500.21; install it.`,
      note: '500.21',
      evidence,
      cause: `${list(names)} is not installed (500.21)`,
    };
  },
};

const modulesOf = ({ element }: Entry): string[] =>
  (element.get('modules') ?? '')
    .split(',')
    .map((name) => fold(name.trim()))
    .filter((name) => NAMES.has(name));
