import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import type { Statement } from '../../schema/statement.ts';
import { source } from '../../scrapers/github-readme/index.ts';

const read = (text: string, repository = 'stepfun-ai/Step-3.7-Flash'): PageReading =>
  source.read({
    url: `https://raw.githubusercontent.com/${repository}/main/README.md`,
    bytes: new TextEncoder().encode(text),
    text,
    mediaType: 'text/plain',
  });

const say = ({ subject, means, scope, part, asWritten }: Statement): string =>
  [subject.name, means.join('|'), scope, part, asWritten].join(' / ');

const said = (text: string, repository?: string): string[] => read(text, repository).statements.map(say);
const reasons = (text: string, repository?: string): string[] =>
  read(text, repository).refused.map((refusal) => refusal.reason);

const CARD =
  '# Step 3.7 Flash\n\n[Weights](https://huggingface.co/stepfun-ai/Step-3.7-Flash)\n\nStep 3.7 Flash is a 198B-parameter model.\n\n';
const TOTAL = 'Step 3.7 Flash / parameters / total /  / 198B';
const more = (text: string): string[] => said(CARD + text).filter((line) => line !== TOTAL);

describe('sentences of a card', () => {
  it.each([
    ['Step 3.7 Flash has a **256k** context window.', ['Step 3.7 Flash / context_window /  /  / 256k']],
    [
      'Step 3.7 Flash is ours. Made for work, it activates about 11B parameters.',
      ['Step 3.7 Flash / parameters / active /  / about 11B'],
    ],
    [
      'Step 3.7 Flash is available on A1 Cloud (beta, soon more), OpenRouter and the StepFun Open Platform.',
      [
        'Step 3.7 Flash / available / via=A1 Cloud /  / available',
        'Step 3.7 Flash / available / via=OpenRouter /  / available',
        'Step 3.7 Flash / available / via=StepFun /  / available',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(more(text)).toEqual(expected);
  });

  it.each([
    ['a part of the model', 'It has a 196B-parameter language backbone and a 1.8B-parameter encoder.'],
    ['a window that is stretched', 'Step 3.7 Flash has a 1M context window with YaRN.'],
    ['a reach', 'Step 3.7 Flash reads context lengths of up to 1M tokens.'],
    ['another maker’s model', 'Kimi K2 has a 128k context window.'],
    ['a model that is beaten', 'Other cards beat Step 3.7 Flash and activates 3B parameters.'],
    ['data', 'Step 3.7 Flash was trained on 20T tokens.'],
    ['code', '```sh\nStep 3.7 Flash has a 8k context window.\n```'],
  ])('say nothing of %s', (_, text) => {
    expect(more(text)).toEqual([]);
  });

  it('refuses a place that is no name', () => {
    expect(reasons(`${CARD}Step 3.7 Flash is available on request only and OpenRouter.`)).toEqual([
      'unknown-route',
    ]);
  });
});

describe('tables of a card', () => {
  const HEAD =
    '| **Model** | **#Total Params** | **#Activated Params** | **Context Length** | **Download** |\n|--|--|--|--|--|\n';

  it('gives each row to its own model, with both windows as they stand', () => {
    const text = `# Ling\n\n${HEAD}| Ling-lite-1.5 | 16.8B | 2.75B | 128K | [x](https://a.example) |\n| Ling-2.5-1T | 1T | 63B | 256K -> 1M (YaRN) | |\n`;
    expect(said(text, 'inclusionAI/Ling')).toEqual([
      'Ling-lite-1.5 / parameters / total /  / 16.8B',
      'Ling-lite-1.5 / parameters / active /  / 2.75B',
      'Ling-lite-1.5 / context_window /  /  / 128K',
      'Ling-2.5-1T / parameters / total /  / 1T',
      'Ling-2.5-1T / parameters / active /  / 63B',
      'Ling-2.5-1T / context_window /  /  / 256K -> 1M (YaRN)',
    ]);
  });

  it('refuses rows of other makers and columns that it does not know, by name', () => {
    const text = `# Ling\n\n| Model | #Total Params | Price |\n|--|--|--|\n| Ling-plus | 290B | 1 |\n| Qwen3-8B | 8B | 2 |\n`;
    expect(said(text, 'inclusionAI/Ling')).toEqual(['Ling-plus / parameters / total /  / 290B']);
    expect(reasons(text, 'inclusionAI/Ling')).toEqual(['unknown-column', 'foreign-model']);
  });

  it('leaves benchmark tables with other columns alone', () => {
    const text =
      '|  | Benchmark | Shots | DeepSeek-V2 | Step 3.7 Flash |\n|--|--|--|--|--|\n| | # Total Params | - | 236B | 671B |\n';
    expect(more(text)).toEqual([]);
  });

  it('reads a summary of two columns for the one model of the card', () => {
    const summary =
      '| | |\n|:-:|:-:|\n| **Architecture** | Mixture-of-Experts (MoE) |\n| **Total Parameters** | 1T |\n| **Layers** | 61 |\n| **Context Length** | 128K |\n';
    expect(said(`Kimi K2 is a language model.\n\n${summary}`, 'moonshotai/Kimi-K2')).toEqual([
      'Kimi K2 / architecture /  /  / Mixture-of-Experts (MoE)',
      'Kimi K2 / parameters / total /  / 1T',
      'Kimi K2 / context_window /  /  / 128K',
    ]);
    const two = `Kimi K2 is a model with 1T parameters and 32B active.\n\nKimi K3 is a language model.\n\n${summary}`;
    expect(reasons(two, 'moonshotai/Kimi-K2')).toEqual(['whose-summary']);
  });

  const PRICES =
    '## 3. Pricing\n\n| Token Type | Price |\n|--|--|\n| Input (cache miss) | $0.20 / M tokens |\n| Input (cache hit) | \\$0.04 / M tokens |\n| Batch | $1 / M tokens |\n';

  it('reads prices as the maker’s offering, and refuses a row that it does not know', () => {
    const reading = read(CARD + PRICES);
    const prices = reading.statements.filter((statement) => statement.means[0] === 'price');
    expect(
      prices.map(({ subject, part, asWritten, context }) => [subject, part, asWritten, context.currency]),
    ).toEqual([
      [{ kind: 'offering', provider: 'StepFun', name: 'Step 3.7 Flash' }, 'input', '$0.20 / M tokens', 'USD'],
      [
        { kind: 'offering', provider: 'StepFun', name: 'Step 3.7 Flash' },
        'cache_read',
        '$0.04 / M tokens',
        'USD',
      ],
    ]);
    expect(reading.refused.map((refusal) => refusal.reason)).toEqual(['unknown-row']);
  });

  it('refuses prices of a maker that it does not know', () => {
    expect(reasons(CARD.replace('stepfun-ai', 'somebody') + PRICES)).toEqual(['whose-price']);
  });
});

describe('the licence of a card', () => {
  it.each([
    [
      'the project is the model',
      'This project is open-sourced under the [Apache 2.0 License](https://a.example).',
      'Apache 2.0 License',
    ],
    [
      'the weights',
      'Both the code and the model weights are released under the [Modified MIT License](LICENSE).',
      'Modified MIT License',
    ],
    ['the name', 'Step 3.7 Flash is licensed under the MIT License.', 'MIT License'],
  ])('%s', (_, text, licence) => {
    const own = more(`## License\n\n${text}\n`);
    expect(own).toEqual([`Step 3.7 Flash / licence /  /  / ${licence}`]);
  });

  it.each([
    ['code alone', 'This code repository is licensed under [the MIT License](LICENSE).', 'licence-of-code'],
    [
      'models without a name',
      'All our open-weight models are licensed under the Apache 2.0 license.',
      'licence-of-nobody-named',
    ],
    ['an agreement', 'Use of the models is subject to [the Model License](L).', 'licence-of-nobody-named'],
  ])('refuses that of %s by name', (_, text, reason) => {
    const card = `${CARD}## License\n\n${text}\n`;
    expect(reasons(card)).toEqual([reason]);
    expect(said(card)).toEqual([TOTAL]);
  });

  it('refuses "this project" where the title is not the model', () => {
    const card = CARD.replace('# Step 3.7 Flash', '# Step cookbook');
    expect(reasons(`${card}## License\n\nThis project is licensed under the MIT License.`)).toEqual([
      'licence-of-nobody-named',
    ]);
  });

  it('reads front matter, where `other` stands for a name', () => {
    const card = `---\nlicense: other\nlicense_name: step-licence\n---\n${CARD}`;
    expect(said(card)).toEqual(['Step 3.7 Flash / licence /  /  / step-licence', TOTAL]);
    expect(said(`---\nlicense: apache-2.0\n---\n${CARD}`)[0]).toBe(
      'Step 3.7 Flash / licence /  /  / apache-2.0',
    );
  });
});

describe('pages that are no card', () => {
  it.each([
    ['an empty file', '', 'no-model-named'],
    ['a list of repositories', '# Tools\n\n- one\n- two\n', 'no-model-named'],
    ['a card without figures', '# X\n\nStep 3.7 Flash is a model.\n', 'no-figures'],
    [
      'names of built-ins',
      '| Model | Context Length |\n|--|--|\n| __proto__ | 8K |\n| constructor | 9K |\n',
      'no-model-named',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });
});
