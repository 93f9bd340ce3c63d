/** Makes it when it is first asked for, and answers the same one from then on. */
export interface Once<T> {
  (): Promise<T>;
  /** What was made so far, to be put away. */
  made(): Promise<T> | null;
}

export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | null = null;
  const get = (): Promise<T> => (made ??= make());
  return Object.assign(get, { made: () => made });
}
