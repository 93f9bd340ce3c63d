import { number } from '../../shared/words';

const MB = 1_048_576;

/** Bytes as they stand in a sentence: "16 MB" where it comes out even, else "104.9 MB (110,000,123 bytes)". */
export function size(bytes: number): string {
  if (bytes < MB) return `${number(bytes)} bytes`;
  return bytes % MB === 0 ? `${number(bytes / MB)} MB` : `${megabytes(bytes)} (${number(bytes)} bytes)`;
}

/** One place behind the point: "12.5 MB". */
export function megabytes(bytes: number): string {
  const [whole = '', part = ''] = (bytes / MB).toFixed(1).split('.');
  return `${number(Number(whole))}.${part} MB`;
}
