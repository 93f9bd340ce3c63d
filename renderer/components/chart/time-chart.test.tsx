import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { TimeChart } from './TimeChart';
import { withAlpha } from './time-chart-options';

const midnight = Date.UTC(2026, 10, 26) / 1000;
const times = [midnight, midnight + 60, midnight + 120];
const series = [{ label: 'Ended', tone: 'bad' as const, kind: 'bars' as const, values: [4, null, 9] }];

test('values can be read without a pointer, and a gap is not shown as zero', async () => {
  render(
    <TimeChart label="Sockets that ended" times={times} series={series} format={String} utc zone="UTC" />,
  );
  screen.getByRole('group', { name: 'Sockets that ended' }).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(screen.getByRole('figure')).toHaveTextContent('Ended9');
  expect(screen.getByRole('figure')).toHaveTextContent('00:02:00 UTC');
  await userEvent.keyboard('{ArrowLeft}');
  expect(screen.getByRole('figure')).toHaveTextContent('unknown');
});

test('a stretch can be chosen by keys: brushing needs no mouse', async () => {
  const onBrush = vi.fn();
  render(<TimeChart label="Ends" times={times} series={series} format={String} utc onBrush={onBrush} />);
  screen.getByRole('group', { name: 'Ends' }).focus();
  await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}{Enter}');
  expect(onBrush).toHaveBeenCalledWith({ from: midnight + 60, to: midnight + 120 });
});

test("a system colour of high contrast is left as it is: it isn't written in hex", () => {
  expect(withAlpha('#2353cd', 0.5)).toBe('#2353cd80');
  expect(withAlpha('CanvasText', 0.5)).toBe('CanvasText');
});
