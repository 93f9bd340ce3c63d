import type { SavedMessage, SendRequest } from '../../../../shared/model/tester';
import type { ComposeDraft, MessageKind } from './compose-draft';

/** What a kept message puts into the composer; the texts of the other kinds stay. */
export function draftOf(
  { name, message }: SavedMessage,
  messages: ComposeDraft['messages'],
): Partial<ComposeDraft> {
  const fragments =
    'fragments' in message && message.fragments !== undefined ? String(message.fragments) : '1';
  if (message.kind === 'file') return { kind: 'binary', file: { name, content: message.base64 }, fragments };
  const kind: MessageKind = message.kind;
  const text = message.kind === 'binary' ? pairs(message.hex) : message.text;
  return {
    kind,
    file: null,
    fragments,
    messages: { ...messages, [kind]: text },
    ...('variables' in message ? { variables: message.variables ?? false } : {}),
  };
}

/** "48656c" → "48 65 6c". */
const pairs = (hex: string): string => hex.replace(/[\s,:]/g, '').replace(/(..)(?=.)/g, '$1 ');

export const kindWord = ({ kind }: SendRequest): string =>
  kind === 'json' ? 'JSON' : kind === 'file' ? 'binary' : kind;
