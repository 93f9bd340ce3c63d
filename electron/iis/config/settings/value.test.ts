import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors';
import { checkValue } from './check';
import { settingDefinitions } from './table';
import { formatTimeSpan, parseTimeSpan } from './time-span';
import { readValue } from './value';

const refusal = (
  kind: 'pool' | 'site' | 'server' | 'application',
  setting: string,
  value: string,
): AppError => {
  try {
    checkValue(kind, setting, value);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

describe('time spans', () => {
  it.each([
    ['29:00:00', 104_400],
    ['1.05:00:00', 104_400],
    ['24:00:00', 86_400],
    ['00:20:00', 1200],
    ['0:0:0', 0],
    ['1.24:00:00', null],
    ['00:60:00', null],
    ['00:00:60', null],
    ['20 min', null],
    ['00:20', null],
    ['-00:20:00', null],
    ['00:00:00.1', null],
    ['1:00:00:00', null],
    ['', null],
  ])('%s is %s s: 29 hours are not the 29 days of .NET', (text, seconds) => {
    expect(parseTimeSpan(text)).toBe(seconds);
  });

  it('come back from their canonical text', () => {
    fc.assert(
      fc.property(fc.nat(25_920_000), (seconds) => {
        expect(parseTimeSpan(formatTimeSpan(seconds))).toBe(seconds);
      }),
    );
    expect(formatTimeSpan(104_400)).toBe('1.05:00:00');
  });
});

describe('checkValue', () => {
  it.each([
    ['pool', 'managedPipelineMode', 'classic', 'Classic'],
    ['pool', 'managedPipelineMode', '1', 'Classic'],
    ['pool', 'processModel.idleTimeout', '29:00:00', '1.05:00:00'],
    ['pool', 'queueLength', ' 0010 ', '10'],
    ['pool', 'recycling.logEventOnRecycle', 'Schedule,time', 'Time, Schedule'],
    ['pool', 'recycling.logEventOnRecycle', '5', 'Time, Schedule'],
    ['pool', 'recycling.logEventOnRecycle', '', ''],
    ['pool', 'autoStart', 'TRUE', 'true'],
    ['site', 'limits.maxConnections', '4294967295', '4294967295'],
    ['site', 'limits.maxBandwidth', '1024', '1024'],
    ['server', 'applicationPoolDefaults.startMode', 'AlwaysRunning', 'AlwaysRunning'],
    ['application', 'applicationPool', "Chat's `Pool` $1 🦜", "Chat's `Pool` $1 🦜"],
  ] as const)('%s %s: "%s" is written as "%s"', (kind, setting, value, text) => {
    expect(checkValue(kind, setting, value)).toBe(text);
  });

  it.each([
    ['pool', 'queueLength', '9', 'must be 10 to 65,535 requests'],
    ['pool', 'queueLength', '65536', 'must be 10 to 65,535 requests'],
    ['pool', 'queueLength', '1e3', 'must be 10 to'],
    ['pool', 'queueLength', '-1', 'must be 10 to'],
    ['pool', 'processModel.idleTimeout', '00:00:30', 'in steps of 60 s'],
    ['pool', 'processModel.idleTimeout', '31.00:00:00', '0 s to 30 days'],
    ['site', 'limits.connectionTimeout', '18:12:16', '0 s to'],
    ['site', 'limits.maxConnections', '4294967296', 'unlimited'],
    ['site', 'limits.maxConnections', '0', '4294967295'],
    ['server', 'siteDefaults.limits.maxConnections', '0', '4294967295'],
    ['site', 'limits.maxBandwidth', '1023', '1,024 to 4,294,967,295 bytes/s'],
    ['pool', 'managedPipelineMode', '2', 'Integrated or Classic'],
    ['pool', 'autoStart', 'yes', 'true or false'],
    ['application', 'applicationPool', 'a&b', 'application pool'],
    ['application', 'enabledProtocols', 'a\0b', 'control characters'],
  ] as const)('%s %s: "%s" is refused with its range', (kind, setting, value, part) => {
    const error = refusal(kind, setting, value);
    expect(error.code).toBe('value-invalid');
    expect(error.message).toContain(part);
  });

  it('tells a setting that belongs elsewhere from one that nobody has', () => {
    expect(refusal('pool', 'limits.maxConnections', '1').code).toBe('setting-not-here');
    expect(refusal('site', 'processModel.password', 'x').code).toBe('setting-unknown');
    expect(refusal('site', '__proto__', 'x').code).toBe('setting-unknown');
    expect(refusal('server', 'applicationDefaults.preloadEnabled', 'true').code).toBe('setting-unknown');
  });
});

describe('the table', () => {
  const all = (['server', 'pool', 'site', 'application'] as const).map(
    (kind) => [kind, settingDefinitions(kind)] as const,
  );

  it.each(all)('of a %s has each name once, and its default is a value of its own', (_, definitions) => {
    expect(new Set(definitions.map(({ name }) => name)).size).toBe(definitions.length);
    for (const { rule, name } of definitions) {
      // An application has no pool by default.
      if (name.endsWith('applicationPool')) continue;
      expect(readValue(rule, String(rule.default)), name).toEqual({ ok: true, value: rule.default });
    }
  });

  it.each(all)('of a %s knows no secret', (_, definitions) => {
    for (const { name } of definitions)
      expect(name).not.toMatch(/password|userName|environmentVariables|params/i);
  });
});
