import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { readCard } from '../../src/read/card.ts';

const read = (text: string): PageReading =>
  readCard(
    {
      url: 'https://card.test/README.md',
      bytes: new TextEncoder().encode(text),
      text,
      mediaType: 'text/plain',
    },
    { sellers: new Map([['maker', 'Maker']]) },
  );
const said = (text: string): string[] =>
  read(text).statements.map(({ subject, means, scope, asWritten }) =>
    [subject.name, means.join('|'), scope, asWritten].join(' / '),
  );
const reasons = (text: string): string[] => read(text).refused.map(({ reason }) => reason);

const row = (cells: readonly string[]): string =>
  `<tr>\n${cells.map((cell) => `<td>${cell}\n</td>`).join('\n')}\n</tr>`;

describe('a table of a family', () => {
  const OPENING = '## Model\n\nThe Llama 7 collection of models is new.\n\n';
  const HEAD = row(['', 'Params', 'Context length', 'Knowledge cutoff']);
  const BODY = `<tr>\n<td rowspan="2" >Llama 7 (text only)\n</td>\n<td>8B\n</td>\n<td>128k\n</td>\n<td rowspan="2" >May 2026\n</td>\n</tr>\n${row(['70B', '64k'])}`;
  const OTHERS = '\n\nTraining of Llama 7 8B took long, that of Llama 7 70B longer.\n';

  it('names its sizes as the page calls them elsewhere', () => {
    expect(said(`${OPENING}<table>\n${HEAD}\n${BODY}\n</table>${OTHERS}`)).toEqual([
      'Llama 7 8B / parameters /  / 8B',
      'Llama 7 8B / context_window /  / 128k',
      'Llama 7 8B / knowledge_cutoff /  / May 2026',
      'Llama 7 70B / parameters /  / 70B',
      'Llama 7 70B / context_window /  / 64k',
      'Llama 7 70B / knowledge_cutoff /  / May 2026',
    ]);
  });

  it('knows the family by the ways in which a first sentence names it', () => {
    const table =
      '|  | Params |\n|--|--|\n| Llama 7 (text only) | 70B |\n\n| | Hours |\n|--|--|\n| Llama 7 70B | 7.0M |\n';
    const day =
      '\n**Model Release Date** May 18, 2026.\n\n**License** A custom licence, the Llama 7 Community License, is at [L](/L)\n';
    for (const opening of [
      'The Meta Llama 7 multilingual large language model (LLM) is new.',
      'Meta developed and released the Meta Llama 7 family of models.',
    ]) {
      expect(said(`## Details\n\n${opening}\n\n${table}${day}`)).toEqual([
        'Llama 7 70B / parameters /  / 70B',
        'Llama 7 70B / released /  / May 18, 2026',
        'Llama 7 70B / licence /  / Llama 7 Community License',
      ]);
    }
  });

  it('refuses rows whose model the page never calls by one name', () => {
    const text = `${OPENING}Llama 9 is a model.\n\n<table>\n${HEAD}\n${BODY}\n</table>\n\nLlama 9 has a 64k context window.\n`;
    expect(said(text)).toEqual(['Llama 9 / context_window /  / 64k']);
    expect(reasons(text)).toEqual(['whose-row', 'whose-row']);
  });

  it('continues a name over blank cells, and makes no value of them', () => {
    const table =
      '|  | Params | Context Length |\n|--|--|--|\n| Llama 7 (text only) | 8B | 128k |\n|  | 70B |  |\n';
    expect(said(OPENING + table + OTHERS)).toEqual([
      'Llama 7 8B / parameters /  / 8B',
      'Llama 7 8B / context_window /  / 128k',
      'Llama 7 70B / parameters /  / 70B',
    ]);
  });

  it('gives a labelled day and licence to each model that it lists', () => {
    const labels =
      '\n**Release Date:** May 5, 2026.\n\n**License**: A license of its own, the Llama 7 Community License Agreement, is at [L](/L)\n';
    const table =
      '| Model Name | Params |\n|--|--|\n| Llama 7 Scout (17Bx16E) | 17B (Activated) 109B (Total) |\n| Llama 7 Maverick (17Bx128E) | 17B (Activated) 400B (Total) |\n';
    expect(
      said(`${OPENING}Llama 7 Scout and Llama 7 Maverick are its members.\n\n${table}${labels}`),
    ).toEqual([
      'Llama 7 Scout / parameters /  / 17B (Activated) 109B (Total)',
      'Llama 7 Maverick / parameters /  / 17B (Activated) 400B (Total)',
      'Llama 7 Scout / released /  / May 5, 2026',
      'Llama 7 Maverick / released /  / May 5, 2026',
      'Llama 7 Scout / licence /  / Llama 7 Community License Agreement',
      'Llama 7 Maverick / licence /  / Llama 7 Community License Agreement',
    ]);
  });
});

describe('a summary of two columns', () => {
  const CARD = '# Kimi K9\n\nKimi K9 is a model.\n\n';
  const SPEC =
    '| Component | Specification |\n|--|--|\n| **Backbone** | 45 layers |\n| **Context Window** | 256K |\n';

  it('leaves the inside of the network alone and takes remarks off', () => {
    expect(said(`${CARD}${SPEC}| **Active Parameters** | **~11B** (per token generation) |\n`)).toEqual([
      'Kimi K9 / context_window /  / 256K',
      'Kimi K9 / parameters / active / ~11B',
    ]);
  });

  it.each([
    [
      'a row that nobody knows',
      `${SPEC}| **Batch Window** | 9M |\n| **Total Parameters** | 1T |\n`,
      'unknown-row',
    ],
    [
      'a third column',
      '| | | Price |\n|--|--|--|\n| **Total Parameters** | 1T | 9 |\n| **Context Length** | 8K | 9 |\n',
      'unknown-column',
    ],
    [
      'a header that means something',
      '| | With tools |\n|--|--|\n| **Total Parameters** | 1T |\n| **Context Length** | 8K |\n',
      'unknown-column',
    ],
    ['prices that nobody placed', '| Plan | Rate |\n|--|--|\n| Pro | $20 |\n', 'unknown-table'],
  ])('refuses %s by name', (_, table, reason) => {
    expect(reasons(`${CARD}Kimi K9 has a 8K context window.\n\n${table}`)).toEqual([reason]);
  });
});

describe('features in a list', () => {
  const LIST =
    '- Type: Causal\n- Number of Parameters: 8.2B\n- Number of Parameters (Non-Embedding): 6.95B\n- Context Length: 32,768 natively and [131,072 tokens with YaRN](#long). \n';

  it('belong to the model that opens it, and to nobody else', () => {
    const card = '# Qwen9-8B\n\n[w](https://huggingface.co/Qwen/Qwen9-8B)\n\n';
    expect(said(`${card}**Qwen9-8B** has the following features:\n${LIST}`)).toEqual([
      'Qwen9-8B / parameters /  / 8.2B',
      'Qwen9-8B / context_window /  / 32,768 natively and 131,072 tokens with YaRN',
    ]);
    expect(() => read(`${card}**Qwen9-4B** has the following features:\n${LIST}`)).toThrow(
      expect.objectContaining({ code: 'no-figures' }),
    );
  });
});

describe('dated news', () => {
  it.each([
    ['2026.07.31: Qwen9-8B is released. See there!', ['Qwen9-8B / released /  / 2026.07.31']],
    ['[2026-5-10] Qwen9-8B has been released! It is new.', ['Qwen9-8B / released /  / 2026-05-10']],
    ['2026.05.16: We released the DeepSeek-V9-Lite.', ['DeepSeek-V9-Lite / released /  / 2026.05.16']],
    [
      '2026.07.25: We released a better mode, named Qwen9-8B-2507.',
      ['Qwen9-8B-2507 / released /  / 2026.07.25'],
    ],
  ])('%s', (news, expected) => {
    expect(said(`# N\n\n- ${news}\n`)).toEqual(expected);
  });

  it.each([
    '2026.04.29: We released the Qwen9 series.',
    '2026.09.19: We released the Qwen9.5 series. More sizes!',
    '2026.08.08: Qwen9-8B can now read 1 million tokens!',
    '2026.08.08: Qwen9-8B would be released if it were ready.',
    '2026.04.15: Ling-lite is upgraded to Ling-lite-0415.',
  ])('says no release of: %s', (news) => {
    expect(() => read(`# N\n\n- ${news}\n`)).toThrow(expect.objectContaining({ code: 'no-model-named' }));
  });
});

describe('whom a card is about', () => {
  const HEAD = '| **Model** | **#Total Params** | **Download** |\n|--|--|--|\n';
  const ROWS = `${HEAD}| DeepSeek-R9-Zero | 671B | [x](https://huggingface.co/deepseek-ai/DeepSeek-R9-Zero) |\n| DeepSeek-R9 | 671B | [x](https://huggingface.co/deepseek-ai/DeepSeek-R9) |\n`;
  const BADGE =
    '<img alt="License" src="https://img.shields.io/badge/License-MIT-f5de53?&color=f5de53"/>\n\n';

  it('is the model of its title, not one that a sentence happens to define', () => {
    const text = `# DeepSeek-R9\n\n${BADGE}DeepSeek-R9-Zero, a model trained otherwise, is older.\n\n${ROWS}`;
    expect(said(text).at(-1)).toBe('DeepSeek-R9 / licence /  / MIT');
  });

  it('is nobody for certain among equals: a badge is then refused', () => {
    const text = `# All of R9\n\n${BADGE}DeepSeek-R9-Zero, a model trained otherwise, is older.\n\n${ROWS}`;
    expect(reasons(text)).toEqual(['licence-of-nobody-named']);
  });

  it('takes no badge for the weights where the text speaks of the code alone', () => {
    const code = '## License\n\nThis code repository is licensed under the MIT License.\n';
    expect(reasons(`# DeepSeek-R9\n\n${BADGE}${ROWS}\n${code}`)).toEqual([
      'licence-of-code',
      'licence-of-nobody-named',
    ]);
  });
});

describe('what a card says and nobody reads', () => {
  const FAMILY =
    '# Ling\n\nWe introduce two sizes, which are Ling-lite and Ling-plus. Ling-lite has 16.8 billion parameters with 2.75 billion activated parameters, while Ling-plus has 290 billion parameters with 28.8 billion activated parameters.\n\n| Model | Context Length |\n|--|--|\n| Ling-plus | 64K |\n';

  it('reads both halves of a sentence that sets one model against the other', () => {
    expect(said(FAMILY).filter((line) => line.includes('parameters'))).toEqual([
      'Ling-lite / parameters / total / 16.8 billion',
      'Ling-lite / parameters / active / 2.75 billion',
      'Ling-plus / parameters / total / 290 billion',
      'Ling-plus / parameters / active / 28.8 billion',
    ]);
    expect(reasons(FAMILY)).toEqual([]);
  });

  it('refuses by name the half of a model that the card does not make one of its own', () => {
    const text = FAMILY.replace('We introduce two sizes, which are Ling-lite and Ling-plus. ', '');
    expect(said(text).filter((line) => line.includes('Ling-lite'))).toEqual([]);
    expect(read(text).refused.map(({ reason, what }) => `${reason}: ${what.slice(0, 25)}`)).toEqual([
      'unread-figure: 16.8 billion parameters i',
      'unread-figure: 2.75 billion activated pa',
    ]);
  });

  const CARD =
    '# Ling-mini-9.0\n\nLing-mini-9.0 is a model with 16B total parameters and 1.4B activated.\n\n';
  it.each([
    ['See the stages of Ling-mini-9.0 models(1.43B activated of 16.26B total params).', 'unread-figure', 2],
    [
      '- 2025.07.21: We released a mode, named Ling-mini-9.0, supporting 256K-token long-context understanding.',
      'unread-figure',
      1,
    ],
    ['- Enhanced 256K long-context understanding.', 'unread-figure', 1],
    ['- **Permissive Apache 2.0 license:** Build freely.', 'licence-of-nobody-named', 1],
    ['- The code is released under the MIT License.', 'licence-of-code', 1],
  ])('refuses by name: %s', (text, reason, times) => {
    const known = new Set(reasons(CARD));
    expect(known.size).toBe(0);
    expect(reasons(CARD + text)).toEqual(Array.from({ length: times }, () => reason));
  });

  it.each([
    'Kimi K2 has 1 trillion parameters, and Qwen3-8B reaches 128K context.',
    'It has a 1.8B-parameter encoder.',
    'It was trained on 20T tokens.',
    'Could it have 30B parameters?',
  ])('leaves alone what is said of others, of parts, of data and of nothing: %s', (text) => {
    expect(reasons(CARD + text)).toEqual([]);
  });
});
