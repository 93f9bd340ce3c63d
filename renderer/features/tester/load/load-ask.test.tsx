import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import LoadAsk from './LoadAsk';

it('a load on another server names its host and number, and begins only once the host is typed', () => {
  const onYes = vi.fn();
  const question = {
    asks: true as const,
    host: 'chat.example',
    site: null,
    server: null,
    production: false,
    sentence: '100 sockets will be opened to chat.example.',
    suggested: 10,
    ceiling: null,
    live: null,
  };
  render(<LoadAsk question={question} asked={100} onYes={onYes} onNo={() => undefined} />);
  const go = screen.getByRole('button', { name: 'Open 10 sockets on chat.example' });
  expect(go).toHaveProperty('disabled', true);
  const host = screen.getByRole('textbox', { name: /^Type chat\.example/ });
  fireEvent.change(host, { target: { value: 'chat.exampl' } });
  fireEvent.submit(host);
  expect(onYes).not.toHaveBeenCalled();
  fireEvent.change(host, { target: { value: 'chat.example' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Sockets to open' }), { target: { value: '200001' } });
  fireEvent.submit(host);
  expect(onYes).not.toHaveBeenCalled();
  fireEvent.change(screen.getByRole('textbox', { name: 'Sockets to open' }), { target: { value: '25' } });
  fireEvent.submit(host);
  expect(onYes.mock.calls).toEqual([[25]]);
});
