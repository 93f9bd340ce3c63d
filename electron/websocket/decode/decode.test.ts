import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, decodedLabel, type DecodeHints, hintsOf } from './decode';
import { imageKind } from './image-kind';
import { jsonLines } from './json-lines';
import { packJson, PackReader, type PackValue } from './message-pack';
import { packed, packedMessage } from '../fixtures/message-pack';

const plain = hintsOf('ws://h/hub');
const engineIo = hintsOf('ws://h/socket.io/?EIO=4&transport=websocket');
const classic = hintsOf('wss://h/signalr/connect?transport=webSockets&clientProtocol=2.1&connectionToken=x');
const text = (value: string) => ({ opcode: 'text' as const, bytes: Buffer.from(value) });
const binary = (bytes: Buffer) => ({ opcode: 'binary' as const, bytes });
const label = (value: string, hints: DecodeHints = plain) => decodedLabel(text(value), hints);
const values = (decoded: ReturnType<typeof decode>, packet = 0): Record<string, string> =>
  Object.fromEntries((decoded?.packets[packet]?.fields ?? []).map(({ name, value }) => [name, value]));

describe('SignalR over JSON', () => {
  it.each([
    ['{"protocol":"json","version":1}\x1e', 'SignalR handshake json'],
    ['{}\x1e', 'SignalR handshake accepted'],
    ['{"error":"no such protocol"}\x1e', 'SignalR handshake refused'],
    ['{"type":1,"target":"Send","arguments":["hi",2]}\x1e', 'SignalR invocation Send'],
    ['{"type":3,"invocationId":"7","result":42}\x1e', 'SignalR completion 7'],
    ['{"type":3,"invocationId":"7","error":"boom"}\x1e', 'SignalR completion 7 with an error'],
    ['{"type":6}\x1e', 'SignalR ping'],
    ['{"type":7,"allowReconnect":true}\x1e', 'SignalR close'],
    ['{"type":6}\x1e{"type":6}\x1e', 'SignalR ping and 1 more'],
  ])('%j is %s', (message, expected) => expect(label(message)).toBe(expected));

  it('would take any JSON, or a text that happens to end in 0x1E, for SignalR', () => {
    expect(label('{"type":1,"target":"Send"}')).toBeUndefined();
    expect(label('{"type":77}\x1e')).toBeUndefined();
    expect(label('{"kind":"chat"}\x1e')).toBeUndefined();
    expect(label('hello\x1e')).toBeUndefined();
  });

  it('would lose the arguments, or what a completion answers', () => {
    const decoded = decode(
      text('{"type":1,"invocationId":"3","target":"Send","arguments":[{"a":1}]}\x1e'),
      plain,
    );
    expect(decoded).toMatchObject({ protocol: 'SignalR, JSON', problem: null });
    expect(values(decoded)).toEqual({ target: 'Send', invocationId: '3' });
    expect(decoded?.packets[0]?.json?.lines.map((line) => line.key)).toContain('"arguments"');
  });
});

describe('SignalR over MessagePack', () => {
  it('would show bytes where an invocation stands', () => {
    const bytes = packedMessage([1, { entries: [] }, null, 'Send', ['grüße', 7], []]);
    expect(decodedLabel(binary(bytes), plain)).toBe('SignalR invocation Send');
    const ping = packedMessage([6]);
    expect(decodedLabel(binary(Buffer.concat([ping, bytes])), plain)).toBe('SignalR ping and 1 more');
    const failed = decode(binary(packedMessage([3, { entries: [] }, '9', 1, 'boom'])), plain);
    expect(failed?.protocol).toBe('SignalR, MessagePack');
    expect(values(failed)).toEqual({ invocationId: '9', result: 'an error', error: 'boom' });
  });

  it('would lose a length of more than 127 bytes', () => {
    const bytes = packedMessage([1, { entries: [] }, null, 'Send', ['x'.repeat(40_000)], []]);
    expect(decode(binary(bytes), plain)?.packets).toHaveLength(1);
  });

  it('would take other bytes for SignalR', () => {
    expect(decodedLabel(binary(Buffer.from([0, 1, 2])), plain)).toBeUndefined();
    expect(
      decodedLabel(binary(Buffer.concat([packedMessage([6]), Buffer.from([9])])), plain),
    ).toBeUndefined();
    expect(decodedLabel(binary(packedMessage([77])), plain)).toBeUndefined();
  });
});

describe('SignalR 2, of .NET Framework', () => {
  it.each([
    ['{"C":"d-1,0|B,0","S":1,"M":[]}', 'SignalR 2 connected'],
    ['{"C":"d-1,1|B,1","M":[{"H":"ChatHub","M":"add","A":["a","hi"]}]}', 'SignalR 2 invocation ChatHub.add'],
    ['{"C":"d-2","M":["plain",{"H":"C","M":"m","A":[]}]}', 'SignalR 2 message and 1 more'],
    ['{"H":"chathub","M":"Send","A":["hi"],"I":0}', 'SignalR 2 invocation chathub.Send'],
  ])('%j is %s, whatever the address', (message, expected) => expect(label(message)).toBe(expected));

  it.each([
    ['{}', 'SignalR 2 keep-alive'],
    ['{"I":"0"}', 'SignalR 2 result 0'],
    ['{"R":{"a":1},"I":"3"}', 'SignalR 2 result 3'],
    ['{"I":"1","E":"no such method"}', 'SignalR 2 result 1 with an error'],
  ])('%j is %s only where the address says so', (message, expected) => {
    expect(label(message, classic)).toBe(expected);
    expect(label(message)).toBeUndefined();
  });

  it('would take any JSON for it', () => {
    for (const message of ['{"C":1}', '{"C":"x"}', '{"H":"x","M":"y"}', '{"C":"a","M":{}}', '{"C":"cut'])
      expect(label(message)).toBeUndefined();
    expect(label('{"price":1}', classic)).toBeUndefined();
  });

  it('would lose the hub, the arguments or what went wrong', () => {
    const pushed = decode(text('{"C":"d-1","M":[{"H":"ChatHub","M":"add","A":["a",7]}]}'), plain);
    expect(values(pushed)).toEqual({ hub: 'ChatHub', method: 'add' });
    expect(pushed?.packets[0]?.json?.lines.map((line) => line.key)).toContain('"A"');
    expect(values(decode(text('{"I":"1","E":"no such method"}'), classic))).toEqual({
      call: '1',
      error: 'no such method',
    });
  });
});

describe('Socket.IO and Engine.IO', () => {
  it.each([
    ['0{"sid":"abc","pingInterval":25000}', 'Engine.IO open'],
    ['2', 'Engine.IO ping'],
    ['3probe', 'Engine.IO pong probe'],
    ['5', 'Engine.IO upgrade'],
    ['40', 'Socket.IO connect'],
    ['40/admin,{"token":"x"}', 'Socket.IO connect /admin'],
    ['42["chat message","hi"]', 'Socket.IO event chat message'],
    ['42/admin,12["join",{}]', 'Socket.IO event join'],
    ['4312["ok"]', 'Socket.IO ack 12'],
    ['44{"message":"no"}', 'Socket.IO connect error'],
    ['451-["file",{"_placeholder":true,"num":0}]', 'Socket.IO binary event file'],
    ['41/admin', 'Socket.IO disconnect /admin'],
    ['4hello', 'Engine.IO message'],
  ])('%j is %s', (message, expected) => expect(label(message, engineIo)).toBe(expected));

  it('says namespace, ack id and attachments', () => {
    expect(values(decode(text('451-/files,12["up",{"_placeholder":true,"num":0}]'), engineIo))).toEqual({
      event: 'up',
      namespace: '/files',
      'ack id': '12',
      attachments: '1',
    });
    expect(decodedLabel(binary(Buffer.from([1, 2, 3])), engineIo)).toBe('Socket.IO attachment');
  });

  it('would take a number that an echo sends for a ping, unless the address says EIO=', () => {
    for (const value of ['2', '3', '42', '40', '451', '4 of 5', '0', '6'])
      expect(label(value)).toBeUndefined();
    expect(label('42["chat","hi"]')).toBe('Socket.IO event chat');
  });
});

describe('any bytes', () => {
  const messages = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(`${json}\x1e`)),
    fc
      .tuple(fc.constantFrom('0', '2', '42', '451-', '40/a,', '43', '4'), fc.json())
      .map((parts) => Buffer.from(parts.join(''))),
    fc
      .tuple(fc.nat(255), fc.uint8Array({ maxLength: 60 }))
      .map(([first, rest]) => Buffer.from([rest.length + 1, first, ...rest])),
  );

  it('would throw, or answer without bound', () => {
    fc.assert(
      fc.property(
        messages,
        fc.constantFrom('text' as const, 'binary' as const),
        fc.constantFrom(null, 3 as const, 4 as const),
        (bytes, opcode, version) => {
          const hints = { engineIo: version, signalRClassic: version === null };
          const decoded = decode({ opcode, bytes }, hints);
          expect((decodedLabel({ opcode, bytes }, hints) ?? '').length).toBeLessThan(130);
          expect(decoded?.packets.length ?? 0).toBeLessThanOrEqual(200);
        },
      ),
    );
  });

  it('a MessagePack header that announces four thousand million items, or 10,000 levels, ends at once', () => {
    const huge = Buffer.from([0x05, 0xdd, 0xff, 0xff, 0xff, 0xff]);
    expect(decode(binary(huge), plain)).toBeNull();
    const deep = Buffer.alloc(10_000, 0x91);
    expect(() => new PackReader(deep).value()).toThrow(/too deep/);
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(jsonLines(nested)?.cut).toBe(true);
  });

  it('MessagePack reads what was written', () => {
    const { value } = fc.letrec<{ value: PackValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false),
        fc.integer(),
        fc.double(),
        fc.bigInt({ min: 2n ** 60n, max: 2n ** 63n - 1n }),
        fc.string(),
        fc.array(tie('value'), { maxLength: 20 }),
        fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 5 }).map((entries) => ({ entries })),
      ),
    }));
    fc.assert(
      fc.property(value, (written) => {
        const reader = new PackReader(packed(written));
        expect(packJson(reader.value())).toBe(packJson(written));
        expect(reader.done).toBe(true);
      }),
    );
  });
});

describe('JSON in lines', () => {
  it('would change a number, lose a repeated name, or a line', () => {
    expect(jsonLines('{"a":1.0, "a":12345678901234567890,"s":"x\\"}","e":[],"o":{"n":null}}')).toEqual({
      cut: false,
      lines: [
        { depth: 0, key: null, kind: 'open', text: '{', items: 5, closedBy: 8, comma: false },
        { depth: 1, key: '"a"', kind: 'number', text: '1.0', comma: true },
        { depth: 1, key: '"a"', kind: 'number', text: '12345678901234567890', comma: true },
        { depth: 1, key: '"s"', kind: 'string', text: '"x\\"}"', comma: true },
        { depth: 1, key: '"e"', kind: 'word', text: '[]', comma: true },
        { depth: 1, key: '"o"', kind: 'open', text: '{', items: 1, closedBy: 7, comma: false },
        { depth: 2, key: '"n"', kind: 'word', text: 'null', comma: false },
        { depth: 1, key: null, kind: 'close', text: '}', comma: false },
        { depth: 0, key: null, kind: 'close', text: '}', comma: false },
      ],
    });
    expect(jsonLines('{"a":')).toBeNull();
  });

  it('put together again it is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const lines = jsonLines(JSON.stringify(value, null, 1))?.lines ?? [];
        const joined = lines
          .map(
            ({ key, text: written, comma }) =>
              `${key === null ? '' : `${key}:`}${written}${comma ? ',' : ''}`,
          )
          .join('\n');
        expect(JSON.parse(joined)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('pictures', () => {
  it('are told by their signature alone', () => {
    expect(imageKind(Buffer.from('89504e470d0a1a0a0000', 'hex'))).toBe('image/png');
    expect(imageKind(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg');
    expect(imageKind(Buffer.from('GIF89a'))).toBe('image/gif');
    expect(imageKind(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(imageKind(Buffer.from('RIFF\0\0\0\0WAVE'))).toBeNull();
    expect(imageKind(Buffer.from('<svg/>'))).toBeNull();
  });
});
