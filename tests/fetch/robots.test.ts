import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { retryTime } from '../../src/fetch/hosts.ts';
import { parseRobots } from '../../src/fetch/robots.ts';
import { vectors } from './hostile.ts';

const allowed = (text: string, path: string): boolean =>
  parseRobots('https://a.example/robots.txt', text).whyNot(new URL(path, 'https://a.example')) === undefined;

describe('robots.txt rules', () => {
  it('take the group that names us, else the one for everybody', () => {
    const text = 'User-agent: *\nDisallow: /\n\nUser-agent: ModelFacts/1.0\nDisallow: /x\n';
    expect([allowed(text, '/'), allowed(text, '/x/y')]).toEqual([true, false]);
    expect(allowed('User-agent: other\nDisallow: /', '/')).toBe(true);
  });

  it('are read from what is hardly a robots.txt', () => {
    expect(allowed('<!DOCTYPE html><p>Not found</p>', '/x')).toBe(true);
    expect(allowed('\ufeffuser-agent *\r\ndisallow /x', '/x')).toBe(false);
    expect(allowed('', '/x')).toBe(true);
  });

  it('name the host and the path, not the query', () => {
    const rules = parseRobots('https://a.example/robots.txt', 'User-agent: *\nDisallow: /');
    expect(rules.whyNot(new URL('https://a.example/x?key=secret'))).toMatch(
      /^robots\.txt of a\.example .* \/x$/,
    );
  });

  it('survive a pattern made to be slow', () => {
    const start = performance.now();
    allowed(`User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`, `/${'a'.repeat(2000)}b`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

interface Vector {
  test: string;
  google_only: boolean;
  robots: string;
  agent: string;
  url: string;
  allowed: boolean;
}

/** A URL knows only the percent-encoded form; the record takes the raw character for another path. */
const DEVIATIONS = ['ID_Encoding http://foo.bar/foo/bar/ツ', 'ID_Encoding http://foo.bar/foo/bar/ツ'];

const google = vectors('google-robotstxt');
it.skipIf(google === undefined)('every recorded case of the standard is decided as recorded', () => {
  const file = JSON.parse(readFileSync(new URL('robots_vectors.json', google), 'utf8')) as {
    allowed: Vector[];
  };
  const cases = file.allowed.filter((vector) => !vector.google_only && URL.canParse(vector.url));
  expect(cases.length).toBeGreaterThan(70);
  const wrong = cases.filter(({ robots, agent, url, allowed: expected }) => {
    const rules = parseRobots(new URL('/robots.txt', url).href, robots, agent);
    return (rules.whyNot(new URL(url)) === undefined) !== expected;
  });
  expect(wrong.map(({ test, url }) => `${test} ${url}`)).toEqual(DEVIATIONS);
});

describe('Retry-After', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const at = (header: string | undefined): string | undefined => retryTime(header, now)?.toISOString();

  it.each([
    ['120', '2026-03-01T00:02:00.000Z'],
    ['Sun, 01 Mar 2026 01:00:00 GMT', '2026-03-01T01:00:00.000Z'],
    ['315360000', '2026-03-02T00:00:00.000Z'],
    ['Sat, 01 Mar 2036 01:00:00 GMT', '2026-03-02T00:00:00.000Z'],
  ])('%s is a time', (header, expected) => expect(at(header)).toBe(expected));

  it.each([
    undefined,
    '',
    '0',
    '-5',
    '1.5',
    'abc',
    'abc 1',
    'Sun, 01 Mar 2020 01:00:00 GMT',
    '2026-03-01T01:00:00Z',
  ])('%s is none', (header) => expect(at(header)).toBeUndefined());
});
