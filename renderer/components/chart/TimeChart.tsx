import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { classNames } from '../class-names';
import type { ChartMark, ChartSeries, Span } from './chart-types';
import { stackBars } from './stack-bars';
import styles from './TimeChart.module.css';
import { timeChartOptions } from './time-chart-options';
import { timeWords } from './time-words';
import { useBox } from './use-box';
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
  /** Takes the height that is left in its card, `height` at least. */
  grow?: boolean;
  /** Seconds are shown as they are, as logs have them; else in the computer's own time. */
  utc?: boolean;
  /** Stands behind a time: "UTC". */
  zone?: string;
  /** Moments in which something happened. */
  marks?: readonly ChartMark[];
  /** The stretch to show. */
  zoom?: Span | undefined;
  /** The stretch that is marked as chosen. */
  chosen?: Span | null;
  /** Given, a drag over the chart (or Shift+arrows, then Enter) chooses a stretch. */
  onBrush?: (span: Span) => void;
}

/** Series over time on a canvas, with the values under the pointer (or the arrow keys) said above it. */
export function TimeChart(props: Props) {
  const { label, times, series, format, utc = false, zone = '', zoom, onBrush, marks } = props;
  const { height: least = 180, grow = false, chosen = null } = props;
  const [ref, box] = useBox(800, least);
  const { width } = box;
  const height = grow ? Math.max(least, box.height) : least;
  const root = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const [point, setPoint] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const scheme = useScheme();
  const hint = useId();
  const brush = useEffectEvent((span: Span) => onBrush?.(span));
  const say = useEffectEvent((value: number) => format(value));
  const marked = useRef<readonly ChartMark[]>([]);
  const tinted = useRef<Span | null>(null);
  const brushes = onBrush !== undefined;
  const shape = series.map(({ label: name, tone, kind }) => `${name}|${tone}|${kind}`).join('\n');
  const make = useEffectEvent((element: HTMLElement) => {
    const style = getComputedStyle(element);
    const options = timeChartOptions({
      width,
      height,
      series: stackBars(series),
      format: (value) => say(value),
      utc,
      zoom,
      onBrush: onBrush ? (span) => brush(span) : undefined,
      onPoint: setPoint,
      marks: () => marked.current,
      chosen: () => tinted.current,
      colour: (name) => style.getPropertyValue(name).trim(),
    });
    return new uPlot(options, drawn(times, series), element);
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
  const [chosenFrom, chosenTo] = [chosen?.from ?? null, chosen?.to ?? null];
  useEffect(() => {
    marked.current = marks ?? [];
    tinted.current = chosenFrom === null || chosenTo === null ? null : { from: chosenFrom, to: chosenTo };
    chart.current?.setData(drawn(times, series));
  }, [times, series, marks, chosenFrom, chosenTo]);

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
    <figure className={classNames(styles.chart, grow && styles.grow)} aria-label={label}>
      <figcaption className={styles.legend}>
        {series.map(({ label: name, tone, values }) => (
          <span key={name} className={styles.entry}>
            <span className={styles[tone]} aria-hidden="true" />
            {name}
            {point !== null && <strong>{reading(values[point], format)}</strong>}
          </span>
        ))}
        <span className={styles.time}>{at === undefined ? '' : timeWords(at, times, utc, zone)}</span>
      </figcaption>
      <div
        ref={ref}
        className={styles.box}
        style={grow ? { minHeight: least } : { height }}
        role="group"
        aria-label={label}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setPoint(null)}
      >
        <div ref={root} className={styles.canvas} />
      </div>
      <span id={hint} className={styles.hint}>
        Arrow keys read the values{onBrush ? '; Shift and arrow keys, then Enter, choose a stretch' : ''}.
      </span>
    </figure>
  );
}

const reading = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? 'unknown' : format(value);

const drawn = (times: readonly number[], series: readonly ChartSeries[]): uPlot.AlignedData => [
  [...times],
  ...stackBars(series).map(({ edges }) => [...edges]),
];

function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('2d') !== null;
  } catch {
    return false;
  }
}
