import { movedSelection } from '../../../components/grid/grid-keys';

/** The row a key moves the selection to; null where the key means nothing here. */
export function movedRow(
  key: string,
  selected: number | null,
  { first, end, page }: { first: number; end: number; page: number },
): number | null {
  // A selected row that is no longer kept counts as the first one.
  const from = selected === null ? null : Math.max(0, selected - first);
  const to = movedSelection(key, from, end - first, Math.max(1, page));
  return to === null ? null : first + to;
}
