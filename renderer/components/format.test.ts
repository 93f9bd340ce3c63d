import { describe, expect, it } from 'vitest';
import { bytes, counted, duration, ms, spanSeconds } from './format';

describe('format', () => {
  it('would read 29:00:00 as 29 days, as .NET does', () => {
    expect(spanSeconds('29:00:00')).toBe(29 * 3600);
    expect(spanSeconds('1.05:00:00')).toBe(29 * 3600);
    expect(spanSeconds('20 min')).toBeNull();
  });

  it('would round a time until it is wrong', () => {
    expect([0.5, 1, 60, 90, 120, 1200, 17_280, 104_400, 604_800].map(duration)).toEqual([
      '0.5 s',
      '1 s',
      '1 min',
      '90 s',
      '2 min',
      '20 min',
      '4 h 48 min',
      '29 h',
      '7 days',
    ]);
    expect([0.418, 3.7, 41, 1204, 30_000, 120_000].map(ms)).toEqual([
      '0.42 ms',
      '3.7 ms',
      '41 ms',
      '1.20 s',
      '30.0 s',
      '2 min',
    ]);
  });

  it('would show a number without a unit, or say 1 sockets', () => {
    expect(counted(1, 'socket')).toBe('1 socket');
    expect([0, 1023, 8600, 64 * 1024 * 1024].map(bytes)).toEqual([
      '0 bytes',
      '1,023 bytes',
      '8.4 KB',
      '64 MB',
    ]);
  });
});
