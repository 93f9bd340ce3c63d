import type { AddressField } from './address-draft';

/** A part of the request, or what is wrong with which field in one sentence. */
export type Checked<T> = { ok: true; value: T } | Wrong;
export interface Wrong {
  ok: false;
  field: AddressField;
  sentence: string;
}

export const right = <T>(value: T): Checked<T> => ({ ok: true, value });
export const wrong = (field: AddressField, sentence: string): Wrong => ({ ok: false, field, sentence });

/** Of header and cookie names, and subprotocols (RFC 9110, section 5.6.2). */
export const isToken = (text: string, max = 128): boolean =>
  text.length <= max && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

/** Whether it has no line break and no NUL: what could split the request. */
export const isPlain = (text: string, max: number): boolean =>
  text.length <= max && /^[^\0\r\n]*$/.test(text);

export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
