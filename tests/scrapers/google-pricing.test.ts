import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { amountsIn } from '../../scrapers/google-pricing/cells.ts';
import { source } from '../../scrapers/google-pricing/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const textOf = (day: string): string => {
  const found = fixtures().find(({ name, source: id }) => id === source.id && name.includes(day));
  if (!found) throw new Error(`the fixture of ${day} is missing`);
  return pageIn(found).text;
};
const LINKED = textOf('2026-06-02');
const TITLED = textOf('2026-10-05');

const read = (text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', 'text/plain', new TextEncoder().encode(text)));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) => [s.subject.id ?? s.subject.name, s.scope, s.part, s.asWritten].join(' · '));

/** What a changed page says more and how much less than the whole one, and what else it refuses. */
function changed(text: string, from: string, to: string) {
  if (!text.includes(from)) throw new Error(`the page has no ${from}`);
  const whole = read(text);
  const reading = read(text.replace(from, to));
  const known = whole.refused.map(({ reason, what }) => `${reason}: ${what}`);
  const said = new Set(brief(reading));
  return {
    more: brief(reading).filter((line) => !brief(whole).includes(line)),
    less: brief(whole).filter((line) => !said.has(line)).length,
    refused: reading.refused
      .map(({ reason, what }) => `${reason}: ${what}`)
      .filter((one) => !known.includes(one)),
  };
}

describe('a cell of prices', () => {
  it.each([
    'Non-thinking: $0.60Thinking: $3.50',
    '$1.00 (text), $0.0006 (image)*',
    '$1.00 (text), $0.0006 (image)',
    '$0.40 (720p and 1080p) $0.60 (4k)',
    '$0.50 (smell)',
    '$0.50 per month',
    '$0.50 through Smarch 3, 2026.',
    '1,500 RPD (free), then $35 / 1,000 requests',
    '€0.50',
    '',
  ])('is refused where a word of it is not understood: "%s"', (cell) => {
    expect(amountsIn(cell)).toBeUndefined();
  });

  it('leaves prices that say the same again in another unit', () => {
    expect(amountsIn('$3.00 or $0.005/min (audio) $0.45 ($0.00012 per image)')).toEqual([
      { text: '$3.00', media: ['audio'] },
      { text: '$0.45', media: [] },
    ]);
  });
});

describe("Google's price list", () => {
  it('refuses tables whose tier is not certain: more links than tables, or prices in another order', () => {
    const [, links = ''] =
      /## Gemini 2\.5 Flash-Lite[^#]*?(\[Standard\]\([^[]*)\[Batch\]/u.exec(LINKED) ?? [];
    const at = LINKED.indexOf('## Gemini 2.5 Flash-Lite');
    const section = LINKED.slice(at);
    const swapped = section.replace(links, '').replace('#batch)More', `#batch)${links}More`);
    expect(changed(LINKED, section, swapped)).toMatchObject({
      more: [],
      refused: ['uncertain-tier: Gemini 2.5 Flash-Lite', 'uncertain-tier: Gemini 2.5 Flash-Lite'],
    });
    const dearer = section.replace(
      '$0.05 (text / image / video) $0.15',
      '$0.50 (text / image / video) $0.15',
    );
    expect(changed(LINKED, section, dearer)).toMatchObject({ more: [], less: 25 });
  });

  it('refuses a tier that nobody knows', () => {
    expect(changed(TITLED, '### Flex', '### Turbo')).toEqual({
      more: [],
      less: 5,
      refused: ['unknown-tier: Turbo · Gemini 3.5 Flash-Lite'],
    });
  });

  const PRIORITY = '[Priority](https://ai.google.dev/gemini-api/docs/pricing#priority)';
  it.each([
    ['[Turbo mode](https://ai.google.dev/gemini-api/docs/pricing#turbo-mode)', 'Turbo mode'],
    ['[Turbo](https://ai.google.dev/gemini-api/docs/pricing#priority)', 'Turbo'],
    ['[Batch](https://ai.google.dev/gemini-api/docs/pricing#priority)', 'Batch'],
    ['[Réservé](#reserve_2)', 'Réservé'],
  ])('refuses the tables below a line of tabs of which nobody knows %s', (tab, name) => {
    const { more, less, refused } = changed(LINKED, PRIORITY, tab);
    expect({ more, refused }).toEqual({ more: [], refused: [`unknown-tier: ${name} · Gemini 3.6 Flash`] });
    expect(less).toBe(0);
  });

  it.each([
    ['StandardBatchFlexTurbo modeMore', 'unknown-tier: Turbo mode'],
    ['Standard Batch Flex Fast mode', 'uncertain-tier: Gemini 3.6 Flash'],
    ['- [Standard](#standard)\n- [Batch](#batch)\n- [Turbo](#turbo)', 'unknown-tier: Turbo'],
    ['- [Standard](#standard)\n- [Batch](#batch)', 'uncertain-tier: Gemini 3.6 Flash'],
  ])('finds the tabs of a line that has them as %j', (line, reason) => {
    const linked = /\[Standard\][^\n]*More/u.exec(LINKED)?.[0] ?? '';
    const { statements, refused } = read(LINKED.replace(linked, line));
    expect(statements.filter(({ subject }) => subject.id === 'gemini-3.6-flash')).toEqual([]);
    expect(refused.map(({ reason: code, what }) => `${code}: ${what}`.startsWith(reason))).toContain(true);
  });

  it.each(['Fast mode', 'Fast', 'Fast mode*'])('takes the tier "%s" for priority', (name) => {
    const anchor = name.toLowerCase().replace(/\W+/gu, '-');
    const linked = LINKED.replaceAll(
      PRIORITY,
      PRIORITY.replace('Priority', name).replace('#priority', `#${anchor}`),
    );
    expect(brief(read(linked))).toEqual(brief(read(LINKED)));
    expect(brief(read(TITLED.replaceAll('### Priority', `### ${name}`)))).toEqual(brief(read(TITLED)));
    expect(brief(read(linked)).some((line) => line.includes('tier=priority'))).toBe(true);
  });

  it('refuses one tier under two names', () => {
    const both =
      '### Fast mode\n\n|   | Free Tier | Paid Tier, per 1M tokens in USD |\n|---|---|---|\n| Input price | Not available | $9 |\n\n### Priority';
    expect(changed(TITLED, '### Priority', both)).toMatchObject({
      more: [],
      refused: [
        'tier-twice: Fast mode · Gemini 3.1 Pro Preview',
        'tier-twice: Priority · Gemini 3.1 Pro Preview',
      ],
    });
  });

  it('refuses a row that nobody knows, and a section that names several models and no id', () => {
    expect(changed(TITLED, '| Output price | Free', '| Output surcharge | Free')).toMatchObject({
      more: [],
      refused: ['unknown-row: Output surcharge'],
    });
    expect(changed(TITLED, '## [Gemma 4]', '## [Gemma 4 and Gemma 5]')).toMatchObject({
      more: [],
      less: 4,
      refused: ['no-subject: Input price', 'no-subject: Output price'],
    });
  });

  it('reads nothing out of a table whose headers have moved one column to the left', () => {
    const header = '|   | Free Tier | Paid Tier, per 1M tokens in USD |';
    const moved = TITLED.replaceAll(header, '| Free Tier | Paid Tier, per 1M tokens in USD |   |');
    expect(() => read(moved)).toThrow(PageRefused);
  });

  it('takes the free tier from the standard prices alone', () => {
    const free = brief(read(LINKED)).filter((line) => line.includes('3.5-flash · USD;tier=free'));
    expect(free).toEqual([
      'gemini-3.5-flash · USD;tier=free · input · Free of charge',
      'gemini-3.5-flash · USD;tier=free · output · Free of charge',
      'gemini-3.5-flash · USD;tier=free · cache_read · Free of charge',
    ]);
  });

  it('refuses a page in another language', () => {
    expect(() => read(TITLED.replaceAll('Paid Tier, per', 'Kostenpflichtig, pro'))).toThrow(PageRefused);
  });
});
