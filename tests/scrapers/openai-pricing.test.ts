import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/openai-pricing/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const read = (text: string, type = 'text/html; charset=utf-8'): PageReading =>
  source.read(pageOf('https://developers.openai.com/api/docs/pricing', type, new TextEncoder().encode(text)));
const markdown = (text: string): PageReading => read(text, 'text/markdown; charset=utf-8');
const figures = ({ statements }: PageReading): string[] =>
  statements.map(({ subject, scope, part, asWritten }) => `${subject.id} ${scope} ${part} ${asWritten}`);
const reasons = ({ refused }: PageReading): string[] => [...new Set(refused.map(({ reason }) => reason))];

const LONG = `|  | Short context | Long context |
| --- | --- | --- |
| Model | Input | Cached input | Output | Input | Cached input | Output |`;

describe('OpenAI prices as Markdown', () => {
  it('reads groups of columns whose width a rendering lost, and refuses a band that nothing bounds', () => {
    const page = `Title: Pricing\n\nURL Source: https://developers.openai.com/api/docs/pricing\n\nMarkdown Content:\n
## Flagship models\n\nPrices per 1M tokens.\n\nStandard Batch Flex Priority\n\nStandard\n\n${LONG}
| gpt-5.5 | $5.00 | $0.50 | $30.00 | $10.00 | $1.00 | $45.00 |\n\nAll models\n\nBatch\n\n${LONG}
| gpt-5.5 | $2.50 | $0.25 | $15.00 | - | - | - |\n\nPriority\n\n${LONG}
| gpt-5.5 | $12.50 | $1.25 | $75.00 | - | - | - |\n`;
    const reading = markdown(page);
    expect(figures(reading)).toEqual([
      'gpt-5.5 USD input $5.00',
      'gpt-5.5 USD cache_read $0.50',
      'gpt-5.5 USD output $30.00',
      'gpt-5.5 USD;tier=batch input $2.50',
      'gpt-5.5 USD;tier=batch cache_read $0.25',
      'gpt-5.5 USD;tier=batch output $15.00',
      'gpt-5.5 USD;tier=priority input $12.50',
      'gpt-5.5 USD;tier=priority cache_read $1.25',
      'gpt-5.5 USD;tier=priority output $75.00',
    ]);
    expect(reading.refused.map(({ reason, what }) => `${reason} ${what}`)).toEqual([
      'no-threshold Long context › Input · gpt-5.5',
      'no-threshold Long context › Cached input · gpt-5.5',
      'no-threshold Long context › Output · gpt-5.5',
    ]);
  });

  it('bounds the second band by the name of the row', () => {
    const head =
      '| Model | Short context input | Short context output | Long context input | Long context output |\n| --- | --- | --- | --- | --- |';
    const page = `# Pricing\n\nPrices per 1M tokens.\n\nStandard\n\n### Standard pricing data\n\n${head}
| gpt-5.5 (<272K context length) | $5.00 | $30.00 | $10.00 | $45.00 |\n\nBatch\n\n### Batch pricing data\n\n${head}
| gpt-5.5 (<272K context length) | $2.50 | $15.00 | - | - |\n`;
    expect(figures(markdown(page))).toEqual([
      'gpt-5.5 USD input $5.00',
      'gpt-5.5 USD output $30.00',
      'gpt-5.5 USD input;from=272000 $10.00',
      'gpt-5.5 USD output;from=272000 $45.00',
      'gpt-5.5 USD;tier=batch input $2.50',
      'gpt-5.5 USD;tier=batch output $15.00',
    ]);
  });

  it('gives rows of a modality the model above them', () => {
    const page = `### Realtime and audio generation models\n\nPrices per 1M tokens unless noted.\n
| Model | Modality | Input | Cached input | Output / cost |\n| --- | --- | --- | --- | --- |
| gpt-realtime-2 | Audio | $32.00 | $0.40 | $64.00 |\n| Text | $4.00 | $0.40 | $24.00 |
| tts-1 | Text | $15.00 / 1M characters | - | - |\n`;
    expect(figures(markdown(page))).toEqual([
      'gpt-realtime-2 USD input;modality=audio $32.00',
      'gpt-realtime-2 USD cache_read;modality=audio $0.40',
      'gpt-realtime-2 USD output;modality=audio $64.00',
      'gpt-realtime-2 USD input $4.00',
      'gpt-realtime-2 USD cache_read $0.40',
      'gpt-realtime-2 USD output $24.00',
      'tts-1 USD input;unit=character $15.00 / 1M characters',
      'tts-1 USD cache_read -',
      'tts-1 USD output -',
    ]);
  });

  it('gives rows of a category the category above them, and reads no table of sound without its modality', () => {
    const page = `## Specialized models\n\nPrices per 1M tokens.\n
| Category | Model | Input | Cached input | Output |\n| --- | --- | --- | --- | --- |
| ChatGPT | chat-latest | $5.00 | $0.50 | $30.00 |\n| gpt-5.2-chat-latest | $1.75 | $0.175 | $14.00 |\n
## Audio tokens\n\nPrices per 1M tokens.\n
| Model | Input | Output |\n| --- | --- | --- |\n| gpt-audio | $32.00 | $64.00 |\n`;
    expect(figures(markdown(page))).toEqual([
      'chat-latest USD input $5.00',
      'chat-latest USD cache_read $0.50',
      'chat-latest USD output $30.00',
      'gpt-5.2-chat-latest USD input $1.75',
      'gpt-5.2-chat-latest USD cache_read $0.175',
      'gpt-5.2-chat-latest USD output $14.00',
    ]);
    expect(reasons(markdown(page))).toEqual(['unknown-table']);
  });

  const table = (price: string): string =>
    `| Model | Input | Output |\n| --- | --- | --- |\n| gpt-5.5 | ${price} | $30.00 |\n`;
  const flagship = (text: string): string => `## Flagship models\n\nPrices per 1M tokens.\n\n${text}`;

  it('refuses tables of which nothing says by which way of processing they hold', () => {
    const switched = markdown(flagship(`Standard Batch\n\n${table('$5.00')}\n${table('$2.50')}`));
    expect([figures(switched), reasons(switched)]).toEqual([[], ['tier-not-said']]);
    const unnamed = markdown(flagship(`Standard\n\n${table('$5.00')}\nTurbo\n\n${table('$9.00')}`));
    expect(figures(unnamed)).toEqual(['gpt-5.5 USD input $5.00', 'gpt-5.5 USD output $30.00']);
    expect(reasons(unnamed)).toEqual(['tier-not-said']);
  });

  it('refuses another currency, figures without one, notes and sections that nobody knows', () => {
    expect(reasons(markdown(flagship(table('€5.00'))))).toEqual(['other-currency']);
    expect(reasons(markdown(flagship(table('5.00'))))).toEqual(['unknown-currency']);
    const noted = flagship(table('$5.00')).replace('gpt-5.5', 'gpt-5.5<br/>with data sharing');
    expect(reasons(markdown(noted))).toEqual(['unknown-note']);
    expect(reasons(markdown(flagship(table('$5.00')).replace('gpt-5.5', 'gpt-5.5 (batch)')))).toEqual([
      'bad-id',
    ]);
    const rented = markdown(
      `${flagship(table('$5.00'))}\n## Rented copies\n\nPrices per 1M tokens.\n\n${table('$7.00')}`,
    );
    expect([figures(rented).length, reasons(rented)]).toEqual([2, ['unknown-table']]);
  });
});

describe('OpenAI prices in islands', () => {
  const fixture = fixtures().find(({ source: id }) => id === 'openai-pricing');
  const page = fixture ? pageIn(fixture).text : '';

  const told = ({ refused }: PageReading): string[] => refused.map(({ reason, what }) => `${reason} ${what}`);
  const change = (from: string, to: string): PageReading => {
    if (!page.includes(from)) throw new Error(`the fixture does not say ${from}`);
    return read(page.replace(from, () => to));
  };

  it('refuses a row that is shown otherwise than carried, names both figures, quotes it, and keeps the others', () => {
    const shown = change('<span>$0.20</span>', '<span>$0.21</span>');
    expect(told(shown)).toEqual([
      'island-differs gpt-5.6-luna: $0.21 shown, 0.2 carried · Short context › Input · island 1 (stand',
    ]);
    expect(shown.refused[0]?.quote).toMatch(/^gpt-5\.6-luna … \$0\.21 … .* … Input … 0\.2$/u);
    expect(figures(read(page)).filter((one) => !figures(shown).includes(one))).toEqual(
      figures(read(page)).filter((one) => /^gpt-5\.6-luna USD \w/u.test(one)),
    );
    const carried = change('gpt-5.6-luna&quot;],[0,0.2]', 'gpt-5.6-luna&quot;],[0,0.3]');
    expect(told(carried)[0]).toMatch(/^island-differs gpt-5\.6-luna: \$0\.20 shown, 0\.3 carried/u);
    expect(figures(carried).filter((one) => one.includes('luna USD input'))).toEqual([]);
  });

  it('refuses an island of which no shown row is as carried, by name', () => {
    const only = change('gpt-5.6-sol&quot;],[0,2.5]', 'gpt-5.6-sol&quot;],[0,3.5]');
    expect(told(only)).toEqual(
      [
        'island-differs gpt-5.6-sol: $2.50 shown, 3.5 carried · Short context › Input · island 2 (batch)',
        'island-differs island 2 (batch): no row is shown as it is carried',
      ].map((one) => one.slice(0, 95)),
    );
    expect(only.refused.every(({ quote }) => quote !== '')).toBe(true);
    expect(
      figures(only).filter((one) => /^\S+ USD;tier=batch input \d/u.test(one) && one.includes('gpt-5.2')),
    ).toEqual([]);
  });

  it('refuses the page where headers differ, or more than a third of the rows', () => {
    const refusal = (text: string): string => {
      try {
        return told(read(text)).join();
      } catch (error) {
        return error instanceof PageRefused ? `${error.code}: ${error.message}` : String(error);
      }
    };
    const rows = page.replace('<span>$0.20</span>', '<span>$0.21</span>').replace('<span>$5.00</span>', '$6');
    expect(refusal(rows)).toMatch(/^island-differs: 2 of 2 rows .*gpt-5\.6-sol: \$6 shown, 5 carried/u);
    expect(refusal(page.replaceAll(/\$2\.50<|\$10\.00</gu, '$11.00<'))).toMatch(/^island-differs/u);
    const audio = /<astro-island[^>]*Output \/ cost.*?<\/astro-island>/su.exec(page)?.[0] ?? '';
    const [props, body] = [audio.slice(0, audio.indexOf('>')), audio.slice(audio.indexOf('>'))];
    const swap = (text: string): string =>
      text.replace(/(?<=>|&quot;)(?:Cached input|Input)(?=<|&quot;)/gu, (one) =>
        one === 'Input' ? 'Cached input' : 'Input',
      );
    expect([swap(props) === props, swap(body) === body]).toEqual([false, false]);
    const named = 'shows the column "Cached input" and carries "Input"';
    expect(refusal(page.replace(audio, () => props + swap(body)))).toContain(named);
    expect(refusal(page.replace(audio, () => swap(props) + body))).toMatch(/^island-differs: island 6 /u);
    const both = read(page.replace(audio, () => swap(audio)));
    expect(reasons(both)).toEqual(['cached-above-input']);
    const known = new Set(figures(read(page)));
    expect(figures(both).filter((one) => !known.has(one) && !one.endsWith(' -'))).toEqual([]);
    const [table = ''] = /<table>.*?<\/table>/su.exec(page) ?? [];
    expect(refusal(page.replace(table, () => swap(table)))).toMatch(/another of its kind/u);
  });

  it('takes a second table of an island for what the first one says, unless it differs', () => {
    const [table = ''] = /<table>.*?<\/table>/su.exec(page) ?? [];
    const twice = read(page.replace(table, () => table + table));
    expect([figures(twice), reasons(twice)]).toEqual([figures(read(page)), []]);
    const other = read(page.replace(table, () => table + table.replace('$30.00', () => '$31.00')));
    expect([figures(other), reasons(other)]).toEqual([figures(read(page)), ['island-differs']]);
  });

  it('refuses a tier that the island names otherwise than its pane', () => {
    const changed = read(page.replace('<div class="hidden">Flex</div>', '<div class="hidden">Batch</div>'));
    expect(reasons(changed)).toEqual(['tier-not-said']);
  });

  it('refuses long context where the page explains it in two ways', () => {
    const changed = read(page.replace('&gt;272K input tokens', '&gt;200K input tokens and more'));
    expect(reasons(changed)).toEqual(['no-threshold']);
    expect(figures(changed)).toContain('gpt-5.6-sol USD input $5.00');
  });

  it('says nothing of a model without a row', () => {
    expect(figures(read(page)).filter((figure) => figure.includes('spark'))).toEqual([]);
  });
});
