import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifetimeCut, LimitRung } from '../../../shared/model/limits';
import { firstCeiling, ladder } from './ladder-geometry';
import { lifetime, untimed } from './lifetime-geometry';
import { decadesAround, decadeTicks, logScale } from './log-scale';

const rung = (id: string, value: number | null, more: Partial<LimitRung> = {}): LimitRung => ({
  id,
  title: id,
  note: '',
  value,
  bounds: 'sockets',
  source: null,
  arithmetic: [],
  target: { kind: 'site', site: 'Chat' },
  setting: id,
  ...more,
});
const cut = (id: string, afterS: number | null, cuts: LifetimeCut['cuts']): LifetimeCut => ({
  id,
  title: id,
  sentence: '',
  afterS,
  leaveS: 0,
  cuts,
  source: null,
  arithmetic: [],
  target: { kind: 'server' },
  setting: id,
});

describe('the axis', () => {
  it('would draw at NaN for 0, which has no logarithm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_294_967_295 }), { maxLength: 8 }), (values) => {
        const { min, max } = decadesAround(values);
        const scale = logScale(min, max, 100, 500);
        for (const value of values) {
          expect(scale.x(value)).toBeGreaterThanOrEqual(100);
          expect(scale.x(value)).toBeLessThanOrEqual(500);
        }
        expect(max / min).toBeGreaterThanOrEqual(100);
      }),
    );
  });

  it('would write tick labels over each other on ten decades', () => {
    const scale = logScale(1, 1e10, 0, 400);
    const xs = decadeTicks(scale).map(scale.x);
    xs.slice(1).forEach((x, at) => expect(x - (xs[at] ?? 0)).toBeGreaterThanOrEqual(56));
  });
});

describe('ladder', () => {
  it('would call a queue, an unknown or an unlimited rung the first ceiling', () => {
    const rungs = [
      rung('queueLength', 1000, { bounds: 'bursts' }),
      rung('client', 10, { unknown: 'the edition of Windows is not in the file' }),
      rung('appConcurrentRequestLimit', 5000),
      rung('maxConnections', null),
    ];
    expect(firstCeiling(rungs)?.id).toBe('appConcurrentRequestLimit');
    const { marks } = ladder(rungs, 3912, 0, 100);
    expect(marks.map((mark) => mark.shape)).toEqual(['dotted', 'unknown', 'bar', 'unlimited']);
    expect(marks.map((mark) => mark.first)).toEqual([false, false, true, false]);
    expect(marks[2]?.used).toBeCloseTo(0.7824);
    expect(marks[2]?.tone).toBe('near');
    expect(marks[0]?.used).toBeNull();
  });

  it('would show maxConnections 0 as free room', () => {
    const { marks, live } = ladder([rung('maxConnections', 0)], 0, 0, 100);
    expect(marks[0]).toMatchObject({ used: 1, tone: 'full', first: true, x: 0 });
    expect(live).toEqual({ value: 0, x: 0 });
  });

  it('would stretch the scale to 4,294,967,295 for what is unlimited', () => {
    const { ticks, expected } = ladder([rung('a', 5000)], 10, 0, 500, { sockets: 4_294_967_295, breaks: [] });
    expect(ticks.at(-1)?.value).toBe(10_000);
    expect(expected?.x).toBeGreaterThan(500);
  });

  it('would write the numbers of the axis over each other', () => {
    const { ticks } = ladder([rung('a', 5000), rung('b', 4_294_967_294)], 10, 0, 400);
    const wide = (value: number) => value.toLocaleString('en-US').length * 6.8;
    ticks.slice(1).forEach(({ value, x }, at) => {
      const before = ticks[at] ?? { value: 0, x: 0 };
      expect(x - wide(value) / 2).toBeGreaterThan(before.x + wide(before.value) / 2);
    });
  });

  it('would guess a live count where none is known', () => {
    const { live, marks } = ladder([rung('a', 3)], null, 0, 100);
    expect(live).toBeNull();
    expect(marks[0]?.used).toBeNull();
  });
});

describe('lifetime', () => {
  const width = () => 120;

  it('would let a silent socket live past the cut, or any socket past the recycle', () => {
    const { stretches, marks } = lifetime(
      [cut('recycle', 104_400, 'all'), cut('arr', 120, 'silent'), cut('idleTimeout', 1200, 'none')],
      0,
      1000,
      width,
    );
    expect(marks.map((mark) => mark.cut.id)).toEqual(['arr', 'recycle']);
    expect(stretches.map((stretch) => stretch.kind)).toEqual(['safe', 'talking', 'over']);
    expect(stretches[0]?.to).toBe(marks[0]?.x);
    expect(stretches[2]?.from).toBe(marks[1]?.x);
  });

  it('would draw an amber stretch after the end when everything is cut first', () => {
    const { stretches } = lifetime([cut('schedule', 60, 'all'), cut('arr', 120, 'silent')], 0, 1000, width);
    expect(stretches.map((stretch) => stretch.kind)).toEqual(['safe', 'over']);
  });

  it('would hide what never cuts, or show a life without end as cut', () => {
    const { stretches, marks } = lifetime([cut('ping', null, 'silent')], 0, 1000, width);
    expect(marks).toEqual([]);
    expect(untimed([cut('ping', null, 'silent')]).harmless).toHaveLength(1);
    expect(stretches).toEqual([{ kind: 'safe', from: 0, to: 1000 }]);
  });

  it('would leave out a recycle by a clock that is not read, and draw life past a day that it can not have', () => {
    const scheduled = { ...cut('schedule', null, 'all'), when: 'at 03:00 every day', withinS: 86_400 };
    const { marks, stretches } = lifetime([cut('recycle', 104_400, 'all'), scheduled], 0, 1000, width);
    expect(marks.map((mark) => mark.cut.id)).toEqual(['schedule', 'recycle']);
    expect(stretches[0]).toMatchObject({ kind: 'safe', to: marks[0]?.x });
    expect(untimed([scheduled]).someTime).toEqual([]);
  });

  it('would call a restart by requests harmless because it has no time', () => {
    const { someTime, harmless } = untimed([
      { ...cut('requests', null, 'all'), when: 'after 10,000 requests' },
      cut('recycle', 60, 'all'),
      cut('idleTimeout', 1200, 'none'),
    ]);
    expect(someTime.map((one) => one.id)).toEqual(['requests']);
    expect(harmless.map((one) => one.id)).toEqual(['idleTimeout']);
  });

  it('would write one label over another', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30_000_000 }), { maxLength: 9 }), (seconds) => {
        const { marks } = lifetime(
          seconds.map((after, at) => cut(`${at}`, after, at % 2 ? 'all' : 'silent')),
          20,
          900,
          width,
        );
        for (const one of marks)
          for (const other of marks)
            if (one !== other && one.lane === other.lane)
              expect(Math.abs(one.labelX - other.labelX)).toBeGreaterThanOrEqual(120);
      }),
    );
  });
});
