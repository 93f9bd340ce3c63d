import { createContext, useContext, useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** A wish of the shell's: that the heading of the page just gone to takes the focus. */
export interface HeadingWish {
  make: () => void;
  /** Whether it stands; `grant` ends it. */
  stands: (grant: boolean) => boolean;
}

export function createHeadingWish(): HeadingWish {
  let wanted = false;
  return {
    make: () => {
      wanted = true;
    },
    stands: (grant) => {
      const stood = wanted;
      if (grant) wanted = false;
      return stood;
    },
  };
}

export const HeadingFocus = createContext<HeadingWish | null>(null);

/** For a page's h1. A skeleton's heading passes the wish on to the heading that replaces it. */
export function useHeadingFocus(passOn = false): RefObject<HTMLHeadingElement | null> {
  const wish = useContext(HeadingFocus);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wish?.stands(!passOn) === true) heading.current?.focus({ preventScroll: true });
  }, [wish, passOn]);
  return heading;
}
