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

  it('reads a free endpoint, a price by the character, and refuses other words in their place', () => {
    const said = [...keys(whole)];
    for (const part of ['USD input', 'USD output', 'EUR input', 'EUR output'])
      expect(said).toContain(`labs-leanstral-2603 ${part} Free`);
    expect(said).toContain('voxtral-mini-tts-2603 USD input;unit=character $0.016 per 1k characters');
    expect(said).toContain('voxtral-mini-tts-2603 EUR input;unit=character 0.01€ per 1k characters');
    expect(changed('$0.016 per 1k characters', '$0.016 per 1k seconds').why).toEqual([
      'unreadable-cell Voxtral TTS',
    ]);
    expect(changed('\\u003eFree\\u003c', '\\u003eAsk us\\u003c').why).toEqual(['no-figure Leanstral']);
    expect(changed('\\u003eFree\\u003c', '\\u003e$5\\u003c').why).toEqual(['unreadable-cell Leanstral']);
  });

  it('takes no word for a price where the figures beside it are in another currency', () => {
    const reading = read(page.replace(/\$(?=\d)/gu, '£'));
    expect([...keys(reading)].filter((one) => / USD /u.test(one))).toEqual([]);
    expect([...keys(reading)]).toContain('labs-leanstral-2603 EUR input Free');
  });

  const everywhere = (from: string, to: string): PageReading => read(page.replaceAll(from, to));
  const why = ({ refused }: PageReading): string[] =>
    refused
      .map(({ reason, what }) => `${reason} ${what}`)
      .filter((one) => !/^(?:open-and-premier|no-figure) /u.test(one));

  it('refuses by name, with their number, keys that nobody decided about', () => {
    const renamed = everywhere('price_dollar\\":\\"\\u003c', 'price_usd\\":\\"\\u003c');
    const prices = renamed.statements.filter(({ means }) => means[0] === 'price');
    expect(new Set(prices.map(({ scope }) => scope))).toEqual(new Set(['EUR']));
    expect(why(renamed)).toEqual([
      expect.stringMatching(/^unknown-field price_usd of Mistral Large 3 and \d+ more$/u),
    ]);
    for (const [from, to] of [
      ['licence', 'license'],
      ['api_endpoint', 'endpoint'],
      ['capabilities', 'tags'],
      ['api_capability_id', 'capability'],
      ['status', 'state'],
      ['type', 'kind'],
    ] as const)
      expect(why(everywhere(`\\"${from}\\":`, `\\"${to}\\":`))).toContainEqual(
        expect.stringMatching(new RegExp(`^unknown-field ${to} of Mistral Large 3 and \\d+ more$`, 'u')),
      );
    expect(why(everywhere('\\"price\\":[', '\\"prices\\":['))).toContain('no-prices Mistral Large 3');
    expect(why(everywhere('\\"Multimodal\\"', '\\"Sees\\"'))).toEqual([
      expect.stringMatching(/^unknown-tag Sees of Mistral Large 3/u),
    ]);
  });

  const first = (from: string, to: string): { lost: string[]; why: string[] } => changed(from, to);
  it('refuses a price without a figure’s key, with a condition, and a missing or doubled key', () => {
    const dollar = '\\"price_dollar\\":\\"\\u003cp\\u003e$0.5\\u003c/p\\u003e\\",';
    const euro = '\\"price_euro\\":\\"\\u003cp\\u003e0.5\\u0026euro;\\u003c/p\\u003e\\",';
    const both = ['mistral-large-latest USD input $0.5', 'mistral-large-latest EUR input 0.5€'];
    expect(first(dollar + euro, '')).toEqual({ lost: both, why: ['no-price Mistral Large 3'] });
    expect(first(dollar, '')).toEqual({
      lost: both.slice(0, 1),
      why: ['missing-field price_dollar of Mistral Large 3'],
    });
    expect(first(dollar, `${dollar}\\"unit\\":\\"1k\\",`)).toEqual({
      lost: both,
      why: ['unknown-condition Mistral Large 3', 'unknown-field unit of Mistral Large 3'],
    });
    expect(first(dollar, dollar + dollar)).toEqual({
      lost: both.slice(0, 1),
      why: ['duplicate-key price_dollar of Mistral Large 3'],
    });
    expect(first('\\"usage\\":', '\\"price_unit\\":').lost).toHaveLength(4);
  });

  it('leaves out what is not published', () => {
    const { lost, why } = changed('published', 'draft');
    expect([lost.length > 3, why]).toEqual([true, []]);
  });
});
