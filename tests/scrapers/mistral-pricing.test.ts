import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/mistral-pricing/index.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const fixture = fixtures().find(({ source: id }) => id === 'mistral-pricing');
const page = fixture ? pageIn(fixture).text : '';
const read = (text: string): PageReading =>
  source.read(pageOf('https://mistral.ai/pricing', 'text/html', new TextEncoder().encode(text)));
const whole = read(page);
const key = ({ subject, scope, part, asWritten }: PageReading['statements'][number]): string =>
  `${subject.id ?? subject.name} ${scope} ${part} ${asWritten}`;
const keys = ({ statements }: PageReading): Set<string> => new Set(statements.map(key));

/** What a changed page says no more, and the reasons that are new. */
function changed(from: string, to: string): { lost: string[]; why: string[] } {
  if (!page.includes(from)) throw new Error(`the fixture does not say ${from}`);
  const reading = read(page.replace(from, to));
  const known = keys(reading);
  const before = whole.refused.map(({ reason, what }) => `${reason} ${what}`);
  expect([...known].filter((one) => !keys(whole).has(one))).toEqual([]);
  return {
    lost: [...keys(whole)].filter((one) => !known.has(one)),
    why: reading.refused
      .map(({ reason, what }) => `${reason} ${what}`)
      .filter((refusal) => !before.includes(refusal)),
  };
}

describe('Mistral prices', () => {
  it('tells entries under one id by their names, and says of no id what one of them costs', () => {
    expect(keys(whole)).toContain('Mistral Small 4 USD input $0.15');
    expect(keys(whole)).toContain('Mistral Small 3.2 USD input $0.1');
    expect(whole.statements.some(({ subject }) => subject.id === 'mistral-small-latest')).toBe(false);
  });

  it('refuses by name what contradicts itself or holds no figure', () => {
    expect(whole.refused.map(({ reason, what }) => `${reason} ${what}`)).toEqual([
      'open-and-premier Magistral Small',
      'no-figure Pixtral Large',
    ]);
  });

  it('refuses another currency, label, note, class, unit or form of the id, and keeps the others', () => {
    const lost = ['mistral-large-latest USD input $0.5'];
    expect(changed('$0.5\\u003c', '€0.5\\u003c')).toEqual({ lost, why: ['other-currency Mistral Large 3'] });
    expect(changed('$0.5\\u003c', '$0.5 / image\\u003c')).toEqual({
      lost,
      why: ['unreadable-cell Mistral Large 3'],
    });
    expect(changed('+ 50% off', '+ 50% more').why).toEqual(['unknown-note OCR 3']);
    expect(changed('"Open model\\"'.slice(1), 'Semi model\\"')).toEqual({
      lost: ['Mistral Large 3   Open model'],
      why: ['unknown-class Mistral Large 3'],
    });
    expect(changed('Input (/M tokens)\\"', 'Input (/K tokens)\\"').why).toEqual([
      'unknown-label Mistral Large 3',
    ]);
    expect(changed('open-mixtral-8x22b', 'Mixtral 8x22B').why).toEqual(['bad-id Mixtral 8x22B']);
  });

  it('leaves out what is not published', () => {
    const { lost, why } = changed('published', 'draft');
    expect([lost.length > 3, why]).toEqual([true, []]);
  });
});
