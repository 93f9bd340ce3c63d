import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { keepTextVisible } from './visible-text';

let stop: () => void = () => undefined;
afterEach(() => stop());

test('a turned-around name is shown as it is, when it comes, when it changes and when it goes', async () => {
  stop = keepTextVisible(document.body);
  const Row = ({ name }: { name: string }) => (
    <p title={name}>
      Site <b>{name}</b> is ready
    </p>
  );
  const { rerender } = render(<Row name={'a\u202Eb'} />);
  expect(await screen.findByText('a⟨U+202E⟩b')).toBeInTheDocument();
  expect(screen.getByTitle('a⟨U+202E⟩b')).toBeInTheDocument();
  rerender(<Row name={'c\u2066d'} />);
  expect(await screen.findByText('c⟨U+2066⟩d')).toBeInTheDocument();
  expect(screen.getByTitle('c⟨U+2066⟩d')).toBeInTheDocument();
  rerender(<Row name="plain" />);
  await waitFor(() => expect(screen.getByText('plain')).toBeInTheDocument());
});

test('what is typed into a field stays as it was typed', async () => {
  stop = keepTextVisible(document.body);
  render(<textarea aria-label="Message" defaultValue={'x\u202Ey'} />);
  render(<p>{'z\u202E'}</p>);
  await screen.findByText('z⟨U+202E⟩');
  expect(screen.getByLabelText('Message')).toHaveValue('x\u202Ey');
});
