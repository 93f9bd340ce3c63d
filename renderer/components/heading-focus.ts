import { createContext, useContext, useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Set by the shell when another page is opened: whose heading mounts next takes the focus. */
export const HeadingFocus = createContext<RefObject<boolean> | null>(null);

/** For a page's h1. A skeleton's heading passes the wish on to the heading that replaces it. */
export function useHeadingFocus(passOn = false): RefObject<HTMLHeadingElement | null> {
  const wanted = useContext(HeadingFocus);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wanted?.current !== true) return;
    if (!passOn) wanted.current = false;
    heading.current?.focus({ preventScroll: true });
  }, [wanted, passOn]);
  return heading;
}
