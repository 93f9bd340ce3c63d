import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors';
import { fail, stdoutOutput } from './output';

afterEach(() => vi.restoreAllMocks());

function written(stream: NodeJS.WriteStream, doing: () => void): string {
  const lines: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  doing();
  return lines.join('');
}

const evil = 'Chat\u202Etxt\x1b[2J';

test('a site whose name turns the line around or clears the screen is printed as what it is', () => {
  const text = written(process.stdout, () => stdoutOutput(false).line(`${evil}\nnext`));
  expect(text).toBe('Chat⟨U+202E⟩txt⟨U+001B⟩[2J\nnext\n');
  const error = written(process.stderr, () => fail(false, new AppError('not-found', `No ${evil}.`)));
  expect(error).toBe('switchboard: No Chat⟨U+202E⟩txt⟨U+001B⟩[2J.\n');
});

test('--json says the same name, and nothing that a terminal obeys', () => {
  const text = written(process.stdout, () => stdoutOutput(true).object({ name: evil }));
  expect(JSON.parse(text)).toEqual({ name: evil });
  for (const char of evil.match(/[^\w[]/g) ?? []) expect(text).not.toContain(char);
});
