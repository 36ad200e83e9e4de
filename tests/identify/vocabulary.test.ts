import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { familyAtStart, starts } from '../../src/identify/locate.ts';
import { noModel } from '../../src/identify/no-model.ts';
import { bareTokens } from '../../src/identify/parse.ts';
import { cell, readTable } from '../../src/identify/table.ts';
import { foldName, tokensOf } from '../../src/identify/text.ts';
import type { Family } from '../../src/identify/vocabulary.ts';

const LONGEST_PHRASE = 5;

const names = readFileSync(new URL('known-names.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [name: string, source: string, key: string]);

interface Taken {
  phrases: ReadonlySet<string>;
  families: readonly Family[];
}

/** The tokens of a name in all phrases of a few words, and the families that it can begin with. */
function taken(name: string): Taken {
  const { tokens } = bareTokens(foldName(name).replace(/^~/, ''));
  const phrases = new Set(tokensOf(foldName(name)));
  for (let at = 0; at < tokens.length; at++) {
    for (let length = 1; length <= LONGEST_PHRASE; length++)
      phrases.add(tokens.slice(at, at + length).join('-'));
  }
  const families = starts(tokens).flatMap(
    ({ at, providers }) => familyAtStart(tokens.slice(at), providers.at(-1))?.family ?? [],
  );
  return { phrases, families };
}

const all = names.map(([name]) => taken(name));

/** Whether one of these names uses the line for a word: the word stands in it, and a family of the line does. */
function usesWord(row: Map<string, string>, { phrases, families }: Taken): boolean {
  if (!phrases.has(cell(row, 'word')) && !cell(row, 'word').startsWith('{')) return false;
  const of = cell(row, 'families').split(',');
  if (of.some((family) => family === '*' || family.startsWith('{'))) return true;
  return families.some(({ printed }) => of.some((family) => family.split('@')[0] === printed));
}

/** Lines of words.tsv that no name needs; the months are a closed list and stay whole. */
const unusedWords = (known: readonly Taken[]): string[] =>
  readTable('./words.tsv')
    .filter((row) => cell(row, 'kind') !== 'month' && !known.some((one) => usesWord(row, one)))
    .map((row) => `${cell(row, 'word')} ${cell(row, 'kind')} ${cell(row, 'families')}`);

function unusedFamilies(known: readonly Taken[]): string[] {
  const used = new Set(
    known.flatMap(({ families }) => families.map(({ vendor, name }) => `${vendor}/${name}`)),
  );
  return readTable('./families.tsv')
    .map((row) => `${cell(row, 'vendor')}/${cell(row, 'family')}`)
    .filter((family) => !used.has(family));
}

describe('the vocabulary', () => {
  test('every family is the family of a known name', () => {
    expect(unusedFamilies(all)).toEqual([]);
    expect(unusedFamilies(all.slice(0, 300)).length).toBeGreaterThan(0);
  });

  test('every word stands in a known name of its families', () => {
    expect(unusedWords(all)).toEqual([]);
    expect(unusedWords(all.slice(0, 300)).length).toBeGreaterThan(0);
  });

  test('no word means two things in one family', () => {
    const pairs = readTable('./words.tsv').flatMap((row) =>
      cell(row, 'families')
        .split(',')
        .map((family) => `${family}/${cell(row, 'word')}`),
    );
    expect(pairs.filter((pair, at) => pairs.indexOf(pair) !== at)).toEqual([]);
  });

  test('every line for no model is the reason of a known name', () => {
    const reasons = names.flatMap(([name, source]) => noModel(foldName(name), [source]) ?? []);
    const lines = new Set(readTable('./no-model.tsv').map((row) => `no model: ${cell(row, 'reason')}`));
    expect([...lines].filter((line) => !reasons.includes(line))).toEqual([]);
    for (const [name, source, key] of names.filter(
      (row) => noModel(foldName(row[0]), [row[1]]) !== undefined,
    ))
      expect(key, `${name} ${source}`).toBe('-');
  });

  test('every maker whose writings stand in front of names has a known name behind one of them', () => {
    const makers = new Set(readTable('./families.tsv').map((row) => cell(row, 'vendor')));
    const rows = readTable('./providers.tsv').filter((row) => cell(row, 'source') === '*');
    const phrases = new Set(all.flatMap((one) => [...one.phrases]));
    const used = new Set(
      rows
        .filter((row) => phrases.has(tokensOf(cell(row, 'native id')).join('-')))
        .map((row) => cell(row, 'provider')),
    );
    const unused = rows
      .map((row) => cell(row, 'provider'))
      .filter((key) => makers.has(key) && !used.has(key));
    expect([...new Set(unused)]).toEqual([]);
  });
});
