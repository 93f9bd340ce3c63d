import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { firstLoad, readLoad } from './load-draft';
import type { LoadSize } from './load-draft';
import { LoadForm } from './LoadForm';

function show(running: { size: LoadSize | null } | null) {
  render(
    <LoadForm
      draft={firstLoad}
      read={readLoad(firstLoad)}
      onChange={() => undefined}
      running={running}
      why={null}
      busy={false}
      onStart={() => undefined}
      onStop={() => undefined}
    />,
  );
  return screen.getByLabelText('Sockets');
}

it('while ten sockets are loaded the field says ten, not the hundred that were typed', () => {
  expect(show({ size: { connections: 10, rate: 5, holdS: 1, messages: 0, bytes: 64 } })).toHaveValue('10');
  expect(screen.getByText(/^All are open after about 2 s/)).toBeInTheDocument();
});

it('after a reload nothing is known of the load that goes on, so no number is said', () => {
  expect(show({ size: null })).toHaveValue('');
  expect(screen.queryByText(/^All are open/)).toBeNull();
});
