import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors';
import { LogFlush } from './log-flush';

describe('rows that HTTP.sys keeps back', () => {
  test('are asked for now and then while a log is followed, not with every look', async () => {
    let now = 0;
    let asked = 0;
    const gateway = { flushLogs: () => Promise.resolve(void (asked += 1)) };
    const flush = new LogFlush(gateway, () => now);
    for (; now < 25_000; now += 1_000) await flush.step();
    expect([asked, flush.refused]).toEqual([3, null]);
  });

  test('come late where that is refused: said in one sentence, and not asked for again', async () => {
    let now = 0;
    let asked = 0;
    const refuse = () => {
      asked += 1;
      return Promise.reject(new AppError('action-refused', 'netsh http flush logbuffer was refused.'));
    };
    const flush = new LogFlush({ flushLogs: refuse }, () => now);
    for (; now < 60_000; now += 10_000) await flush.step();
    expect(asked).toBe(1);
    expect(flush.refused).toBe(
      'The newest rows come late, as HTTP.sys keeps up to 64 KB of them back: netsh http flush logbuffer was refused; start this program as administrator to see them at once.',
    );
  });

  test('are none where a server writes at once', async () => {
    const flush = new LogFlush({});
    await flush.step();
    expect(flush.refused).toBeNull();
  });
});
