import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

const table = readTable('./providers.tsv').map((row) => ({
  provider: cell(row, 'provider'),
  source: cell(row, 'source'),
  id: cell(row, 'native id'),
}));

test('the lines are in order, and no id of a source has two', () => {
  const lines = table.map(({ provider, source, id }) => [provider, source, id].join('\t'));
  expect(lines).toEqual([...lines].sort());
  const slugs = table
    .filter(({ source }) => source !== '*')
    .map(({ source, id }) => `${source}/${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`);
  expect(slugs.length).toBeGreaterThan(380);
  expect(new Set(slugs).size).toBe(slugs.length);
});

test.each([
  ['models-dev', 'minimax', 'minimax-cn'],
  ['models-dev', 'zai', 'zhipuai'],
  ['models-dev', 'zai', 'zai-coding-plan'],
  ['models-dev', 'alibaba', 'alibaba-cn'],
  ['models-dev', 'alibaba', 'alibaba-coding-plan'],
  ['models-dev', 'moonshotai', 'moonshotai-cn'],
  ['models-dev', 'moonshotai', 'kimi-for-coding'],
  ['models-dev', 'google', 'google-vertex'],
  ['models-dev', 'stepfun', 'stepfun-ai'],
  ['models-dev', 'cloudflare-workers-ai', 'cloudflare-ai-gateway'],
  ['litellm', 'openai', 'chatgpt'],
  ['litellm', 'mistral', 'codestral'],
  ['litellm', 'vercel_ai_gateway', 'v0'],
  ['genai-prices', 'groq', 'huggingface_groq'],
  ['catwalk', 'minimax', 'minimax-china'],
  ['catwalk', 'zhipu', 'zhipu-coding'],
  ['portkey', 'bedrock', 'claude-platform-aws'],
])('%s: %s and %s have prices of their own and stay apart', (source, one, other) =>
  expect(providerKey(source, one).key).not.toBe(providerKey(source, other).key),
);

test.each([
  ['litellm/bedrock_converse', 'models-dev/amazon-bedrock', 'catwalk/bedrock-europe', 'genai-prices/aws'],
  ['litellm/dashscope', 'models-dev/alibaba', 'catwalk/alibaba-singapore', 'portkey/dashscope'],
  ['litellm/gemini', 'models-dev/google', 'catwalk/gemini', 'genai-prices/google'],
  ['litellm/moonshot', 'models-dev/moonshotai', 'genai-prices/moonshotai', 'portkey/moonshot'],
  ['models-dev/minimax-cn', 'catwalk/minimax-china'],
  ['models-dev/kimi-for-coding', 'catwalk/kimi-coding'],
  ['models-dev/zhipuai', 'catwalk/zhipu', 'genai-prices/zhipuai', 'portkey/zhipu'],
  ['litellm/gradient_ai', 'models-dev/digitalocean'],
  ['litellm/amazon_nova', 'models-dev/nova'],
  ['models-dev/opencode', 'catwalk/opencode-zen'],
])('%s and %s are one seller', (...names) => {
  const keys = names.filter((name) => name !== undefined).map((name) => name.split('/'));
  expect(new Set(keys.map(([source = '', id = '']) => providerKey(source, id).key)).size).toBe(1);
});

const SAMPLE = '../shared/samples/2026-07-01';
const PAIRS = '../shared/vectors/limit_pairs_dev.tsv';
const json = (file: string): unknown => JSON.parse(readFileSync(`${SAMPLE}/${file}`, 'utf8'));
const unless = (path: string): typeof describe => {
  if (existsSync(path)) return describe;
  console.log(`skipped: ${path} is not there`);
  return describe.skip as typeof describe;
};

/** The ids by which each catalogue of the sample names a provider. */
const LISTED: [string, number, () => string[]][] = [
  [
    'litellm',
    120,
    () =>
      Object.entries(json('litellm.json') as Record<string, { litellm_provider?: string }>).flatMap(
        ([key, entry]) =>
          key === 'sample_spec' || entry.litellm_provider === undefined ? [] : [entry.litellm_provider],
      ),
  ],
  ['models-dev', 147, () => Object.keys(json('models-dev.json') as object)],
  ['genai-prices', 34, () => (json('genai-prices.json') as { id: string }[]).map(({ id }) => id)],
  [
    'catwalk',
    37,
    () => readdirSync(`${SAMPLE}/catwalk`).map((file) => (json(`catwalk/${file}`) as { id: string }).id),
  ],
  ['portkey', 44, () => readdirSync(`${SAMPLE}/portkey`).map((file) => file.replace(/\.json$/, ''))],
];

unless(SAMPLE)('the recorded catalogues', () => {
  test.each(LISTED)(
    '%s: each of its %i ids has a line of its own, and no line is unused',
    (source, n, ids) => {
      const listed = new Set(ids());
      expect(listed.size).toBe(n);
      const lines = table.filter((line) => line.source === source).map(({ id }) => id);
      expect(lines.sort()).toEqual([...listed].sort());
      for (const id of listed) expect(providerKey(source, id).known, id).toBe(true);
    },
  );
});

const SOURCE_OF = new Map([
  ['LiteLLM', 'litellm'],
  ['models.dev', 'models-dev'],
  ['genai-prices', 'genai-prices'],
  ['catwalk', 'catwalk'],
  ['OpenRouter-API', 'openrouter'],
]);

type LiteLlm = Map<string, { litellm_provider?: string }>;

unless(PAIRS)('an independent count of the same offerings', () => {
  /** The provider as the catalogue itself names it, behind the key that the count prints. */
  const nativeOf = (litellm: LiteLlm, source: string, key: string): string => {
    if (source === 'litellm') return litellm.get(key)?.litellm_provider ?? '';
    if (source === 'openrouter') return 'openrouter';
    return key.split(source === 'models-dev' ? '/' : ':')[0] ?? '';
  };

  test('each pair has one provider key', () => {
    const litellm: LiteLlm = new Map(Object.entries(json('litellm.json') as object));
    const rows = readFileSync(PAIRS, 'utf8').trim().split(/\r?\n/).slice(1);
    expect(rows.length).toBe(365);
    const apart = rows.flatMap((row) => {
      const [pair = '', , , , , , , keyA = '', keyB = ''] = row.split('\t');
      const [a = '', b = ''] = pair.split('|').map((name) => SOURCE_OF.get(name) ?? '');
      const one = providerKey(a, nativeOf(litellm, a, keyA));
      const other = providerKey(b, nativeOf(litellm, b, keyB));
      return one.known && other.known && one.key === other.key ? [] : [`${row}: ${one.key}, ${other.key}`];
    });
    expect(apart).toEqual([]);
  });
});
