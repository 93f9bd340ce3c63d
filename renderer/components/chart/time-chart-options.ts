import uPlot from 'uplot';
import { axisSteps, axisTimes } from './axis-times';
import { axisMarks, axisValues } from './axis-values';
import type { ChartMark, SeriesTone, Span } from './chart-types';
import type { DrawnSeries } from './stack-bars';

const variable: Record<SeriesTone, string> = {
  accent: '--accent',
  good: '--good',
  warn: '--warn',
  bad: '--bad',
  off: '--off',
  ink2: '--ink2',
};

/** Height of the time axis, and the least between two marks of the value axis. */
const AXIS_PX = 26;
const MARK_PX = 26;

interface Wanted {
  width: number;
  height: number;
  series: readonly DrawnSeries[];
  format: (value: number) => string;
  /** UTC, or the computer's own time. */
  utc: boolean;
  /** What is shown; all of it where it isn't given. */
  zoom: Span | undefined;
  onBrush: ((span: Span) => void) | undefined;
  /** The point under the pointer, or null. */
  onPoint: (index: number | null) => void;
  marks: () => readonly ChartMark[];
  /** The stretch that was chosen, tinted. */
  chosen: () => Span | null;
  /** Reads a custom property of the theme as it is now. */
  colour: (name: string) => string;
}

/** uPlot's options in the house's look. Colours are read when the chart is made: a canvas knows no custom properties. */
export function timeChartOptions(wanted: Wanted): uPlot.Options {
  const { width, height, series, format, utc, zoom, onBrush, onPoint, marks, chosen, colour } = wanted;
  const axis = {
    stroke: colour('--ink3'),
    font: `12px ${colour('--font')}`,
    grid: { stroke: colour('--line2'), width: 1 },
    ticks: { show: false },
  };
  const steps = Math.max(2, Math.floor((height - AXIS_PX) / MARK_PX));
  const bars = uPlot.paths.bars?.({ size: [0.8, 40], align: 0 });
  return {
    width,
    height,
    // Room for half of a time's label beside the last mark.
    padding: [10, 34, 0, 0],
    ...(utc ? { tzDate: (at: number) => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC') } : {}),
    legend: { show: false },
    cursor: {
      drag: { x: onBrush !== undefined, y: false, setScale: false },
      points: { size: (_chart, at) => (series[at - 1]?.kind === 'bars' ? 0 : 7) },
    },
    scales: {
      x: zoom ? { time: true, range: [zoom.from, zoom.to] } : { time: true },
      y: { range: (_chart, _low, high) => [0, axisMarks(high, steps).at(-1) ?? 1] },
    },
    axes: [
      {
        ...axis,
        size: AXIS_PX,
        space: 76,
        incrs: axisSteps,
        values: (_chart, splits, _axis, _space, stepS) => axisTimes(splits, stepS, utc),
      },
      {
        ...axis,
        size: 56,
        splits: (_chart, _at, _low, high) => axisMarks(high, steps),
        values: (_chart, splits) => axisValues(splits, format),
      },
    ],
    series: [
      {},
      ...series.map(({ label, tone, kind }) => ({
        label,
        stroke: colour(variable[tone]),
        width: kind === 'bars' ? 0 : 1.75,
        points: { show: false },
        ...(kind === 'line'
          ? {}
          : { fill: kind === 'bars' ? colour(variable[tone]) : withAlpha(colour(variable[tone]), 0.16) }),
        ...(kind === 'bars' && bars ? { paths: bars } : {}),
      })),
    ],
    hooks: {
      drawAxes: [(chart) => tint(chart, chosen(), colour('--accent'))],
      draw: [(chart) => drawMarks(chart, marks(), (tone) => colour(variable[tone]))],
      setCursor: [(chart) => onPoint(chart.cursor.idx ?? null)],
      setSelect: [
        (chart) => {
          const { left, width: wide } = chart.select;
          if (!onBrush || wide < 4) return;
          onBrush({ from: chart.posToVal(left, 'x'), to: chart.posToVal(left + wide, 'x') });
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** The chosen stretch behind the series: a tint between two upright lines. */
function tint(chart: uPlot, span: Span | null, colour: string): void {
  if (span === null) return;
  const { ctx, bbox } = chart;
  const within = (at: number): number =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, Math.round(chart.valToPos(at, 'x', true))));
  const [from, to] = [within(span.from), within(span.to)];
  ctx.save();
  ctx.fillStyle = withAlpha(colour, 0.14);
  ctx.fillRect(from, bbox.top, to - from, bbox.height);
  ctx.fillStyle = colour;
  for (const edge of [from, to - devicePixelRatio])
    ctx.fillRect(edge, bbox.top, devicePixelRatio, bbox.height);
  ctx.restore();
}

/** Upright dashed lines, under which nothing is hidden. */
function drawMarks(chart: uPlot, marks: readonly ChartMark[], colour: (tone: SeriesTone) => string): void {
  const { ctx, bbox, scales } = chart;
  const { min, max } = scales['x'] ?? {};
  if (min == null || max == null) return;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { at, tone } of marks) {
    if (at < min || at > max) continue;
    const x = Math.round(chart.valToPos(at, 'x', true));
    ctx.strokeStyle = colour(tone);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** `#rrggbb` with an alpha; other colours (the system's in high contrast) stay as they are. */
export function withAlpha(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0');
  return /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}${byte}` : colour;
}
