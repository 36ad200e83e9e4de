import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeBody, mediaTypeOf } from '../../src/read/decode.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

const EURO_1252 = [0x80];
const EURO_UTF8 = [0xe2, 0x82, 0xac];

describe('HTML', () => {
  const html = 'text/html';
  it.each([
    ['without any word, windows-1252', html, bytes('<p>', EURO_1252), 'windows-1252', '<p>€'],
    ['by the header', 'text/html; charset="UTF-8"', bytes('<p>', EURO_UTF8), 'utf-8', '<p>€'],
    ['by the declaration', html, bytes('<meta charset=utf-8>', EURO_UTF8), 'utf-8', '<meta charset=utf-8>€'],
    [
      'by the header before the declaration',
      'text/html;charset=windows-1252',
      bytes('<meta charset=utf-8>', EURO_1252),
      'windows-1252',
      '<meta charset=utf-8>€',
    ],
    [
      'by the mark before the header',
      'text/html; charset=windows-1252',
      bytes([0xef, 0xbb, 0xbf], EURO_UTF8),
      'utf-8',
      '€',
    ],
    ['by the mark of UTF-16', html, bytes([0xff, 0xfe], [0xac, 0x20]), 'utf-16le', '€'],
    ['past a header that names nothing', 'text/html; charset=bogus', bytes(EURO_1252), 'windows-1252', '€'],
    ['that calls itself latin1', 'text/html; charset=iso-8859-1', bytes(EURO_1252), 'windows-1252', '€'],
    ['without a type', undefined, bytes('\n<p>', EURO_1252), 'windows-1252', '\n<p>€'],
    ['in GBK', 'text/html; charset=gb2312', bytes([0xa3, 0xa4]), 'gbk', '￥'],
  ])('%s', (_, type, body, charset, text) => {
    expect(decodeBody(body, type)).toEqual({ charset, text });
  });
});

describe('everything else is UTF-8', () => {
  it.each([
    ['application/json', bytes('"', EURO_UTF8, '"'), 'utf-8', '"€"'],
    ['application/json', bytes([0xef, 0xbb, 0xbf], '{}'), 'utf-8', '{}'],
    [
      'text/markdown',
      bytes('<meta charset=windows-1252>', EURO_UTF8),
      'utf-8',
      '<meta charset=windows-1252>€',
    ],
    ['text/plain; charset=windows-1252', bytes(EURO_1252), 'windows-1252', '€'],
    ['text/plain', bytes(EURO_1252), 'utf-8', '\ufffd'],
    [undefined, bytes('# ', EURO_UTF8), 'utf-8', '# €'],
    [undefined, bytes(), 'utf-8', ''],
  ])('%s', (type, body, charset, text) => {
    expect(decodeBody(body, type)).toEqual({ charset, text });
  });

  it('and a view into a larger buffer is read within its bounds', () => {
    expect(decodeBody(bytes('abcdef').subarray(2, 4), 'text/plain').text).toBe('cd');
  });
});

it('a media type comes without parameters and case', () => {
  expect(mediaTypeOf('Text/HTML ; charset=utf-8')).toBe('text/html');
  expect(mediaTypeOf(undefined)).toBe('');
});

const folder = new URL('../../../shared/vectors/html5lib-encoding/', import.meta.url);
const present = existsSync(folder);
if (!present) console.log(`skipped: ${folder.pathname} is absent`);

describe.skipIf(!present)('recorded encoding cases', () => {
  it.each([
    ['tests1.dat', 59],
    ['tests2.dat', 22],
    ['test-yahoo-jp.dat', 1],
  ])('%s: all %i', (name, count) => {
    const cases = readFileSync(new URL(name, folder), 'latin1')
      .split(/^#data\n/m)
      .slice(1);
    expect(cases).toHaveLength(count);
    for (const one of cases) {
      const [data = '', expected = ''] = one.split(/\n?#encoding\n/);
      const { charset } = decodeBody(Buffer.from(data, 'latin1'), 'text/html');
      expect([data.slice(0, 80), charset]).toEqual([data.slice(0, 80), expected.trim().toLowerCase()]);
    }
  });
});
