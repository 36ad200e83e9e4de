import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Page, PageReading } from '../../schema/source.ts';
import type { Statement } from '../../schema/statement.ts';
import { source } from '../../scrapers/llm-reference/index.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const FOLDER = 'fixtures/llm-reference/2026-06-15';
const STEP = readFileSync(at(`${FOLDER}/gpt-5-3-codex-spark-vs-step-3-7-flash/page.html`), 'utf8');
const LING = readFileSync(at(`${FOLDER}/gpt-5-3-codex-spark-vs-ling-2-6-flash/page.html`), 'utf8');
const LINES = readFileSync(at(`${FOLDER}/step-3-7-flash-vs-ling-2-6-flash/page.md`), 'utf8');

function pageOf(text: string, mediaType = 'text/plain'): Page {
  return { url: source.seeds[0]?.url ?? '', bytes: new TextEncoder().encode(text), text, mediaType };
}
const html = (text: string): PageReading => source.read(pageOf(text, 'text/html'));
const plain = (text: string): PageReading => source.read(pageOf(text));

const printOf = ({ subject, means, scope, part, asWritten }: Statement): string =>
  [[subject.provider, subject.name].filter(Boolean).join('/'), means.join(), scope, part, asWritten].join(
    ' | ',
  );
const said = ({ statements }: PageReading): string[] => statements.map(printOf);
const refused = ({ refused: rows }: PageReading): string[] => rows.map((row) => `${row.reason}: ${row.what}`);

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof PageRefused) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'read';
}

/** All statements of which the truth says nothing. */
const untrue = (reading: PageReading, truth: PageReading): string[] => {
  const known = new Set(said(truth));
  return said(reading).filter((one) => !known.has(one));
};

function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

/** A small page in lines. */
const small = (first: string, second: string, ...rest: string[]): string =>
  [
    `${first} vs ${second}`,
    `${first} (2026) and ${second} (2025) compare a reasoning model against a chat model.`,
    ...rest,
    'Continue comparing',
    'Last reviewed: 2026-06-15.',
  ].join('\n');

describe('the figures of the fixtures', () => {
  it('gives each figure to its model', () => {
    expect(said(html(STEP))).toEqual(
      expect.arrayContaining([
        'GPT-5.3-Codex-Spark | context_window |  |  | 131k',
        'GPT-5.3-Codex-Spark | released |  |  | 2026-02-12',
        'GPT-5.3-Codex-Spark | price | USD | input | -',
        'GPT-5.3-Codex-Spark | price | USD | output | -',
        'GPT-5.3-Codex-Spark | available | via=OpenAI API |  | OpenAI API',
        'GPT-5.3-Codex-Spark | capability | code_execution |  | Yes',
        'Step 3.7 Flash | context_window |  |  | 256k',
        'Step 3.7 Flash | parameters |  |  | 198B (11B active)',
        'Step 3.7 Flash | licence |  |  | Proprietary',
        'Step 3.7 Flash | released |  |  | 2026-05-29',
        'Step 3.7 Flash | available | via=NVIDIA NIM |  | NVIDIA NIM',
        'StepFun/Step 3.7 Flash | price | USD | input | $0.20/1M tokens',
        'StepFun/Step 3.7 Flash | price | USD | output | $1.15/1M tokens',
      ]),
    );
    expect(said(html(LING))).toEqual(
      expect.arrayContaining([
        'Ling-2.6-Flash | context_window |  |  | 262k',
        'Ling-2.6-Flash | parameters |  |  | 104B (7.4B activated)',
        'Ling-2.6-Flash | licence |  |  | Apache 2.0',
        'OpenRouter/Ling-2.6-Flash | price | USD | input | $0.01/1M tokens',
        'OpenRouter/Ling-2.6-Flash | price | USD | output | $0.03/1M tokens',
        'Ling-2.6-Flash | available | via=Novita AI |  | Novita AI',
      ]),
    );
    expect([...html(STEP).refused, ...html(LING).refused]).toEqual([]);
  });

  it('quotes what stands in the body, in each form', () => {
    for (const page of [pageOf(STEP, 'text/html'), pageOf(LING, 'text/html'), pageOf(LINES)]) {
      const find = locator(page.text);
      const { statements, refused: rows } = source.read(page);
      for (const one of statements) expect(findsQuote(find, one.quote, one.locator), one.quote).toBe(true);
      for (const row of rows) {
        if (row.locator) expect(findsQuote(find, row.quote, row.locator), row.quote).toBe(true);
      }
    }
  });
});

const SEEDS = at('../shared/seeds');
const FACTS = at('../shared/vectors/seeds_facts.tsv');
const hasSeeds = existsSync(SEEDS) && existsSync(FACTS);
if (!hasSeeds) console.log('llm-reference: the seeds are absent, their tests are skipped');

/** What a row of the facts is called here: attribute, scope and part. Counts and derived money have no attribute. */
const NAMES = new Map<string, [string, string, string]>([
  ['release year', ['released', '', '']],
  ['released', ['released', '', '']],
  ['product type', ['product_type', '', '']],
  ['best for', ['best_for', '', '']],
  ['decision fit', ['decision_fit', '', '']],
  ['context window', ['context_window', '', '']],
  ['cheapest output price', ['price', 'USD', 'output']],
  ['input price', ['price', 'USD', 'input']],
  ['output price', ['price', 'USD', 'output']],
  ['parameters', ['parameters', '', '']],
  ['architecture', ['architecture', '', '']],
  ['license', ['licence', '', '']],
  ['openness', ['openness', '', '']],
  ['commercial use', ['commercial_use', '', '']],
  ['knowledge cutoff', ['knowledge_cutoff', '', '']],
  ...[
    ...['vision', 'multimodal', 'reasoning', 'function calling', 'tool use', 'structured outputs'],
    ...['code execution', 'IDE integration', 'computer use', 'parallel agents'],
  ].map((name): [string, [string, string, string]] => [
    name,
    ['capability', name.toLowerCase().replace(' ', '_'), ''],
  ]),
]);

interface Fact {
  entity: string;
  attribute: string;
  asWritten: string;
}

const factsOf = (doc: string): Fact[] =>
  readFileSync(FACTS, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((cells) => cells[0] === doc)
    .map((cells) => ({ entity: cells[2] ?? '', attribute: cells[3] ?? '', asWritten: cells[4] ?? '' }));

const seed = (doc: string): Page => {
  const file = readdirSync(SEEDS).find((name) => name.startsWith(doc)) ?? '';
  return pageOf(readFileSync(`${SEEDS}/${file}`, 'utf8'));
};

/** The facts of a document that a reading does not state, of those that have an attribute. */
function missing(doc: string, reading: PageReading): { all: number; left: string[] } {
  const stated = new Set(
    reading.statements.map(({ subject, means, scope, part, asWritten }) =>
      [subject.name, means[0], scope, part, asWritten].join('|'),
    ),
  );
  const rows = factsOf(doc).flatMap(({ entity, attribute, asWritten }) => {
    if (attribute === 'providers') {
      const names = asWritten.split(/, and | and |, /u);
      return names.map((name) => [entity, 'available', `via=${name}`, '', name].join('|'));
    }
    const name = NAMES.get(attribute);
    return name ? [[entity, ...name, asWritten].join('|')] : [];
  });
  return { all: rows.length, left: rows.filter((row) => !stated.has(row)) };
}

describe.skipIf(!hasSeeds)('the seeds', () => {
  it('000 states every fact, each of the right model', () => {
    const reading = source.read(seed('000'));
    const { all, left } = missing('000', reading);
    expect(left).toEqual([]);
    expect(all).toBe(54);
    expect(reading.refused).toEqual([]);
  });

  it('004 states what its sentences say and refuses each glued row by name', () => {
    const reading = source.read(seed('004'));
    const { all, left } = missing('004', reading);
    // In the very words of its cells: two years, two windows, two tags, a licence and three routes.
    expect(all - left.length).toBe(10);
    expect(reading.statements).toHaveLength(30);
    const glued = reading.refused.filter((row) => row.reason === 'glued-row').map((row) => row.what);
    expect(glued).toHaveLength(28);
    expect(glued).toEqual(expect.arrayContaining(['Product type', 'Best for', 'Vision', 'Input price']));
    expect(reading.refused).toHaveLength(28);
  });

  it('004 gives nothing to the wrong model', () => {
    const { statements } = source.read(seed('004'));
    const wrong = statements.filter((one) => !factsOf('004').some((fact) => supports(fact, one)));
    expect(wrong.map(printOf)).toEqual([]);
    expect(statements.map(printOf)).toContain(
      'OpenRouter/Ling-2.6-Flash | price | USD | input | $0.01/1M input tokens',
    );
  });
});

/** Whether a fact of the list says the same of the same model, in its own words. */
function supports(fact: Fact, { subject, means, scope, part, asWritten }: Statement): boolean {
  if (fact.entity !== subject.name) return false;
  if (means[0] === 'available') return fact.attribute === 'providers' && fact.asWritten.includes(asWritten);
  const name = NAMES.get(fact.attribute);
  if (name === undefined || name[0] !== means[0] || name[1] !== scope || name[2] !== part) return false;
  if (means[0] === 'capability') return fact.asWritten === 'Yes';
  if (asWritten === 'no token price sourced') return fact.asWritten === '-';
  const words = asWritten.toLowerCase().replace(/ (?:in|out)put/u, '');
  return fact.asWritten.toLowerCase().includes(words);
}

describe('tables whose columns changed', () => {
  const rows = LINES.split('\n').flatMap((line, index) =>
    /^(?:Local.*)?\| [A-Z]/u.test(line) ? [index] : [],
  );
  const truth = plain(LINES);
  const changed = (change: (cells: string[]) => string[], only?: number): string =>
    LINES.split('\n')
      .map((line, index) => {
        const table = only === undefined ? /^(?:Local.*)?\|/u.test(line) : index === only;
        return table ? change(line.split('|')).join('|') : line;
      })
      .join('\n');

  it('reads the same where header and cells change places, and refuses the table without names', () => {
    const swapped = plain(changed(([a = '', b = '', c = '', d = '', ...rest]) => [a, b, d, c, ...rest]));
    expect(untrue(swapped, truth)).toEqual([]);
    expect(refused(swapped)).toContain('column-order: Parameters');
    expect(said(swapped)).toContain('StepFun/Step 3.7 Flash | price | USD | output | $1.15/1M tokens');
  });

  it('refuses a row that lost a cell, gained one or has an unknown label, and nothing else', () => {
    expect(rows.length).toBeGreaterThan(28);
    for (const row of rows.filter(
      (index) =>
        !/Signal|Specification|attribute|Capability|Benchmark|Providers|Voice|Computer|Terminal/u.test(
          LINES.split('\n')[index] ?? '',
        ),
    )) {
      const label = LINES.split('\n')[row]?.split('|')[1]?.trim() ?? '';
      const ignored = /^(?:Provider routes|Shared benchmarks)$/u.test(label);
      const lost = plain(changed((cells) => [...cells.slice(0, 2), ...cells.slice(3)], row));
      const more = plain(changed((cells) => [...cells.slice(0, 2), ' 9k ', ...cells.slice(2)], row));
      const named = plain(changed((cells) => [...cells.slice(0, 1), ' Reach ', ...cells.slice(2)], row));
      for (const reading of [lost, more, named]) expect(untrue(reading, truth), label).toEqual([]);
      if (ignored) continue;
      expect(refused(lost), label).toContain(`row-width: ${label}`);
      expect(refused(more), label).toContain(`row-width: ${label}`);
      expect(refused(named), label).toContain('unknown-row: Reach');
    }
  });

  it('reads its own two columns beside a third and refuses the third', () => {
    const third = plain(
      changed(([a = '', b = '', c = '', ...rest]) => {
        const cell = b.includes('---') ? '---' : /Signal|attribute|Capability/u.test(b) ? ' Kimi K3 ' : ' 7 ';
        return [a, b, c, cell, ...rest];
      }),
    );
    expect(untrue(third, truth)).toEqual([]);
    expect(refused(third)).toContain('unknown-column: Kimi K3');
    expect(refused(third)).toContain('column-owner: Parameters');
    expect(said(third)).toContain('Ling-2.6-Flash | capability | vision |  | No');
  });

  it('refuses a table in which a model stands twice or not at all', () => {
    const twice = plain(
      LINES.replaceAll('| Capability | Step 3.7 Flash |', '| Capability | Ling-2.6-Flash |'),
    );
    expect(untrue(twice, truth)).toEqual([]);
    expect(refused(twice)).toContain('column-owner: Vision');
    const more = LINES.replace(
      '| Capability | Step 3.7 Flash |',
      '| Capability | Step 3.7 Flash | Step 3.7 Flash |',
    );
    expect(refused(plain(more.replace('| Vision |', '| Vision | 7 |')))).toContain('column-owner: Vision');
    const other = plain(LINES.replaceAll('| Capability | Step 3.7 Flash |', '| Capability | Step 3.7 |'));
    expect(refused(other)).toContain('column-owner: Vision');
  });

  it('reads nothing out of rows once their separators are gone', () => {
    const flat = plain(LINES.replace(/^\|(?:---\|)+\n/gmu, '').replace(/ ?\| ?/gu, ''));
    expect(untrue(flat, truth)).toEqual([]);
    expect(refused(flat)).toEqual(expect.arrayContaining(['glued-row: Vision', 'glued-row: Parameters']));
    const loose = plain(LINES.replace(/^\|(?:---\|)+\n/gmu, '').replace(/ ?\| ?/gu, '\n'));
    expect(untrue(loose, truth)).toEqual([]);
  });

  it('refuses three columns without names', () => {
    const specs = replaced(
      LINES,
      '| Specification | ||\n|---|---|---|',
      '| Specification | |||\n|---|---|---|---|',
    );
    const three = specs.replace(/^\| (Released|Parameters) \|/gmu, '| $1 | 7 |');
    expect(refused(plain(three))).toContain('column-owner: Parameters');
    expect(untrue(plain(three), truth)).toEqual([]);
  });

  it('refuses a cell over both columns', () => {
    const both = html(replaced(STEP, '<td>No</td><td>Yes</td>', '<td colspan="2">Yes</td>'));
    expect(refused(both)).toContain('spanning-cell: Vision');
    expect(untrue(both, html(STEP))).toEqual([]);
  });

  it('refuses a short row of HTML', () => {
    const short = html(replaced(STEP, '<td>No</td><td>Yes</td>', '<td>Yes</td>'));
    expect(refused(short)).toContain('row-width: Vision');
    expect(untrue(short, html(STEP))).toEqual([]);
  });

  it('refuses a section that it does not know, with its tables', () => {
    const strange = html(replaced(STEP, '<h2>Capabilities</h2>', '<h2>Latency</h2>'));
    expect(refused(strange)).toContain('unknown-section: Latency');
    expect(said(strange)).not.toContain('Step 3.7 Flash | capability | vision |  | Yes');
  });

  it('refuses a row with characters that nobody wrote', () => {
    const broken = plain(LINES.replace('| Architecture | Mix', '| Architecture | \u0000Mix'));
    expect(refused(broken)).toContain('unreadable-characters: Architecture');
    expect(JSON.stringify(broken)).not.toContain('\\u0000');
  });
});

describe('whose a price is', () => {
  it('refuses a price whose route nobody names', () => {
    const nobody = plain(replaced(LINES, 'Cheapest tracked route/tier: StepFun', 'No route'));
    expect(refused(nobody)).toContain('price-owner: Output price, Step 3.7 Flash');
    expect(said(nobody).filter((one) => one.includes('$1.15'))).toEqual([]);
    expect(untrue(nobody, plain(LINES))).toEqual([]);
  });

  it('takes the only provider where no route is named', () => {
    const only = LINES.replace('Cheapest tracked route/tier: StepFun', 'No route')
      .replace('on StepFun, OpenRouter, and NVIDIA NIM', 'on StepFun')
      .replace('| 3 tracked |', '| 1 tracked |');
    expect(said(plain(only))).toContain('StepFun/Step 3.7 Flash | price | USD | input | $0.20/1M tokens');
  });

  it('never gives a route to the model before when a name is missing', () => {
    const nameless = plain(replaced(LINES, 'Ling-2.6-Flash\n$15.50', '$15.50'));
    expect(untrue(nameless, plain(LINES))).toEqual([]);
    expect(refused(nameless)).toContain('price-owner: Input price, Ling-2.6-Flash');
  });

  it('never gives a second amount to one name', () => {
    const lines = 'Cheapest tracked route/tier: StepFun\nLing-2.6-Flash\n';
    const one = plain(replaced(LINES, lines, ''));
    expect(untrue(one, plain(LINES))).toEqual([]);
    expect(refused(one)).toContain('route-owner: Cheapest tracked route/tier: OpenRouter');
  });

  it('refuses the cheapest output where it is not the price of the priced route', () => {
    const other = plain(replaced(LINES, '| Cheapest output | $1.15/1M', '| Cheapest output | $0.90/1M'));
    expect(refused(other)).toContain('cheapest-route: Cheapest output, Step 3.7 Flash');
  });

  it('reads the tier behind a provider, and refuses one that it does not know', () => {
    const route = (name: string): PageReading =>
      plain(replaced(LINES, 'route/tier: StepFun', `route/tier: ${name}`));
    expect(said(route('StepFun 0-272K input tokens'))).toContain(
      'StepFun/Step 3.7 Flash | price | USD | input | $0.20/1M tokens',
    );
    expect(said(route('StepFun Batch'))).toContain(
      'StepFun/Step 3.7 Flash | price | USD;tier=batch | input | $0.20/1M tokens',
    );
    expect(refused(route('StepFun over 272K'))).toContain('price-owner: Input price, Step 3.7 Flash');
  });
});

describe('names', () => {
  const table = (first: string, second: string): string[] => [
    'Decision scorecard',
    `| Signal | ${first} | ${second} |`,
    '|---|---|---|',
    '| Context window | 400K | 1.05m |',
    'FAQ',
    `Which is larger, ${first} or ${second}?`,
    `${second} supports 1.05m tokens, while ${first} supports 400K tokens. ${second} is listed under MIT.`,
  ];
  it.each([
    ['GPT-5.3-Codex', 'GPT-5.3-Codex-Spark'],
    ['GPT-5.3-Codex-Spark', 'GPT-5.3-Codex'],
    ['o3', 'o3 Deep Research'],
    ['gpt-oss-120b', 'Claude 4 (Preview)'],
    ['Canvas vs Code', 'Qwen3.5+ VS'],
    ['__proto__', 'constructor'],
    ['Model C++ [beta]', 'Step 3.7 Flash'],
  ])('%s vs %s', (first, second) => {
    const text = small(first, second, ...table(first, second));
    const windows = said(plain(text)).filter((one) => one.includes('context_window'));
    expect(windows).toEqual([
      `${first} | context_window |  |  | 400K`,
      `${second} | context_window |  |  | 1.05m`,
    ]);
    expect(said(plain(text))).toEqual(
      expect.arrayContaining([`${first} | released |  |  | 2026`, `${second} | licence |  |  | MIT`]),
    );
  });

  it('never takes a longer name for a shorter one', () => {
    const reading = plain(
      small(
        'GPT-5',
        'Step 3.7 Flash',
        ...table('GPT-5', 'Step 3.7 Flash'),
        'GPT-5.5 supports 9k tokens.',
        'GPT-5 mini supports 8k tokens.',
      ),
    );
    expect(said(reading).filter((one) => /[89]k/u.test(one))).toEqual([]);
    expect(refused(reading)).toContain('unknown-sentence: GPT-5 mini supports 8k tokens.');
  });

  it('reads what the site hangs behind its title, and a title in Markdown', () => {
    const text = small('A1', 'B2', ...table('A1', 'B2'));
    expect(said(plain(text.replace('A1 vs B2', '# A1 vs B2 | LLM Reference')))).toEqual(said(plain(text)));
  });

  it('does not believe a sentence that hides marks of its own', () => {
    const reading = plain(small('A1', 'B2', ...table('A1', 'B2'), '\ue000 supports 7k tokens.'));
    expect(said(reading).filter((one) => one.includes('7k'))).toEqual([]);
  });
});

describe('other wordings', () => {
  const reading = plain(
    small(
      'Alpha 1',
      'Beta 2',
      'Alpha 1 ships a 1.05m-token context window, while Beta 2 ships a not-yet-sourced context window.',
      'Benchmarks',
      '| Benchmark | Alpha 1 | Beta 2 | Leader |',
      '|---|---|---|---|',
      '| SWE-bench Verified | 80.9% | 74.2% | Alpha 1 |',
      '| Terminal-Bench 2.0 | 61.3 | - | - |',
      'Pricing and availability',
      '| Pricing attribute | Alpha 1 | Beta 2 |',
      '|---|---|---|',
      '| Input price | $150/1M tokens | $2.5/1M |',
      '| Cached price | $1/1M tokens | $2/1M tokens |',
      'Deep dive',
      'On token pricing, Alpha 1 lists $150/1M input tokens and $600/1M output tokens, while Beta 2 has $2.5/1M input tokens.',
      'SWE-bench Verified has Alpha 1 at 80.9 and Beta 2 at 74.2, with Alpha 1 ahead.',
      'Both Alpha 1 and Beta 2 expose telepathy.',
      'Alpha 1 is the stronger model. Beta 2 has lower cost by $3.',
      'FAQ',
      'Alpha 1 is available on **OpenAI API**. Beta 2 is available on [Z.ai](https://z.ai).',
    ),
  );

  it('reads them', () => {
    expect(said(reading)).toEqual(
      expect.arrayContaining([
        'Alpha 1 | context_window |  |  | 1.05m',
        'Alpha 1 | benchmark | SWE-bench Verified |  | 80.9%',
        'Beta 2 | benchmark | Terminal-Bench 2.0 |  | -',
        'Beta 2 | benchmark | SWE-bench Verified |  | 74.2',
        'OpenAI API/Alpha 1 | price | USD | input | $150/1M tokens',
        'OpenAI API/Alpha 1 | price | USD | output | $600/1M output tokens',
        'Z.ai/Beta 2 | price | USD | input | $2.5/1M',
        'Beta 2 | available | via=Z.ai |  | Z.ai',
      ]),
    );
    expect(reading.statements.find((one) => one.asWritten === '$2.5/1M')?.unitWritten).toBe('1M tokens');
  });

  it('refuses by name what it does not know', () => {
    expect(refused(reading)).toEqual([
      expect.stringContaining('unknown-sentence: Alpha 1 ships a 1.05m-token'),
      'unknown-row: Cached price',
      'unknown-capability: Both Alpha 1 and Beta 2 expose telepathy.',
      'unknown-sentence: Beta 2 has lower cost by $3.',
    ]);
  });
});

describe('what is no comparison page', () => {
  it.each([
    ['an empty body', '', 'text/html', 'empty-body'],
    ['JSON', '{"error":"rate limited"}', 'application/json', 'not-a-page'],
    [
      'a challenge',
      '<html><head><title>Just a moment...</title></head><body><h1>Checking</h1></body></html>',
      'text/html',
      'challenge',
    ],
    ['a page without title', STEP.replace(/<h1>.*<\/h1>/u, ''), 'text/html', 'landmark-missing'],
    [
      'a title of three',
      LINES.replace('Step 3.7 Flash vs', 'Kimi K3 vs Step 3.7 Flash vs'),
      'text/plain',
      'landmark-missing',
    ],
    ['one model twice', small('A1', 'A1', 'FAQ'), 'text/plain', 'landmark-missing'],
    ['a page without sections', 'A1 vs B2\nA1 and B2 are models.', 'text/plain', 'landmark-missing'],
    ['a page that was cut off', STEP.slice(0, STEP.indexOf('131k') + 2), 'text/html', 'cut-off'],
  ])('refuses %s', (_, text, type, code) => {
    expect(codeOf(() => source.read(pageOf(text, type)))).toMatch(new RegExp(`^${code}: .{20,}`, 'u'));
  });
});
