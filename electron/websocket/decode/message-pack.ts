/** A decoded MessagePack value; bytes and extensions are put in words, so that any of it can be written as JSON. */
export type PackValue =
  null | boolean | number | string | bigint | PackValue[] | { entries: [PackValue, PackValue][] };

const MAX_DEPTH = 64;
/** A header of few bytes may announce millions of items. */
const MAX_ITEMS = 100_000;
const SHOWN_BYTES = 64;

export class NotMessagePack extends Error {}

/**
 * Reads MessagePack values (github.com/msgpack/msgpack/blob/master/spec.md) one after another. Throws `NotMessagePack`
 * where the bytes are none, go deeper than 64 levels or hold over 100,000 values.
 */
export class PackReader {
  readonly #bytes: Buffer;
  #at: number;
  #items = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#at = 0;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  value(depth = 0): PackValue {
    this.#items += 1;
    if (depth > MAX_DEPTH || this.#items > MAX_ITEMS) throw new NotMessagePack('too deep or too long');
    const head = this.#uint(1);
    if (head <= 0x7f) return head;
    if (head <= 0x8f) return this.#map(head & 0xf, depth);
    if (head <= 0x9f) return this.#array(head & 0xf, depth);
    if (head <= 0xbf) return this.#text(head & 0x1f);
    if (head >= 0xe0) return head - 0x100;
    return this.#tagged(head, depth);
  }

  #tagged(head: number, depth: number): PackValue {
    switch (head) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return head === 0xc3;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return bytesInWords(this.#take(this.#uint(1 << (head - 0xc4))));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(this.#uint(1 << (head - 0xc7)));
      case 0xca:
        return this.#take(4).readFloatBE(0);
      case 0xcb:
        return this.#take(8).readDoubleBE(0);
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#uint(1 << (head - 0xcc));
      case 0xcf:
        return plain(this.#take(8).readBigUInt64BE(0));
      case 0xd0:
        return this.#take(1).readInt8(0);
      case 0xd1:
        return this.#take(2).readInt16BE(0);
      case 0xd2:
        return this.#take(4).readInt32BE(0);
      case 0xd3:
        return plain(this.#take(8).readBigInt64BE(0));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(1 << (head - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(this.#uint(1 << (head - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#uint(head === 0xdc ? 2 : 4), depth);
      case 0xde:
      case 0xdf:
        return this.#map(this.#uint(head === 0xde ? 2 : 4), depth);
      default:
        throw new NotMessagePack('0xc1 is never used');
    }
  }

  #array(length: number, depth: number): PackValue {
    const items: PackValue[] = [];
    for (let item = 0; item < length; item += 1) items.push(this.value(depth + 1));
    return items;
  }

  #map(length: number, depth: number): PackValue {
    const entries: [PackValue, PackValue][] = [];
    for (let item = 0; item < length; item += 1) entries.push([this.value(depth + 1), this.value(depth + 1)]);
    return { entries };
  }

  #text(length: number): string {
    return this.#take(length).toString('utf8');
  }

  #extension(length: number): string {
    const type = this.#take(1).readInt8(0);
    return `extension ${type}, ${bytesInWords(this.#take(length))}`;
  }

  #uint(length: number): number {
    return this.#take(length).readUIntBE(0, length);
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new NotMessagePack('ends too early');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

function bytesInWords(bytes: Buffer): string {
  const more = bytes.length > SHOWN_BYTES ? ' …' : '';
  const pairs = bytes.toString('hex', 0, SHOWN_BYTES).match(/../g) ?? [];
  return `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}${pairs.length > 0 ? `: ${pairs.join(' ')}` : ''}${more}`;
}

const plain = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value;

/** As JSON text; names that are no strings are put in quotes, as are numbers that JSON has no word for. */
export function packJson(value: PackValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(packJson).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${value.entries.map(([key, item]) => `${packName(key)}:${packJson(item)}`).join(',')}}`;
  return JSON.stringify(value);
}

const packName = (key: PackValue): string =>
  typeof key === 'string' ? JSON.stringify(key) : JSON.stringify(packJson(key));
