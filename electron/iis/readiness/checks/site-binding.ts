import { count } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { webBindings } from './web-bindings';

export const siteBinding: CheckDefinition = {
  id: 'site.binding',
  station: 'site',
  title: 'Binding',
  blocking: true,
  subject: 'bindings',
  run(scene) {
    const { site } = scene;
    if (site === null)
      return {
        state: 'broken',
        sentence: `The configuration has no site ${scene.facts.site}.`,
        note: 'missing',
        evidence: [],
        cause: 'there is no site of that name',
      };
    const web = webBindings(scene);
    const evidence = site.bindings.map((binding) =>
      fact(`${binding.protocol} binding`, binding.bindingInformation, 'bindings', { where: binding.where }),
    );
    const first = web[0];
    if (first === undefined)
      return {
        state: 'broken',
        sentence:
          site.bindings.length === 0
            ? `${site.name} has no binding, so no request reaches it; a WebSocket begins as an HTTP request.`
            : `${site.name} has no http or https binding with a port; a WebSocket begins as an HTTP request, so none can reach it.`,
        note: 'no binding',
        evidence,
        cause: 'it has no http or https binding',
      };
    const live = scene.runtimeSite?.bindings.find(
      ({ bindingInformation }) => bindingInformation === first.bindingInformation,
    );
    const port = live?.url ? Number(new URL(live.url).port || '80') : first.port;
    const elsewhere =
      port === first.port
        ? ''
        : ` It listens on port ${port} now, as ${live?.note ?? 'its own was not free'}.`;
    return {
      state: 'good',
      sentence: `${site.name} has ${count(web.length, 'binding')} for HTTP, over which a WebSocket begins: ${first.protocol} ${first.bindingInformation}${web.length > 1 ? ' and more' : ''}.${elsewhere}`,
      note: `port ${port}`,
      evidence,
    };
  },
};
