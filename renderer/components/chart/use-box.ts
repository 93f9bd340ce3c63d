import { useCallback, useState } from 'react';

interface Box {
  width: number;
  height: number;
}

/** Width and height of an element in px as they change, for what is drawn on a canvas. */
export function useBox(
  width: number,
  height: number,
): [(element: HTMLElement | null) => (() => void) | undefined, Box] {
  const [box, setBox] = useState<Box>({ width, height });
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const next = {
        width: Math.round(entry.contentRect.width),
        height: Math.round(entry.contentRect.height),
      };
      setBox((now) => (now.width === next.width && now.height === next.height ? now : next));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, box];
}
