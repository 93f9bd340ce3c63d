import { useSyncExternalStore } from 'react';

const questions = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

function subscribe(onChange: () => void): () => void {
  if (typeof matchMedia === 'undefined') return () => undefined;
  const lists = questions.map((question) => matchMedia(question));
  for (const list of lists) list.addEventListener('change', onChange);
  return () => {
    for (const list of lists) list.removeEventListener('change', onChange);
  };
}

/** A text that changes with the scheme: what is drawn on a canvas has to be drawn again then. */
export function useScheme(): string {
  return useSyncExternalStore(subscribe, () =>
    typeof matchMedia === 'undefined'
      ? ''
      : questions.map((question) => String(matchMedia(question).matches)).join(),
  );
}
