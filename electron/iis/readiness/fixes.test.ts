import { describe, expect, test } from 'vitest';
import { applyEdits, readServer } from '../config';
import type { Edit } from '../config';
import type { Fix, Readiness } from '../../../shared/model/readiness';
import { checkOf, FILE, practise, sampleConfig } from './sample-server';
import type { Sample } from './sample-server';

/** Applies a fix to the sample's text, as a change would, and judges what comes out. */
function repaired(sample: Sample, fix: Fix | undefined, application = '/'): Readiness {
  const edits = (fix?.changes ?? []).flatMap((change): Edit[] =>
    change.kind === 'config' ? [change.edit] : [],
  );
  expect(edits).not.toHaveLength(0);
  const [edited] = applyEdits(sampleConfig(sample), edits);
  const config = readServer({
    applicationHost: { path: FILE, bytes: edited?.after ?? new Uint8Array() },
    webConfigs: { complete: true, files: [] },
  });
  return practise(sample, { config, application });
}

const inLocation = (path: string, inner: string): Sample => ({
  more: `<location path="${path}"><system.webServer>${inner}</system.webServer></location>`,
});

describe('a fix that is applied turns its check good', () => {
  test.each<[string, Sample, string?]>([
    ['site.limits', { siteInner: '<limits maxConnections="0" />' }],
    ['pool.mode', { poolAttributes: 'managedPipelineMode="Classic"' }],
    [
      'pool.mode',
      { site: `a 'b' "c" & <d>`, pool: 'p $& `x` 🐙', poolAttributes: 'managedPipelineMode="Classic"' },
    ],
    ['pool.mode', {}, '/old'],
    ['section.enabled', { webSocket: 'enabled="false"' }],
    ['section.enabled', inLocation('Chat', '<webSocket enabled="false" />')],
    ['section.enabled', inLocation('Chat', '<webSocket enabled="false" />'), '/api'],
    ['section.enabled', inLocation('Chat/api', '<webSocket enabled="false" />'), '/api'],
    ['module.enabled', inLocation('Chat', '<modules><remove name="WebSocketModule" /></modules>')],
    ['module.enabled', inLocation('chat', '<modules><remove name="WebSocketModule" /></modules>'), '/api'],
    ['module.enabled', inLocation('Chat', '<modules><clear /></modules>')],
    ['module.enabled', { modules: '' }],
    ['module.enabled', { modules: '<add name="WebSocketModule" /><remove name="WebSocketModule" />' }],
    ['module.global', { globalModules: '' }],
  ])('%s of %o', (id, sample, application = '/') => {
    const fix = checkOf(practise(sample, { application, handshake: null }), id).fix;
    expect(fix?.weight).toBe('blocks');
    const after = repaired(sample, fix, application);
    expect(checkOf(after, id).state).toBe('good');
    expect(after.ready).toBe(true);
  });

  test('keeping warm leaves no advice and touches nothing else', () => {
    const after = repaired({}, checkOf(practise(), 'pool.warm').fix);
    expect(checkOf(after, 'pool.warm')).not.toHaveProperty('fix');
    expect(after.tally).toBe('all 8 good');
  });
});
