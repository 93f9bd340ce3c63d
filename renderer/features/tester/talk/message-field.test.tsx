import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { MessageField, tooLarge } from './MessageField';

function show(initial = 'kept') {
  const onTooLarge = vi.fn();
  const onSend = vi.fn();
  function Held() {
    const [text, setText] = useState(initial);
    return (
      <MessageField
        kind="text"
        text={text}
        fileName={null}
        wrong={false}
        noteId="note"
        onType={setText}
        onTooLarge={onTooLarge}
        onSend={onSend}
      />
    );
  }
  render(<Held />);
  return {
    onTooLarge,
    onSend,
    box: () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }),
  };
}

/** As a browser tells of a paste before it puts it in. */
function paste(box: HTMLElement, data: string): boolean {
  return fireEvent(
    box,
    new InputEvent('beforeinput', { inputType: 'insertFromPaste', data, bubbles: true, cancelable: true }),
  );
}

it('a paste that is too large never reaches the page, and what was typed stays', () => {
  const { box, onTooLarge } = show();
  expect(paste(box(), 'x'.repeat(5_000_000))).toBe(false);
  expect(onTooLarge.mock.calls).toEqual([[5_000_004]]);
  expect(box()).toHaveValue('kept');
  // Another way in, such as a spelling tool's: refused as well.
  fireEvent.change(box(), { target: { value: 'y'.repeat(1_000_001) } });
  expect(onTooLarge).toHaveBeenLastCalledWith(1_000_001);
  expect(box()).toHaveValue('kept');
  expect(tooLarge('text', 1_000_001)).toMatch(/^1,000,001 characters are more than the 1,000,000/);
});

it('a long paste is taken whole, but shown in part and not laid out anew with each key', () => {
  const { box, onSend, onTooLarge } = show();
  box().setSelectionRange(4, 4);
  expect(paste(box(), 'x'.repeat(900_000))).toBe(false);
  expect(onTooLarge).not.toHaveBeenCalled();
  expect(screen.getByText(/of 900,004 characters/)).toBeInTheDocument();
  expect(box()).toHaveAttribute('readonly');
  expect(box().value.length).toBeLessThan(3_000);
  fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
  expect(onSend).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: 'Remove the text' }));
  expect(box()).toHaveValue('');
  expect(paste(box(), 'x'.repeat(900_000))).toBe(false);
});

it('a short paste is the browser’s own, with its undo', () => {
  const { box } = show();
  expect(paste(box(), 'short')).toBe(true);
});
