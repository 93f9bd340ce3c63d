import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { LogGrid } from './LogGrid';
import { LOG_ROW } from './log-position';

const HEAD = 30;
let height = 0;
afterEach(() => vi.restoreAllMocks());

/** A log of a hundred rows, ten of them in view, that follows. */
function show() {
  height = HEAD + 10 * LOG_ROW;
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => height);
  const onLeaveEnd = vi.fn();
  render(
    <LogGrid<number>
      label="Frames"
      columns={[{ id: 'n', title: 'Number', cell: (row) => `row ${row}` }]}
      first={0}
      end={100}
      row={(index) => index}
      version={0}
      selected={null}
      onSelect={() => undefined}
      onCopy={() => undefined}
      onRange={() => undefined}
      tone={() => undefined}
      follow
      onLeaveEnd={onLeaveEnd}
    />,
  );
  return { grid: screen.getByRole('grid'), onLeaveEnd };
}

/** What a browser does: the bar moves, then it says so. */
function scrollTo(grid: HTMLElement, top: number): void {
  act(() => {
    grid.scrollTop = top;
    fireEvent.scroll(grid);
  });
}

it('a box that grows, as the composer below shrinks, is no scrolling: it goes on following', () => {
  const { grid, onLeaveEnd } = show();
  expect(screen.getByText('row 99')).toBeInTheDocument();
  // The bar's range is shorter by as much as the box is higher, so the browser moves it up.
  height += 3 * LOG_ROW;
  scrollTo(grid, (100 - 13) * LOG_ROW);
  expect(onLeaveEnd).not.toHaveBeenCalled();
  expect(screen.getByText('row 99')).toBeInTheDocument();
});

it('a bar that is moved up ends the following', () => {
  const { grid, onLeaveEnd } = show();
  scrollTo(grid, (100 - 12) * LOG_ROW);
  expect(onLeaveEnd).toHaveBeenCalled();
});
