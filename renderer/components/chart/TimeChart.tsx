import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useWidth } from '../use-width';
import type { ChartMark, ChartSeries, Span } from './chart-types';
import styles from './TimeChart.module.css';
import { timeChartOptions } from './time-chart-options';
import { useScheme } from './use-scheme';

interface Props {
  /** What is drawn, in words: the chart's name to a screen reader. */
  label: string;
  /** Seconds since the epoch, ascending; as many as each series has values. */
  times: readonly number[];
  series: readonly ChartSeries[];
  /** A value with its unit. */
  format: (value: number) => string;
  height?: number;
  /** Logs are in UTC; live readings in the computer's own time. */
  utc?: boolean;
  /** Moments in which something happened. */
  marks?: readonly ChartMark[];
  /** The stretch to show. */
  zoom?: Span | undefined;
  /** Given, a drag over the chart (or Shift+arrows, then Enter) chooses a stretch. */
  onBrush?: (span: Span) => void;
}

/** Series over time on a canvas, with the values under the pointer (or the arrow keys) said above it. */
export function TimeChart(props: Props) {
  const { label, times, series, format, height = 180, utc = false, zoom, onBrush, marks } = props;
  const [ref, width] = useWidth(800);
  const root = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const [point, setPoint] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const scheme = useScheme();
  const hint = useId();
  const brush = useEffectEvent((span: Span) => onBrush?.(span));
  const say = useEffectEvent((value: number) => format(value));
  const marked = useRef<readonly ChartMark[]>([]);
  const brushes = onBrush !== undefined;
  const shape = series.map(({ label: name, tone, kind }) => `${name}|${tone}|${kind}`).join('\n');
  const make = useEffectEvent((element: HTMLElement) => {
    const style = getComputedStyle(element);
    const options = timeChartOptions({
      width,
      height,
      series,
      format: (value) => say(value),
      utc,
      zoom,
      onBrush: onBrush ? (span) => brush(span) : undefined,
      onPoint: setPoint,
      marks: () => marked.current,
      colour: (name) => style.getPropertyValue(name).trim(),
    });
    return new uPlot(options, [[...times], ...series.map(({ values }) => [...values])], element);
  });

  useEffect(() => {
    // Where there is no canvas, the values are still in the page's tables.
    if (!root.current || !canDraw()) return undefined;
    const made = make(root.current);
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, [shape, scheme, height, utc, brushes, zoom?.from, zoom?.to]);
  useEffect(() => chart.current?.setSize({ width, height }), [width, height]);
  useEffect(() => {
    marked.current = marks ?? [];
    chart.current?.setData([[...times], ...series.map(({ values }) => [...values])]);
  }, [times, series, marks]);

  const at = point === null ? undefined : times[point];
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!event.shiftKey) setAnchor(null);
      else if (anchor === null) setAnchor(point ?? times.length - 1);
      setPoint(Math.min(times.length - 1, Math.max(0, (point ?? times.length) + step)));
    }
    const first = anchor === null ? undefined : times[anchor];
    if (event.key === 'Enter' && first !== undefined && at !== undefined && onBrush) {
      onBrush({ from: Math.min(first, at), to: Math.max(first, at) });
      setAnchor(null);
    }
  };

  return (
    <figure className={styles.chart} aria-label={label}>
      <figcaption className={styles.legend}>
        {series.map(({ label: name, tone, values }) => (
          <span key={name} className={styles.entry}>
            <span className={styles[tone]} aria-hidden="true" />
            {name}
            {point !== null && <strong>{reading(values[point], format)}</strong>}
          </span>
        ))}
        <span className={styles.time}>{at === undefined ? '' : timeWords(at, utc)}</span>
      </figcaption>
      <div
        ref={ref}
        className={styles.box}
        style={{ height }}
        role="group"
        aria-label={label}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setPoint(null)}
      >
        <div ref={root} />
      </div>
      <span id={hint} className={styles.hint}>
        Arrow keys read the values{onBrush ? '; Shift and arrow keys, then Enter, choose a stretch' : ''}.
      </span>
    </figure>
  );
}

const reading = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? 'unknown' : format(value);

/** "03:00:12 UTC" or the computer's own time. */
function timeWords(at: number, utc: boolean): string {
  const date = new Date(at * 1000);
  return utc ? `${date.toISOString().slice(11, 19)} UTC` : date.toLocaleTimeString('en-GB');
}

function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('2d') !== null;
  } catch {
    return false;
  }
}
