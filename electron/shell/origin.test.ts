import { describe, expect, test } from 'vitest';
import { isTrustedSender, START_URL } from './origin';

describe('who may ask', () => {
  test.each([START_URL, 'app://switchboard/', 'app://switchboard/index.html?x#y'])(
    'our page %s may',
    (url) => {
      expect(isTrustedSender({ url, isMainFrame: true })).toBe(true);
    },
  );

  test.each([
    'app://other/index.html',
    'app://switchboard.evil.example/',
    'app://switchboard:80/',
    'app://me@switchboard/',
    'https://switchboard/index.html',
    'file:///index.html',
    'about:blank',
    'about:srcdoc',
    'data:text/html,app://switchboard/',
    'xapp://switchboard/',
    'app:switchboard',
    '',
  ])('another page %s may not', (url) => {
    expect(isTrustedSender({ url, isMainFrame: true })).toBe(false);
  });

  test('a frame inside our page may not, though its address is ours', () => {
    expect(isTrustedSender({ url: START_URL, isMainFrame: false })).toBe(false);
  });

  test('a frame that is gone may not', () => {
    expect(isTrustedSender(null)).toBe(false);
  });
});
