import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SendRequest } from '../../../shared/model/tester';
import { composed, composedWords } from './compose';
import { EMPTY_COMPOSE } from './talk/compose-draft';
import type { ComposeDraft, MessageKind } from './talk/compose-draft';
import { draftOf } from './talk/saved-draft';

const draft = (kind: MessageKind, text: string, more: Partial<ComposeDraft> = {}): ComposeDraft => ({
  ...EMPTY_COMPOSE,
  kind,
  messages: { ...EMPTY_COMPOSE.messages, [kind]: text },
  ...more,
});
const words = (typed: ComposeDraft): string => {
  const made = composed(typed);
  return made.ok ? composedWords(made) : made.sentence;
};

describe('composed', () => {
  it('would hand the engine a message the contract refuses', () => {
    const number = fc.oneof(fc.constant('3'), fc.constant(''), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(
        fc.constantFrom<MessageKind>('text', 'json', 'binary', 'ping', 'pong'),
        fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('00 ff')),
        fc.record({ fragments: number, everyMs: number, times: number, variables: fc.boolean() }),
        (kind, text, more) => {
          const made = composed(draft(kind, text, more));
          if (made.ok) expect(SendRequest.safeParse(made.message).success).toBe(true);
          else expect(made.sentence).toMatch(/\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('would refuse JSON for its variables, or take one where no value can stand', () => {
    expect(composed(draft('json', '{"n": {{counter}}, "id": "{{uuid}}"}'))).toMatchObject({
      ok: true,
      message: { kind: 'json', variables: true },
    });
    expect(words(draft('json', '{"at": {{now}}}'))).toBe('Line 1, column 8: “x” begins no value.');
    expect(words(draft('json', '{"n": {{counter}}}', { variables: false }))).toContain('Line 1, column 8');
  });

  it('would ask for variables, frames or a rhythm that nobody chose', () => {
    expect(composed(draft('text', 'a'))).toMatchObject({
      message: { kind: 'text', text: 'a' },
      repeat: null,
    });
    expect(composed(draft('text', 'a'))).not.toHaveProperty('message.fragments');
    expect(composed(draft('text', 'a'))).not.toHaveProperty('message.variables');
    expect(words(draft('text', 'a{{now}}', { fragments: '3', everyMs: '500', times: '10' }))).toBe(
      '8 bytes · in 3 frames · {{now}} filled in · 10 times, every 500 ms',
    );
  });

  it('would cut a ping into frames, or send hex digits instead of the chosen file', () => {
    const ping = composed(draft('ping', 'x', { fragments: '3' }));
    expect(ping).toMatchObject({ ok: true, fragments: 1, message: { kind: 'ping', text: 'x' } });
    expect(composed(draft('binary', 'ff', { file: { name: 'a.bin', content: 'AAEC' } }))).toMatchObject({
      message: { kind: 'file', base64: 'AAEC' },
      bytes: 3,
    });
  });
});

describe('a kept message', () => {
  it('would come back as another one than was kept', () => {
    for (const typed of [
      draft('json', '{"n":{{counter}}}', { fragments: '2' }),
      draft('binary', '00 ff'),
      draft('ping', 'still here'),
      draft('text', '{{now}}', { variables: false }),
    ]) {
      const made = composed(typed);
      if (!made.ok) throw new Error(made.sentence);
      const back = draftOf({ name: 'kept', message: made.message }, EMPTY_COMPOSE.messages);
      expect(composed({ ...EMPTY_COMPOSE, ...back })).toMatchObject({ message: made.message });
    }
  });
});
