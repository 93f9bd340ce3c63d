import { readServer } from '../../iis/config';
import { PRACTICE } from '../server-list';
import type { SeenServer } from '../site-at';

interface Chat {
  /** Connections, each of them a socket. */
  sockets: number;
  /** Elements of the site, such as its limits. */
  site?: string;
  /** Elements of system.webServer; `proxy` is a declared section. */
  webServer?: string;
  id?: string;
}

/** A server with one site, Chat, which listens on port 8081 of this machine's loopback. */
export function seenChat({ sockets, site = '', webServer = '', id = PRACTICE.id }: Chat): SeenServer {
  const text = `<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost"><section name="applicationPools" allowDefinition="AppHostOnly" /><section name="sites" allowDefinition="AppHostOnly" /></sectionGroup>
    <sectionGroup name="system.webServer"><section name="proxy" allowDefinition="AppHostOnly" /></sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools><add name="P" /></applicationPools>
    <sites><site name="Chat" id="1"><application path="/" applicationPool="P" />${site}</site></sites>
  </system.applicationHost>
  <system.webServer>${webServer}</system.webServer>
</configuration>`;
  return {
    entry: { ...PRACTICE, id },
    config: readServer({
      applicationHost: { path: 'applicationHost.config', bytes: new TextEncoder().encode(text) },
      webConfigs: { complete: true, files: [] },
    }),
    runtime: {
      revision: 1,
      at: new Date(0).toISOString(),
      feature: 'Installed',
      sites: [
        {
          name: 'Chat',
          state: 'Started',
          bindings: [{ protocol: 'http', bindingInformation: '*:80:', url: 'http://127.0.0.1:8081/' }],
          connections: sockets,
          sockets,
          refused: 0,
        },
      ],
      pools: [{ name: 'P', state: 'Started', sockets }],
    },
  };
}
