import { useEffect, useState } from 'react';

export interface FilterBox {
  /** What stands in the box. */
  text: string;
  /** What the table is filtered by. */
  filter: string;
  type: (text: string) => void;
  clear: () => void;
}

/** Typing settles before the table is asked. */
const SETTLE_MS = 150;

/** A filter box over a filter that can be set from elsewhere too: by a click on a pool, by a link. */
export function useFilterBox(filter: string, onFilter: (filter: string) => void): FilterBox {
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null);
  // What is typed counts until the filter changes, be it through the typing itself or from elsewhere.
  const text = typed !== null && typed.over === filter ? typed.text : filter;
  useEffect(() => {
    if (text === filter) return undefined;
    const timer = setTimeout(() => onFilter(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onFilter]);
  return {
    text,
    filter: filter.trim(),
    type: (next) => setTyped({ text: next, over: filter }),
    clear: () => {
      setTyped(null);
      onFilter('');
    },
  };
}
