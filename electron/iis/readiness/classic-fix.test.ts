import { describe, expect, it } from 'vitest';
import type { Fix } from '../../../shared/model/readiness';
import type { Edit } from '../config';
import { checkOf } from './sample-server';
import { judgeWhole, wholeConfig } from './whole-server';
import type { Change } from './whole-server';

/** Chat and Shop share a Classic pool. */
const shared: Change = {
  host: [
    [
      'name="ChatPool" managedRuntimeVersion="v4.0"',
      'name="ChatPool" managedRuntimeVersion="v4.0" queueLength="2000" managedPipelineMode="Classic"',
    ],
    ['applicationPool="SharedPool"', 'applicationPool="ChatPool"'],
  ],
};
const shop = (inner: string): Change => ({
  ...shared,
  webOf: { Shop: `<configuration>${inner}</configuration>` },
});
const mode = (change: Change) => checkOf(judgeWhole(change), 'pool.mode');
const editsOf = (fix: Fix | undefined): Edit[] =>
  (fix?.changes ?? []).flatMap((change) => (change.kind === 'config' ? [change.edit] : []));

describe('from Classic to Integrated', () => {
  it('lists every application in the pool, those of other sites too', () => {
    expect(mode(shared).fix?.touches).toEqual(['Chat/', 'Shop/']);
  });

  it.each([
    [
      '<system.web><httpModules><add name="M" type="T" /></httpModules></system.web>',
      'Shop/ has httpModules under system.web and would answer 500.22',
    ],
    [
      '<system.web><httpHandlers><add path="*.x" verb="*" type="T" /></httpHandlers></system.web>',
      'Shop/ has httpHandlers under system.web and would answer 500.23',
    ],
    [
      '<system.web><identity impersonate="true" /></system.web>',
      'Shop/ has impersonation under system.web and would answer 500.24',
    ],
    [
      '<location path="."><system.web><identity impersonate="True" /></system.web></location>',
      'would answer 500.24',
    ],
  ])('says whose web.config would break, and how: %s', (inner, said) => {
    expect(mode(shop(inner)).fix?.cost).toContain(said);
  });

  it.each([
    '<system.web><httpModules><clear /></httpModules><identity impersonate="false" /></system.web>',
    '<system.web><httpModules><add name="M" type="T" /></httpModules></system.web><system.webServer><validation validateIntegratedModeConfiguration="false" /></system.webServer>',
  ])('does not cry wolf over what Integrated mode lets be: %s', (inner) => {
    expect(mode(shop(inner)).fix?.cost).toContain('no application in it has httpModules');
  });

  it('a web.config that was not read is said, never taken for harmless', () => {
    const { fix } = mode({ ...shared, webOf: { Shop: null } });
    expect(fix?.cost).toContain('the web.config of Shop/ was not read');
  });

  it('offers a new pool for this application alone, which leaves the others in theirs', () => {
    const { alternative } = mode(shared);
    expect(alternative).toMatchObject({
      title: 'Give Chat a pool of its own',
      touches: ['Chat/'],
      weight: 'blocks',
    });
    // Settings below the pool's element can't be taken along: whoever accepts it must know.
    expect(alternative?.cost).toContain('IIS AppPool\\ChatPool 2');
    expect(alternative?.cost).toContain('queueLength and processModel of ChatPool are not taken over');
    const edits = editsOf(alternative);
    const config = wholeConfig({ ...shared, edits });
    expect(config.applicationsOf('ChatPool')).toEqual(['Shop/']);
    expect(config.applicationsOf('ChatPool 2')).toEqual(['Chat/']);
    const made = config.findPool('ChatPool 2')?.element;
    expect(made?.get('startMode')).toBe('AlwaysRunning');
    expect(made?.get('managedPipelineMode')).toBe('Integrated');
    expect(mode({ ...shared, edits }).state).toBe('good');
  });

  it('offers none where the application has its pool to itself', () => {
    expect(mode({ host: shared.host?.slice(0, 1) ?? [] })).not.toHaveProperty('alternative');
  });
});
