import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { LOG_ROW, LogPosition } from './log-position';

/** Height of the sticky head, px. */
const HEAD = 30;
/** Where there is no layout (in tests): ten rows. */
const NO_LAYOUT = 320;
/** The bar is put right once it has rested this long: during a drag or a smooth scroll it belongs to the user. */
const REST_MS = 150;

interface Wanted {
  first: number;
  end: number;
  follow: boolean;
  onLeaveEnd: () => void;
  /** Rows to be drawn, and the number behind the last one that is wholly in view. */
  onRange: (first: number, last: number, seen: number) => void;
}

/** The place in the log, kept in step with the element's scroll bar, the wheel and the log's growth. */
export function useLogScroll({ first, end, follow, onLeaveEnd, onRange }: Wanted) {
  const [position] = useState(() => new LogPosition());
  const [view, setView] = useState(NO_LAYOUT);
  const [box, setBox] = useState<HTMLElement | null>(null);
  const top = useSyncExternalStore(position.subscribe, position.top);
  const left = useEffectEvent(onLeaveEnd);

  useLayoutEffect(() => {
    position.bound({ first, end, view });
    if (follow) position.toEnd();
  }, [position, first, end, view, follow]);

  useLayoutEffect(() => {
    if (!box) return undefined;
    const measure = () => setView(viewOf(box));
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);

  useEffect(() => {
    if (!box) return undefined;
    let resting: number | undefined;
    const settle = () => {
      resting = undefined;
      putBar(box, position);
    };
    const onScroll = () => {
      // A box that grew pushes its bar up, and says so before the observer of its size does: nobody scrolled.
      const height = viewOf(box);
      position.resize(height);
      setView(height);
      const before = position.top();
      position.barMoved(box.scrollTop);
      if (position.top() < before) left();
      if (!position.scaled) return;
      clearTimeout(resting);
      resting = window.setTimeout(settle, REST_MS);
    };
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0) left();
      if (!position.scaled || event.ctrlKey) return;
      event.preventDefault();
      position.moveBy(event.deltaY * unitOf(event, box));
    };
    const stop = position.subscribe(() => {
      if (resting === undefined) putBar(box, position);
    });
    box.addEventListener('scroll', onScroll);
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      clearTimeout(resting);
      stop();
      box.removeEventListener('scroll', onScroll);
      box.removeEventListener('wheel', onWheel);
    };
  }, [box, position]);

  // The spacer has its new height by now.
  useLayoutEffect(() => {
    if (box && !position.scaled) putBar(box, position);
  }, [box, position, first, end, view]);

  const from = Math.floor(top / LOG_ROW);
  const rows = Math.ceil(view / LOG_ROW) + 1;
  const seen = Math.min(end, Math.floor((top + view) / LOG_ROW));
  const range = useEffectEvent(onRange);
  useEffect(() => {
    range(Math.max(first, from), Math.max(first, Math.min(end - 1, from + rows)), seen);
  }, [first, end, from, rows, seen]);

  return { ref: useCallback((element: HTMLElement | null) => setBox(element), []), position, top, view };
}

const viewOf = (box: HTMLElement): number => (box.clientHeight > HEAD ? box.clientHeight - HEAD : NO_LAYOUT);

function putBar(box: HTMLElement, position: LogPosition): void {
  const wanted = position.scrollTop;
  if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted;
  position.barIs(box.scrollTop);
}

/** A wheel may count px, lines or pages. */
const unitOf = ({ deltaMode }: WheelEvent, box: HTMLElement): number =>
  deltaMode === 1 ? LOG_ROW : deltaMode === 2 ? box.clientHeight : 1;
