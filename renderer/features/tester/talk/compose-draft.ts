import type { PickedFile } from '../connect/address-draft';

export type MessageKind = 'text' | 'json' | 'binary' | 'ping' | 'pong';

/** What stands in the composer, as typed. */
export interface ComposeDraft {
  kind: MessageKind;
  /** Per kind: switching between them loses nothing. */
  messages: Readonly<Record<MessageKind, string>>;
  /** Sent as binary instead of the hex digits; the content is base64. */
  file: PickedFile | null;
  /** In how many frames a message goes. */
  fragments: string;
  /** Whether {{now}}, {{uuid}} and {{counter}} are replaced. */
  variables: boolean;
  /** Milliseconds; empty: once. */
  everyMs: string;
  /** Empty: until it is stopped. */
  times: string;
}

export const EMPTY_COMPOSE: ComposeDraft = {
  kind: 'text',
  messages: { text: '', json: '', binary: '', ping: '', pong: '' },
  file: null,
  fragments: '1',
  variables: true,
  everyMs: '',
  times: '',
};
