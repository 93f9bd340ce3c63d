/** Subscribes at what is still being loaded: ended before it is there, nothing is begun. A load that fails is silent, the page's own calls say why. */
export function subscribeLate<T>(loading: Promise<T>, subscribe: (loaded: T) => () => void): () => void {
  let ended = false;
  let stop: (() => void) | null = null;
  loading.then(
    (loaded) => {
      if (!ended) stop = subscribe(loaded);
    },
    () => undefined,
  );
  return () => {
    ended = true;
    stop?.();
  };
}
