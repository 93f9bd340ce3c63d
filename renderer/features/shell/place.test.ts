import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPlace, moved, readPlace, start } from './place';
import { pageIds } from './page-props';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const places = fc.record({
  page: fc.constantFrom(...pageIds),
  server: fc.option(fc.stringMatching(/^[a-z0-9-]{1,64}$/)),
  site: fc.option(text),
  application: text.map((name) => `/${name}`),
  params: fc.dictionary(
    text.filter((name) => name !== 'site' && name !== 'app'),
    text,
    { noNullPrototype: true },
  ),
});

test('any site name, quotes, emoji and __proto__ included, survives the address', () => {
  fc.assert(
    fc.property(places, (place) => {
      expect(readPlace(formatPlace(place))).toEqual(place);
    }),
  );
});

test('any address is a place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (hash) => {
      expect(pageIds).toContain(readPlace(`#${hash}`).page);
    }),
  );
});

test('a server id that could not be one is not asked for', () => {
  expect(readPlace('#/__proto__/limits').server).toBeNull();
  expect(readPlace('#/../limits').server).toBeNull();
});

const here = { ...start, server: 'practice', site: 'Chat', application: '/api', params: { station: 'pool' } };

test('another page keeps the site, but not the choices of the page before', () => {
  expect(moved(here, { page: 'limits' })).toEqual({ ...here, page: 'limits', params: {} });
});

test('another site starts at its root, another server at its first site', () => {
  expect(moved(here, { site: 'Echo' })).toEqual({ ...here, site: 'Echo', application: '/', params: {} });
  expect(moved(here, { server: 'web-01' })).toEqual({ ...start, server: 'web-01' });
});

test("a page's own choice changes nothing else", () => {
  expect(moved(here, { params: { station: 'app' } })).toEqual({ ...here, params: { station: 'app' } });
});
