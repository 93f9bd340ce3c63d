import { describe, expect, it } from 'vitest';
import { applyEdits, describeEdit, effectiveAll, readServer } from './index';
import type { ServerConfig } from './index';
import { configText, sampleBytes, server } from './samples/samples';

/** All that the core says about a configuration; the bytes and texts of the files themselves are left out. */
function everythingSaid(config: ServerConfig): string {
  const values = [
    ...effectiveAll(config, { kind: 'server' }),
    ...config.pools.flatMap(({ name }) => effectiveAll(config, { kind: 'pool', pool: name })),
    ...config.sites.flatMap(({ name, applications }) => [
      ...effectiveAll(config, { kind: 'site', site: name }),
      ...applications.flatMap(({ path }) => effectiveAll(config, { kind: 'application', site: name, path })),
    ]),
  ];
  return JSON.stringify([values, config.problems, config.redirection]);
}

describe('secrets stay in the file', () => {
  it('a password and what is encrypted is in no value and no problem', () => {
    const said = everythingSaid(server(sampleBytes('busy')));
    expect(said).not.toMatch(/c2VjcmV0|\[enc:|CORP/);
  });

  it('not even where they stand on the wrong attribute or element', () => {
    const secret = '[enc:AesProvider:c2VjcmV0:enc]';
    const config = server(
      configText({
        pool: `queueLength="${secret}" passwort="${secret}"`,
        pools: `<add name="Q"><environmentVariables><add name="A" value="hunter2" /></environmentVariables></add>`,
        webServer: `<webSocket pingInterval="${secret}" />`,
      }),
    );
    expect(config.problems.length).toBeGreaterThan(2);
    expect(everythingSaid(config)).not.toMatch(/c2VjcmV0|hunter2/);
  });

  it('nor in the message about a file that is refused', () => {
    const bytes = new TextEncoder().encode(
      '<configuration>\n<a password="hunter2" password="hunter2"/><b "hunter2"/></configuration>',
    );
    const read = () =>
      readServer({ applicationHost: { path: 'x', bytes }, webConfigs: { complete: true, files: [] } });
    expect(read).toThrow(/twice/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('an edit beside a password says nothing of it', () => {
    const config = server(sampleBytes('busy'));
    const edit = {
      kind: 'set',
      target: { kind: 'pool', pool: 'EchoPool' },
      setting: 'processModel.maxProcesses',
      value: '2',
    } as const;
    const [file] = applyEdits(config, [edit]);
    expect(JSON.stringify([describeEdit(config, edit), file?.splices])).not.toContain('c2VjcmV0');
  });
});
