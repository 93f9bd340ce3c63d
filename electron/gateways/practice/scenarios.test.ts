import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readServer } from '../../iis/config';
import { findScenario, scenarios } from './scenarios';
import { dial, edit, scenarioText, siteOf, startServer, urlOf } from './testing/kit';

describe('each scenario', () => {
  it.each(scenarios.map((one) => [one.id, one] as const))(
    '%s is in the form that IIS writes: CRLF, no BOM, no error in it',
    (_, { bytes }) => {
      const text = Buffer.from(bytes).toString('utf8');
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\r\n')).toBe(true);
      const config = readServer({
        applicationHost: { path: 'applicationHost.config', bytes },
        webConfigs: { complete: true, files: [] },
      });
      // A pool that is named and missing is one of the faults to be found there.
      const errors = config.problems.filter(({ severity }) => severity === 'error');
      expect(errors.filter(({ sentence }) => !sentence.includes('NopoolPool'))).toEqual([]);
      expect(config.sections.get('system.webServer/webSocket')?.overrideModeDefault).toBe('Deny');
    },
  );

  it('comes back byte for byte, with every state as at the beginning', async () => {
    const { server } = await startServer();
    await server.perform({ kind: 'start-site', site: 'Archive' });
    await edit(server, (text) => text.replace(' managedPipelineMode="Classic"', ''));
    const { socket } = await dial(urlOf(server, 'Chat'));
    const cut = new Promise((resolve) => socket.once('close', resolve));
    await server.loadScenario('typical-trouble');
    await cut;
    expect(await readFile(server.configPath)).toEqual(Buffer.from(findScenario('typical-trouble').bytes));
    expect(siteOf(server, 'Archive').state).toBe('Stopped');
    expect((await dial(urlOf(server, 'Chat'))).status).toBe(200);
  });

  it('comes back although the file is unsound or gone', async () => {
    const { server } = await startServer();
    await writeFile(server.configPath, '<html>');
    await expect(server.reload()).rejects.toThrow();
    await server.loadScenario('bare-server');
    expect(server.runtime().problem).toBeUndefined();
    expect(siteOf(server, 'Status').state).toBe('Started');
  });
});

describe('installing the feature on the bare server', () => {
  it('makes every site upgrade, writes just the two entries, and is undone with the scenario', async () => {
    const { server } = await startServer();
    await server.loadScenario('bare-server');
    const names = ['Echo', 'Chat', 'Status'];
    for (const name of names) expect((await dial(urlOf(server, name))).status).toBe(200);
    expect(server.runtime().feature).toBe('Available');

    const said = await server.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    expect(said).toContain('globalModules');
    expect(server.runtime().feature).toBe('Installed');
    for (const name of names) expect((await dial(urlOf(server, name))).status).toBe(101);

    const before = scenarioText('bare-server').split('\r\n');
    const after = (await readFile(server.configPath, 'utf8')).split('\r\n');
    const added = after.filter((line) => !before.includes(line));
    expect(added).toEqual([
      '            <add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />',
      '            <add name="WebSocketModule" lockItem="true" />',
    ]);
    expect(after.filter((line) => !added.includes(line))).toEqual(before);

    const again = await server.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    expect(again).toContain('already');
    await server.loadScenario('bare-server');
    expect(server.runtime().feature).toBe('Available');
    expect((await dial(urlOf(server, 'Echo'))).status).toBe(200);
  });

  it('is remembered over a restart, since no configuration file says it', async () => {
    const { server, dataDir } = await startServer();
    await server.loadScenario('bare-server');
    await server.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    await server.stop();
    const again = await startServer(dataDir);
    expect(again.server.runtime().feature).toBe('Installed');
    expect(again.server.info().scenario).toBe('bare-server');
    expect((await dial(urlOf(again.server, 'Echo'))).status).toBe(101);
  });

  it('writes nothing into a file that can not be read', async () => {
    const { server } = await startServer();
    await server.loadScenario('bare-server');
    await writeFile(server.configPath, '<configuration><x></configuration>');
    const install = server.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    await expect(install).rejects.toMatchObject({ code: 'not-xml' });
    expect(await readFile(server.configPath, 'utf8')).toBe('<configuration><x></configuration>');
    expect(server.runtime().feature).toBe('Available');
  });
});
