import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/cerebras/index.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const home = fixtures().find(({ name }) => name.startsWith('cerebras/') && name.endsWith('/home'));
const page = home ? pageIn(home).text : '';
const read = (from: string, to: string): PageReading => {
  if (!page.includes(from)) throw new Error(`the fixture does not say ${from}`);
  return source.read(
    pageOf('https://www.cerebras.ai/', 'text/html', new TextEncoder().encode(page.replace(from, () => to))),
  );
};
const ends = ({ statements }: PageReading): string[] =>
  statements
    .filter(({ means }) => means.includes('deprecated'))
    .map(({ subject, asWritten }) => `${subject.name} ${asWritten}`);
const reasons = ({ refused }: PageReading): string[] =>
  refused.map(({ reason, what }) => `${reason} ${what}`);

describe("Cerebras' home page", () => {
  it('dates the end of what a footnote names, and of nothing else', () => {
    expect(ends(read('Fast', 'Quick'))).toEqual([
      'Llama 3.1 8B May 27, 2026',
      'Qwen 3 235B Instruct May 27, 2026',
    ]);
  });

  it('refuses a row whose footnote nobody knows, is missing, or stands twice', () => {
    const other = read('**Will be deprecated on', '**Price holds until');
    expect([ends(other), reasons(other)]).toEqual([
      [],
      ['unknown-note [META]Llama 3.1 8B**', 'unknown-note [QWEN]Qwen 3 235B Instruct**'],
    ]);
    expect(reasons(read('GPT OSS 120B', 'GPT OSS 120B***'))).toEqual([
      'unknown-note [OPENAI]GPT OSS 120B***',
    ]);
    const twice = read('May 27, 2026.', 'May 27, 2026.\\\\n**Will be deprecated on June 1, 2026.');
    expect([ends(twice), reasons(twice).length]).toEqual([[], 2]);
  });

  it('refuses another unit and another currency, and an unknown column the page', () => {
    expect(reasons(read('$$2.25/M tokens', '$$2.25/K tokens'))).toEqual([
      'unreadable-cell Input · [ZAI]ZAI GLM 4.7*',
    ]);
    expect(reasons(read('$$2.25/M tokens', '€2.25/M tokens'))).toEqual([
      'unreadable-cell Input · [ZAI]ZAI GLM 4.7*',
    ]);
    expect(() => read('\\"Output\\"', '\\"Gizmo\\"')).toThrow(/Gizmo/u);
  });
});
