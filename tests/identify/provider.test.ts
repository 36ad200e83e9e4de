import { expect, test } from 'vitest';
import { providerKey } from '../../src/identify/index.ts';
import { cell, readTable } from '../../src/identify/table.ts';

test.each([
  ['OpenAI API', 'openai'],
  ['OpenAI', 'openai'],
  ['StepFun', 'stepfun'],
  ['OpenRouter', 'openrouter'],
  ['NVIDIA NIM', 'nvidia-nim'],
  ['NVIDIA', 'nvidia'],
  ['Novita AI', 'novita'],
  ['novita-ai', 'novita'],
  ['DeepSeek', 'deepseek'],
  ['Z.ai', 'zai'],
  ['inclusionAI', 'inclusionai'],
])('%s is %s', (written, key) => expect(providerKey('any', written)).toEqual({ key, known: true }));

test("a source's own line wins over the line for all", () => {
  expect(providerKey('models-dev', 'nvidia')).toEqual({ key: 'nvidia-nim', known: true });
  expect(providerKey('press-review', 'nvidia')).toEqual({ key: 'nvidia', known: true });
});

test.each([
  ['Some New Host', 'some-new-host'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ['\u039fpenAI', '\u03bfpenai'],
  ['???', 'unnamed'],
])('%s is not known and keeps a slug of its own', (written, key) =>
  expect(providerKey('any', written)).toEqual({ key, known: false }),
);

test.each(['families', 'words', 'names', 'equal', 'providers'])(
  'every line of %s.tsv has all its cells',
  (name) => {
    const rows = readTable(`./${name}.tsv`);
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      for (const column of row.keys()) expect(cell(row, column), [...row.values()].join(' | ')).not.toBe('');
    }
    expect(new Set(rows.map((row) => [...row.values()].slice(0, 3).join('\t'))).size).toBe(rows.length);
  },
);
