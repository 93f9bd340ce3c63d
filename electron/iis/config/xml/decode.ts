import { AppError } from '../../../../shared/errors';

export interface DecodedText {
  /** Without the BOM. */
  text: string;
  encoding: string;
  hasBom: boolean;
  /** Declared as US-ASCII: other characters can only be written as references. */
  asciiOnly: boolean;
  /** Why the bytes must never be written again, or absent. */
  readOnly?: string;
}

/** Bytes to text. What can't be written back byte for byte is read-only. Throws `encoding-unsupported`. */
export function decodeBytes(file: string, bytes: Uint8Array): DecodedText {
  const wide = wideEncoding(bytes);
  if (wide === 'utf-32') throw unsupported(file, 'UTF-32');
  if (wide !== null) return decodeWide(file, bytes, wide);
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = declaredEncoding(bytes);
  const label = (declared ?? 'utf-8').toLowerCase();
  if (label === 'utf-8' || label === 'utf8') return decodeUtf8(file, bytes, hasBom, false);
  if (label === 'us-ascii' || label === 'ascii') return decodeUtf8(file, bytes, hasBom, true);
  if (hasBom || label.startsWith('utf-16')) {
    return {
      ...decodeUtf8(file, bytes, hasBom, false),
      readOnly: `${file} declares ${declared ?? ''} but its bytes are UTF-8: it is shown but not written; correct the declaration first.`,
    };
  }
  const decoder = decoderOf(label);
  if (decoder === null) throw unsupported(file, declared ?? label);
  return {
    text: decoder.decode(bytes),
    encoding: label,
    hasBom: false,
    asciiOnly: false,
    readOnly: `${file} is encoded in ${declared ?? label}, which is not supported here for writing: it is shown but not written; save it as UTF-8 first.`,
  };
}

function decodeUtf8(file: string, bytes: Uint8Array, hasBom: boolean, asciiOnly: boolean): DecodedText {
  const encoding = asciiOnly ? 'us-ascii' : 'utf-8';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const outside = asciiOnly ? text.search(/[^\0-\x7f]/) : -1;
    if (outside === -1) return { text, encoding, hasBom, asciiOnly };
    return { text, encoding, hasBom, asciiOnly, readOnly: broken(file, 'US-ASCII') };
  } catch {
    return {
      text: new TextDecoder('utf-8').decode(bytes),
      encoding,
      hasBom,
      asciiOnly,
      readOnly: broken(file, 'UTF-8'),
    };
  }
}

function decodeWide(file: string, bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const hasBom = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return {
    text: new TextDecoder(encoding).decode(bytes),
    encoding,
    hasBom,
    asciiOnly: false,
    readOnly: `${file} is encoded in UTF-16, which is not supported here for writing: it is shown but not written; save it as UTF-8 first.`,
  };
}

/** By BOM, or by how "<" would be stored (XML 1.0, appendix F). */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32' | null {
  const [a, b, c, d] = bytes;
  if ((a === 0 && b === 0 && (c === 0xfe || c === 0)) || (c === 0 && d === 0 && (a === 0xff || a === 0x3c))) {
    return 'utf-32';
  }
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return null;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200)).replace(/^\xef\xbb\xbf/, '');
  const match = /^<\?xml\s[^>]*?\sencoding\s*=\s*(?:"([\w.-]+)"|'([\w.-]+)')/.exec(head);
  return match?.[1] ?? match?.[2];
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

const unsupported = (file: string, encoding: string): AppError =>
  new AppError(
    'encoding-unsupported',
    `${file} is encoded in ${encoding}, which can't be read here; save it as UTF-8.`,
    {
      where: { file },
    },
  );

const broken = (file: string, encoding: string): string =>
  `${file} has bytes that are not ${encoding}, though it is declared so: it is shown with replacement characters and not written; correct its encoding first.`;
