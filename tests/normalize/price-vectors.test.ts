import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NormalizedText } from '../../schema/normalized.ts';
import { parseDecimal, printDecimal } from '../../src/normalize/decimal.ts';
import { readNotation } from '../../src/pipeline/notation.ts';
import { vectorRows } from './support.ts';

type Row = Map<string, string>;
type Found = NormalizedText['values'][number];
const cell = (row: Row, name: string): string => row.get(name) ?? '';

const MILLION = 'per 1M tokens';
const isPrice = (row: Row): boolean => /^(?:price_|derived)/.test(cell(row, 'kind'));
const rows = (vectorRows('notations_dev.tsv') ?? []).filter(isPrice);
if (rows.length === 0) console.warn('skipped: ../shared/vectors/notations_dev.tsv is absent');

/** Rows whose own answer is disputed: kind, text and reason, shared with the other kinds of notations. */
const DISPUTED = new URL('disputed.tsv', import.meta.url);
const disputed = new Set(
  (existsSync(DISPUTED) ? readFileSync(DISPUTED, 'utf8') : '')
    .split('\n')
    .map((line) => line.split('\t').slice(0, 2).join('\t')),
);

const exact = (text: string): string => {
  const value = parseDecimal(text.replaceAll(',', ''));
  return value ? printDecimal(value) : text;
};

interface Told {
  pattern: RegExp;
  qualifies: (found: Found) => boolean;
}

/** Words of an answer, and what a reading must then say. Each is looked for in the piece that has the number. */
const TOLD: readonly Told[] = [
  { pattern: /\blist\b/, qualifies: ({ scope }) => scope.includes('basis=list') },
  { pattern: /\boutput\b(?! second)/, qualifies: ({ part }) => part.startsWith('output') },
  { pattern: /^input /, qualifies: ({ part }) => /^input(?:;|$)/.test(part) },
  { pattern: /cache write|^write/, qualifies: ({ part }) => part.startsWith('cache_write') },
  { pattern: /cache read|hit/, qualifies: ({ part }) => part.startsWith('cache_read') },
  { pattern: /explicit/, qualifies: ({ part }) => part.includes('cache=explicit') },
  { pattern: /implicit/, qualifies: ({ part }) => part.includes('cache=implicit') },
  {
    pattern: /storage/,
    qualifies: ({ part, unit }) => part === 'cache_storage' && /1M token-hours/.test(unit ?? ''),
  },
  { pattern: /write 1h/, qualifies: ({ part }) => part.includes('ttl=1h') },
  { pattern: /write 5m/, qualifies: ({ qualifiers }) => qualifiers.ttl === '5m' },
  { pattern: /audio/, qualifies: ({ part }) => part.includes('modality=audio') },
  { pattern: /^image/, qualifies: ({ part }) => /modality=(?:image|video)/.test(part) },
  { pattern: /^non-thinking/, qualifies: ({ part }) => part.includes('mode=non-thinking') },
  { pattern: /^thinking/, qualifies: ({ part }) => part.includes('mode=thinking') },
  { pattern: /until 2026-12-31/, qualifies: ({ until }) => until === '2027-01-01T00:00:00Z' },
  { pattern: /from 2027-01-01/, qualifies: ({ from }) => from === '2027-01-01T00:00:00Z' },
  { pattern: /^USD /, qualifies: ({ scope, unit }) => scope === 'USD' && /^USD/.test(unit ?? '') },
  { pattern: /^EUR /, qualifies: ({ scope, unit }) => scope === 'EUR' && /^EUR/.test(unit ?? '') },
  { pattern: />200000/, qualifies: ({ part }) => part.includes('above=200000') },
  { pattern: />272000/, qualifies: ({ part }) => part.includes('above=272000') },
  {
    pattern: /\(32000,128000\]/,
    qualifies: ({ part, qualifiers }) => part.includes('above=32000') && qualifiers.band === '(32000,128000]',
  },
  {
    pattern: /<=272000/,
    qualifies: ({ part, qualifiers }) => part === 'input' && /^<=?272000$/.test(qualifiers.band ?? ''),
  },
  { pattern: /720p/, qualifies: ({ qualifiers }) => qualifiers.resolution === '720p' },
  {
    pattern: /768P/,
    qualifies: ({ qualifiers }) => qualifiers.resolution === '768P' && qualifiers.length === '6s',
  },
];

/** The pieces of an answer, each with the number that a reading must have. */
function piecesOf(answer: string): { piece: string; number: string }[] {
  const shown = answer.replace(/\([^()]*\d% of[^()]*\)/g, '').replace(/\(=[^()]*\)/g, '');
  return shown.split(/; |, (?=\d)/).flatMap((piece) => {
    const bare = piece
      .trim()
      .replace(/\d+ ?[mh]\b|\d{3,4}[pP]\b|\d-second|1M\b|\(\d+,\d+\]|[<>]=?\d+|\d{4}-\d\d-\d\d/g, ' ');
    const number = /\d[\d,]*(?:\.\d+)?/.exec(bare)?.[0];
    return number ? [{ piece: piece.trim(), number: exact(number) }] : [];
  });
}

const unitFits = (row: Row, { unit }: Found): boolean => {
  const declared = cell(row, 'unit');
  const said = unit ?? '';
  if (/second|image|hour|call|page|video|pixel|character|month/.test(declared)) {
    const [thing = ''] =
      /training hour|TPM-hour|token-hour|second|image|hour|call|page|video|pixel|character|month/.exec(
        declared,
      ) ?? [];
    return said.includes(thing) && said.startsWith(declared.startsWith('CNY') ? 'CNY' : 'USD');
  }
  if (/token-hours/.test(said)) return cell(row, 'kind') === 'price_cache';
  return (
    said ===
    `${/CNY/.test(declared) ? 'CNY' : /EUR|two/.test(declared) ? said.slice(0, 3) : 'USD'} ${MILLION}`
  );
};

const WORDS: readonly [RegExp, (found: Found) => boolean][] = [
  [/^missing/, ({ value, number }) => value === 'unknown' && number === null],
  [
    /^(?:price on request)/,
    ({ value, qualifiers }) => value === 'unknown' && qualifiers.says === 'on-request',
  ],
  [/^exists but/, ({ value, qualifiers }) => value === 'unknown' && qualifiers.says === 'elsewhere'],
  [/^not offered/, ({ value }) => value === 'not_offered'],
  [/^0 \(free/, ({ value, number }) => value === 'free' && number === null],
  [/^0 now, temporary/, ({ value, qualifiers }) => value === 'free' && qualifiers['limited-time'] === 'yes'],
  [/^multiplier ([\d.]+)/, ({ unit }) => unit === null],
  [/^price multiplied by \(1-0\.9\)/, ({ number, unit }) => number === '0.1' && unit === null],
  [
    /^tier \(128000,256000\]/,
    ({ value, part, qualifiers }) =>
      value === 'unknown' && part === 'input;above=128000' && qualifiers.band === '(128000,256000]',
  ],
  [/^flex tier/, ({ value, scope }) => value === 'unknown' && scope === 'tier=flex'],
  [
    /^time window/,
    ({ value, qualifiers }) =>
      value === 'unknown' && qualifiers.hours === '16:30-00:30' && qualifiers.zone === 'UTC',
  ],
  [/^batch variant/, ({ value, qualifiers }) => value === 'unknown' && qualifiers.variant === 'batch'],
  [/^free route variant/, ({ value, qualifiers }) => value === 'unknown' && qualifiers.variant === 'free'],
  [/^reserved throughput/, ({ number, unit }) => number === '1.92' && unit === 'CNY per 10K TPM-hour'],
];

/** What is wrong with the readings of a row, '' where nothing is. */
function wrongIn(row: Row, values: readonly Found[]): string {
  const answer = cell(row, 'normalized');
  const worded = WORDS.find(([pattern]) => pattern.test(answer));
  if (worded) {
    const number = worded[0].exec(answer)?.[1];
    const right = values.length === 1 && values.every(worded[1]);
    return right && (number === undefined || values[0]?.number === exact(number)) ? '' : 'words';
  }
  const pieces = piecesOf(answer).filter(({ piece }) => !/derived$/.test(piece));
  const isDiscount = /after discount/.test(answer);
  const expected = isDiscount ? pieces.slice(0, 1) : pieces;
  const [first] = values;
  if (isDiscount && first?.qualifiers['list-price'] !== '0.1 USD per 1M tokens') return 'list price';
  const unseen = expected.filter(({ piece, number }) => {
    const same = values.filter((found) => found.number === number);
    const told = TOLD.filter(({ pattern }) => pattern.test(piece));
    return !same.some(
      (found) => told.every(({ qualifies }) => qualifies(found)) && (unitFits(row, found) || number === '0'),
    );
  });
  if (unseen.length > 0) return `not read: ${unseen.map(({ piece }) => piece)}`;
  const numbers = new Set(pieces.map(({ number }) => number));
  const invented = values.filter(({ number }) => number !== null && !numbers.has(number));
  return invented.length > 0 ? `invented: ${invented.map(({ number }) => number)}` : '';
}

interface Judged {
  row: Row;
  refused: string;
  wrong: string;
}

function judged(unitOf: (row: Row) => string): Judged[] {
  return rows
    .filter((row) => !disputed.has(`${cell(row, 'kind')}\t${cell(row, 'as_written')}`))
    .map((row) => {
      const unit = unitOf(row);
      const answer = readNotation({
        kind: cell(row, 'kind'),
        text: cell(row, 'as_written'),
        ...(unit !== '' && { unit }),
      });
      const refused = answer?.refused?.reason ?? '';
      return { row, refused, wrong: refused === '' ? wrongIn(row, answer?.values ?? []) : '' };
    });
}

/** The units that the sources of the rows declare, where the table shows the unit of its answer. */
const OWN_UNITS: readonly [RegExp, string][] = [
  [/^0\.00000006006$/, 'USD per token'],
  [/^2690$/, '1e-4 USD per 1M tokens'],
  [/^显式缓存创建/, '元/千 Token'],
  [/text \/ image|\(text\)|through December|text\/image|^\$12\.00|storage price/, 'per 1M tokens in USD'],
  [/^输入长度|^原价/, '元/百万tokens'],
  [/^1\.5 with/, '/M tokens'],
  [/^(?:-|\\|null|Not available|ContactSales|Tiered pricing)$/, ''],
];

const ownUnit = (row: Row): string => {
  const own = OWN_UNITS.find(([pattern]) => pattern.test(cell(row, 'as_written')))?.[1];
  const shown = cell(row, 'unit');
  return own ?? (/^(USD|CNY) per 1M$/.test(shown) ? `${shown} tokens` : shown);
};

const report = (all: readonly Judged[], wanted: (one: Judged) => boolean): string[] =>
  all
    .filter(wanted)
    .map(
      ({ row, refused, wrong }) =>
        `${cell(row, 'as_written')}: ${cell(row, 'normalized')}: ${refused}${wrong}`,
    );

describe.skipIf(rows.length === 0)('the prices of the table of known answers', () => {
  it.each([
    ['the unit of the table', (row: Row) => cell(row, 'unit')],
    ["the source's own unit", ownUnit],
  ] as const)('are all read right with %s', (_, unitOf) => {
    const all = judged(unitOf);
    expect(all.length).toBeGreaterThan(80);
    expect(report(all, ({ refused, wrong }) => refused !== '' || wrong !== '')).toEqual([]);
  });

  it('are never read wrongly without a unit; what has none is refused and says so', () => {
    const all = judged(() => '');
    expect(report(all, ({ wrong }) => wrong !== '')).toEqual([]);
    const refusals = new Set(all.map(({ refused }) => refused).filter((reason) => reason !== ''));
    expect([...refusals].sort()).toEqual(['no-unit']);
    const share = all.filter(({ refused }) => refused === '').length / all.length;
    expect(share).toBeGreaterThan(0.65);
  });
});
