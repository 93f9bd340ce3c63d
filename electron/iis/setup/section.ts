import { booleanOf, effective } from '../config';
import { applicationsUnder } from '../readiness/touches';
import { part, type Part, type SetupScene } from './facts';
import { itemOf } from './from-readiness';

/**
 * Whether IIS's own module may take the handshake: off for iisnode, which upgrades by itself and answers 501 with it in
 * the way, and on for everything else (facts sheet, section 7). Readiness judges by what stands there now; a kind that
 * was chosen here decides otherwise, and that is said.
 */
export function sectionFor(scene: SetupScene): Part {
  const { config, site, application, kind, name, readiness } = scene;
  if (kind === 'other') return part();
  const on = kind !== 'iisnode';
  const check = readiness.stations.flatMap(({ checks }) => checks).find(({ id }) => id === 'section.enabled');
  const target =
    application === '/'
      ? ({ kind: 'site', site } as const)
      : ({ kind: 'application', site, path: application } as const);
  const setting = effective(config, { kind: 'application', site, path: application }, 'webSocket.enabled');
  const enabled = booleanOf(setting);
  const base = { id: 'section.enabled', title: 'webSocket section' };
  const settled = quarrel(scene, on);
  if (enabled === null)
    return part({
      settled,
      elsewhere: [
        {
          ...base,
          state: 'unknown',
          sentence: check?.sentence ?? `Whether webSocket is enabled for ${name} is unknown.`,
        },
      ],
    });
  if (enabled === on)
    return part({ settled, done: [{ ...base, sentence: `${why(scene, on)}, and so it is for ${name}.` }] });
  if (setting.source?.layer === 'web.config')
    return part({
      settled,
      elsewhere: [
        {
          ...base,
          state: 'broken',
          sentence: `${why(scene, on)}, but the web.config of ${name} says enabled="${String(enabled)}": change it there, a value in applicationHost.config would not win over it.`,
          text: `<webSocket enabled="${String(on)}" />`,
        },
      ],
    });
  const agrees = check?.fix?.changes.some(
    (request) =>
      request.kind === 'config' && request.edit.kind === 'set' && request.edit.value === String(on),
  );
  if (check?.fix && agrees) return part({ settled, items: [itemOf(check, check.fix)] });
  return part({
    settled,
    items: [
      {
        id: base.id,
        need: 'blocks',
        title: on ? `Switch webSocket on for ${name}` : `Leave the upgrade of ${name} to iisnode`,
        reason: `${why(scene, on)}, and it is ${on ? 'off' : 'on'} for ${name} now.`,
        requests: [
          {
            kind: 'config',
            edit: { kind: 'set', target, setting: 'webSocket.enabled', value: String(on) },
          },
        ],
        touches: applicationsUnder(config, name),
        cost: `can restart the applications under ${name} at once, with their open sockets`,
      },
    ],
  });
}

const why = ({ kindName }: SetupScene, on: boolean): string =>
  on
    ? `${kindName.charAt(0).toUpperCase()}${kindName.slice(1)} needs webSocket enabled`
    : 'iisnode does the upgrade itself and needs webSocket enabled="false"';

/** Both are there, or the one that is there isn't the one that was chosen. */
function quarrel({ found, kind, kindName, name }: SetupScene, on: boolean): string[] {
  const others = [
    ...(found.rules.length > 0 ? ['a proxy rule of ARR'] : []),
    ...(found.aspNetCore ? ['ASP.NET Core'] : []),
    ...(found.httpPlatform ? ['HttpPlatformHandler'] : []),
  ];
  if (on && found.iisnode !== null)
    return [
      `iisnode, which stands in the configuration of ${name}, needs webSocket off; ${kindName} needs it on. It is kept on, as ${kindName} was chosen: sockets under iisnode then get 501, so give iisnode an application of its own or take its handler out.`,
    ];
  const [other] = others;
  if (!on && other !== undefined && kind === 'iisnode')
    return [
      `${other.charAt(0).toUpperCase()}${other.slice(1)}, which stands in the configuration of ${name}, needs webSocket on; iisnode needs it off. It is switched off, as iisnode was chosen: sockets through ${other} then fail, so give it an application of its own.`,
    ];
  return [];
}
