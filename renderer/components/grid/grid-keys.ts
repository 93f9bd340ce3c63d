/** Where a key moves the selection in a grid of `count` rows, or null when the key means nothing to it. */
export function movedSelection(
  key: string,
  selected: number | null,
  count: number,
  pageRows: number,
): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const from = selected ?? -1;
  const to = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return to(from + 1);
    case 'ArrowUp':
      return to(selected === null ? 0 : from - 1);
    case 'PageDown':
      return to(Math.max(from, 0) + pageRows);
    case 'PageUp':
      return to(from - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
