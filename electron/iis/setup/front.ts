import type { FrontProduct, SetupElsewhere } from '../../../shared/model/setup';
import { count, duration } from '../../../shared/words';
import { effective, secondsOf } from '../config';
import { applicationsUnder } from '../readiness/touches';
import { part, type Part, type SetupScene } from './facts';

/** A ping at most this often apart: most middle boxes forget a connection no sooner than after a minute. */
const PING_S = 30;

/**
 * How long each waits where nobody set it: nginx's proxy_read_timeout, and ARR's farm (arr_schema.xml), which is shorter
 * than its proxy. haproxy has no default, and of others nobody knows: the shortest that is common.
 */
const USUAL_S: Record<FrontProduct, number> = { nginx: 60, haproxy: 60, arr: 30, other: 60 };

const names: Record<FrontProduct, string> = {
  nginx: 'nginx',
  haproxy: 'haproxy',
  arr: 'the ARR server',
  other: 'the proxy',
};

/** Where something stands in front of the server: pings that keep silent sockets alive, and its own setting. */
export function frontFor(scene: SetupScene): Part {
  const { answers, config, site, application, name, kind } = scene;
  const { front } = answers;
  if (front === null) return part();
  const cutS = front.timeoutS ?? USUAL_S[front.product];
  const wanted = Math.max(1, Math.min(PING_S, Math.floor(cutS / 2)));
  const there = secondsOf(
    effective(config, { kind: 'application', site, path: application }, 'webSocket.pingInterval'),
  );
  const known = front.timeoutS === null ? `, as far as is known` : '';
  const cuts = `${names[front.product]} in front cuts a socket that is silent for ${duration(cutS)}${known}`;
  if (kind === 'iisnode')
    return part({
      elsewhere: [
        {
          id: 'front.application-ping',
          title: 'Ping of Socket.IO',
          state: 'unknown',
          sentence: `${upper(cuts)}, and under iisnode IIS sends no pings: let Socket.IO ping at least every ${duration(wanted)}.`,
          text: `new Server(server, { pingInterval: ${wanted * 1000} })`,
        },
        proxySetting(scene, front, wanted),
      ],
    });
  const elsewhere = [
    ...(kind === 'aspnet-core' ? [keepAlive(cuts, wanted)] : []),
    proxySetting(scene, front, there !== null && there > 0 && there < cutS ? there : wanted),
  ];
  if (there !== null && there > 0 && there < cutS)
    return part({
      done: [
        {
          id: 'front.ping',
          title: 'Ping',
          sentence: `${upper(cuts)}, and IIS pings every ${duration(there)}, which is sooner.`,
        },
      ],
      elsewhere,
    });
  const target =
    application === '/'
      ? ({ kind: 'site', site } as const)
      : ({ kind: 'application', site, path: application } as const);
  return part({
    items: [
      {
        id: 'front.ping',
        need: 'cuts',
        title: `Ping sockets of ${name} every ${duration(wanted)}`,
        reason: `${upper(cuts)}, and IIS ${there === null || there === 0 ? 'sends no pings' : `pings every ${duration(there)} only`}.`,
        requests: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target,
              setting: 'webSocket.pingInterval',
              value: `00:00:${String(wanted).padStart(2, '0')}`,
            },
          },
        ],
        touches: applicationsUnder(config, name),
        cost: `can restart the applications under ${name} at once, with their open sockets`,
      },
    ],
    elsewhere,
  });
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** In process ASP.NET Core frames in its own code, which IIS's pingInterval may not reach (facts sheet, section 6). */
const keepAlive = (cuts: string, wanted: number): SetupElsewhere => ({
  id: 'front.keep-alive',
  title: 'KeepAliveInterval',
  state: 'unknown',
  sentence: `${upper(cuts)}, and ASP.NET Core pings every 2 min unless it is told otherwise: set it in the application, too.`,
  text: `app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(${wanted}) });`,
});

type Front = NonNullable<SetupScene['answers']['front']>;

/** Its time-out above the ping, and that it passes the upgrade on. */
function proxySetting(
  { config, site }: SetupScene,
  { product, timeoutS }: Front,
  pingS: number,
): SetupElsewhere {
  const enough = timeoutS !== null && timeoutS > pingS;
  // Three pings may get lost before a healthy socket is cut.
  const readS = enough ? timeoutS : pingS * 3;
  const sentence = enough
    ? `Its time-out of ${duration(timeoutS)} is above the ping of ${duration(pingS)}: leave it at that, and see that it passes the upgrade on.`
    : `Set its read time-out above the ping of ${duration(pingS)} (${count(readS, 'second')} let two pings get lost), and see that it passes the upgrade on.`;
  const port = config.findSite(site)?.bindings.find((each) => each.port !== null)?.port ?? 80;
  return {
    id: 'front.proxy',
    title: upper(names[product]),
    state: enough ? 'good' : 'warning',
    sentence,
    ...textOf(product, readS, port),
  };
}

function textOf(product: FrontProduct, readS: number, port: number): { text?: string } {
  const back = `<this server>:${port}`;
  switch (product) {
    case 'nginx':
      return {
        text: `location / {\n    proxy_pass http://${back};\n    proxy_http_version 1.1;\n    proxy_set_header Upgrade $http_upgrade;\n    proxy_set_header Connection "upgrade";\n    proxy_set_header Host $host;\n    proxy_read_timeout ${readS}s;\n    proxy_send_timeout ${readS}s;\n}`,
      };
    case 'haproxy':
      return { text: `defaults\n    timeout tunnel ${readS}s` };
    case 'arr': {
      const span = new Date(Math.min(readS, 86_399) * 1000).toISOString().slice(11, 19);
      return {
        text: `<!-- applicationHost.config of the ARR server; a farm has its own, of 30 s -->\n<proxy enabled="true" timeout="${span}" />\n<webFarm name="…"><applicationRequestRouting><protocol timeout="${span}" /></applicationRequestRouting></webFarm>`,
      };
    }
    case 'other':
      return {};
  }
}
