import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { StationId } from '../../../shared/model/readiness';
import { stations } from './fixture';
import { StationPath } from './StationPath';

function Path() {
  const [selected, setSelected] = useState<StationId>('pool');
  return <StationPath stations={stations} selected={selected} onSelect={setSelected} panelId="panel" />;
}
const here = () => screen.getByRole('tab', { selected: true });

test('arrows walk the stations, round both ends, and Home and End reach them', async () => {
  render(<Path />);
  await userEvent.tab();
  expect(here()).toHaveFocus();
  for (const [key, id] of [
    ['{ArrowRight}', 'module'],
    ['{ArrowLeft}', 'pool'],
    ['{End}', 'handshake'],
    ['{ArrowRight}', 'firewall'],
    ['{ArrowLeft}', 'handshake'],
    ['{Home}', 'firewall'],
  ] as const) {
    await userEvent.keyboard(key);
    expect(here()).toHaveAttribute('id', `station-${id}`);
    expect(here()).toHaveFocus();
  }
});

test('one Tab leads to the path and the next one out of it', async () => {
  render(<Path />);
  expect(screen.getAllByRole('tab').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  await userEvent.tab();
  await userEvent.tab();
  expect(document.body).toHaveFocus();
});

test('a click selects, and every light has its state as a word beside the sign', async () => {
  render(<Path />);
  await userEvent.click(screen.getByRole('tab', { name: /section/ }));
  expect(here()).toHaveAttribute('id', 'station-section');
  expect(screen.getByRole('tab', { name: /pool broken: Classic/ })).toBeInTheDocument();
  for (const light of screen.getAllByRole('tab')) expect(light.querySelector('svg path')).not.toBeNull();
});
