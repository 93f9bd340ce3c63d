import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from './frames';

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const written = (sequence: number, value: unknown) => `#SWB 0a1b ${sequence} part ${base64(value)}#`;
const broken = { type: 'broken' };

/** A text cut at the given places, as a pipe cuts it. */
function pieces(text: string, cuts: number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, index) => text.slice(places[index - 1] ?? 0, end));
}
function read(text: string, cuts: number[] = []) {
  const reader = new FrameReader();
  return pieces(text, cuts).flatMap((piece) => reader.push(piece));
}

const noise = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((line) => !/\n|^#?S?W?B?$|^#SWB/.test(line));

describe('FrameReader', () => {
  it('finds every record among any noise, wherever the pipe cuts', () => {
    const line = fc.oneof(
      noise.map((text) => ({ text, value: undefined })),
      fc.jsonValue().map((value) => ({ text: null, value })),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        (lines, cuts, end) => {
          let sequence = 0;
          const text = lines.map((each) => (each.text ?? written(sequence++, each.value)) + end).join('');
          const values = lines.filter((each) => each.text === null).map(({ value }) => value);
          const expected = values.map((value, index) => ({
            type: 'frame',
            id: '0a1b',
            sequence: index,
            kind: 'part',
            value: JSON.parse(JSON.stringify(value)) as unknown,
          }));
          expect(read(text, cuts)).toEqual(expected);
        },
      ),
    );
  });

  it('never takes a damaged record for a whole one', () => {
    const whole = written(3, { name: 'Chat', ports: [80, 443] });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.string({ minLength: 0, maxLength: 1 }), (at, other) => {
        fc.pre(other !== whole[at] && other !== '\n' && other !== '\r');
        const [line] = read(`${whole.slice(0, at)}${other}${whole.slice(at + 1)}\n`);
        // Another digit, letter or base64 character may make another valid record: the call's number and the
        // script's shape are for those. It must not be this one.
        expect(line).not.toEqual(read(`${whole}\n`)[0]);
      }),
    );
  });

  it.each([
    ['half a line', written(0, 'x').slice(0, -1)],
    ['no base64', '#SWB 0a 0 part %%%%#'],
    ['base64 of no JSON', `#SWB 0a 0 part ${Buffer.from('{').toString('base64')}#`],
    ['bytes that are no UTF-8', `#SWB 0a 0 part ${Buffer.from([0x22, 0xff, 0x22]).toString('base64')}#`],
    ['a sequence number with a sign', `#SWB 0a -1 part ${base64(1)}#`],
    ['a call that is no number of ours', `#SWB zz 0 part ${base64(1)}#`],
    ['something behind its end', `${written(0, 1)} `],
    ['the mark alone', '#SWB'],
  ])('%s is broken', (_, line) => {
    expect(read(`${line}\n`)).toEqual([broken]);
  });

  it('waits for the end of a line before it says anything', () => {
    expect(read(written(0, 'x'))).toEqual([]);
  });

  it('reads the language mode', () => {
    expect(read('#SWB-MODE ConstrainedLanguage#\r\n')).toEqual([
      { type: 'mode', mode: 'ConstrainedLanguage' },
    ]);
    expect(read('#SWB-MODE #\n')).toEqual([broken]);
  });

  it('keeps nothing of a line of noise, however long', () => {
    const reader = new FrameReader();
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 200; count += 1) reader.push(`${count}`.padEnd(1_000_000, 'x'));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
    expect(reader.push(`\n${written(0, 1)}\n`)).toMatchObject([{ value: 1 }]);
  });
});
