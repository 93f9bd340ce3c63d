import { describe, expect, it } from 'vitest';
import { applyEdits, readServer, type Edit, type ServerConfig } from '../index';
import { sampleBytes, server } from '../samples/samples';
import { differences, type ValueDifference } from './differences';

const config = server(sampleBytes('busy'));
const between = (before: ServerConfig, after: ServerConfig): ValueDifference[] =>
  [...differences(before, after)].filter((each) => each !== null);

function edited(...edits: Edit[]): ServerConfig {
  const [file] = applyEdits(config, edits);
  if (!file) throw new Error('The edits change nothing.');
  return readServer({ ...config.files, applicationHost: { path: config.file, bytes: file.after } });
}

const text = (from: string, to: string): ServerConfig => {
  const all = new TextDecoder().decode(sampleBytes('busy'));
  expect(all).toContain(from);
  return server(new TextEncoder().encode(all.replace(from, to)));
};

describe('differences', () => {
  it('a reading does not differ from itself', () => {
    expect(between(config, config)).toEqual([]);
  });

  it('a changed default is told for every object that inherits it, and for no other', () => {
    const after = edited({
      kind: 'set',
      target: { kind: 'server' },
      setting: 'applicationPoolDefaults.processModel.idleTimeout',
      value: '00:05:00',
    });
    const found = between(config, after);
    const pools = found.filter(({ setting }) => setting === 'processModel.idleTimeout');
    expect(pools.map(({ object }) => object)).toContain('DefaultAppPool');
    // EchoPool has a value of its own.
    expect(pools.map(({ object }) => object)).not.toContain('EchoPool');
    expect(pools.every(({ before, after: now }) => before === '00:20:00' && now === '00:05:00')).toBe(true);
  });

  it('an element that is rewritten without another value is no difference', () => {
    expect(between(config, text('<configuration>', '<configuration><!-- by hand -->'))).toEqual([]);
  });

  it('a site that went is one line, not one for each of its values', () => {
    const without = text('name="Echo"', 'name="Echoes"');
    const found = between(config, without);
    expect(found.filter(({ object }) => object === 'Echo')).toEqual([
      { object: 'Echo', setting: '', before: 'Echo', after: undefined },
    ]);
    expect(found.every(({ setting }) => setting === '')).toBe(true);
  });

  it('bindings and modules count, though no setting of the table holds them', () => {
    const found = between(
      config,
      text('<add name="WebSocketModule" image=', '<add name="OtherModule" image='),
    );
    expect(found.map(({ setting }) => setting)).toEqual([
      'globalModules OtherModule',
      'globalModules WebSocketModule',
    ]);
  });
});
