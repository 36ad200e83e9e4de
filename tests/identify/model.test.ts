import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifyModel, readModel } from '../../src/identify/index.ts';

const keyOf = (name: string): string => {
  const model = identifyModel({ name });
  return 'key' in model ? model.key : `unmatched: ${model.unmatched}`;
};

const WRITINGS: Record<string, string[]> = {
  'openai/gpt-5.3-codex-spark': [
    'GPT-5.3-Codex-Spark',
    'GPT-5.3 Codex Spark',
    'GPT\u20115.3\u2011Codex\u2011Spark',
    'openai/gpt-5.3-codex-spark',
    'gpt-5-3-codex-spark',
    'openai-gpt-53-codex-spark',
    'Codex Spark',
  ],
  'openai/gpt-5.3-codex': [
    'GPT-5.3 Codex',
    'openai/gpt-5.3-codex',
    'OpenAI: GPT-5.3-Codex',
    'GPT\u00a05.3 Codex ',
  ],
  'stepfun/step-3.7-flash': [
    'Step 3.7 Flash',
    'StepFun: Step 3.7 Flash',
    'stepfun-ai/Step-3.7-Flash',
    'stepfun/step-3.7-flash-20260528',
    'stepfun/step-3.7-flash:free',
    'step-3-7-flash',
  ],
  'inclusionai/ling-2.6-flash': [
    'Ling-2.6-Flash',
    'inclusionai/ling-2.6-flash',
    'inclusionAI: Ling-2.6-flash',
  ],
  'inclusionai/ling-2.5-1t': ['Ling-2.5-1T', 'inclusionAI/Ling-2.5-1T'],
  'inclusionai/ring-2.6-1t': ['Ring-2.6-1T'],
  'deepseek/deepseek-v4-pro': ['DeepSeek-V4-Pro', 'deepseek/deepseek-v4-pro', 'DeepSeek: DeepSeek V4 Pro'],
  'deepseek/deepseek-v4-flash': ['deepseek-v4-flash', 'DeepSeek-V4-Flash-EL'],
  'deepseek/deepseek-v3': ['DeepSeek-V3', 'deepseek-ai/DeepSeek-V3'],
  'deepseek/deepseek-r1': ['us.deepseek.r1-v1:0', 'deepseek-ai/DeepSeek-R1'],
  'anthropic/claude-sonnet-4.5': [
    'claude-4-5-sonnet',
    'claude-sonnet-4-5@20250929',
    'Claude Sonnet 4.5 (EU)',
  ],
  'moonshotai/kimi-k2.6': ['accounts/fireworks/models/kimi-k2p6', 'moonshotai/Kimi-K2.6'],
  'zai/glm-4.6v': ['Z.ai: GLM 4.6V'],
  'alibaba/qwen3-235b-a22b-instruct-2507': [
    'Qwen: Qwen3 235B A22B Instruct 2507',
    'qwen/qwen3-235b-a22b-2507',
  ],
  'openai/gpt-4o-2024-08-06': ['openai/gpt-4o-2024-08-06', 'GPT-4o (2024-08-06)'],
};

describe('one key for every writing', () => {
  for (const [key, names] of Object.entries(WRITINGS)) {
    test.each(names)(`%s is ${key}`, (name) => expect(keyOf(name)).toBe(key));
  }
});

test.each([
  ['Spark', /several|Spark/],
  ['Some Model 3', /no known family/],
  ['glm-4.7-flash-heretic', /"heretic" is not known/],
  ['olafangensan-glm-4.7-flash', /no known family/],
  ['nvidia/Kimi-K2.5', /under the name of nvidia/],
  ['~openai/gpt-latest', /newest main model/],
  ['chatgpt-4o-latest', /./],
  ['deepseek-chat', /moves/],
  ['claude-opus', /without a version/],
  ['GPT-5.3-\u0421odex', /U\+0421/],
  ['GPT-5.3-Code\u03c7', /U\+03C7/],
  ['GPT-5.3\u200b-Codex', /U\+200B/],
  ['gpt-4o-20241345', /not known/],
  ['__proto__', /no known family/],
  ['constructor', /no known family/],
  ['', /no name/],
])('%s stays unmatched and says why', (name, reason) => {
  expect(identifyModel({ name })).toMatchObject({ unmatched: expect.stringMatching(reason) });
});

test('what tells offerings apart stands apart in the parts', () => {
  expect(identifyModel({ name: 'us.anthropic.claude-opus-4-1-20250805-v1:0' })).toEqual({
    key: 'anthropic/claude-opus-4.1',
    parts: {
      vendor: 'anthropic',
      family: 'claude',
      version: '4.1',
      words: ['opus'],
      sizes: [],
      stages: [],
      route: [],
      snapshot: '2025-08-05',
      region: 'us',
    },
  });
  const qwen = identifyModel({ name: 'Qwen/Qwen3-235B-A22B-Instruct-2507-FP8:free' });
  expect(qwen).toMatchObject({
    parts: {
      version: '3',
      sizes: ['235b', 'a22b'],
      stages: ['instruct'],
      snapshot: '2507',
      route: ['free'],
      quantization: 'fp8',
    },
  });
  expect(readModel({ name: 'gpt-5-5-high' })).toMatchObject({ parts: { version: '5.5', effort: 'high' } });
});

test('the id decides, and a name that states another model leaves both unmatched', () => {
  expect(identifyModel({ id: 'qwen/qwen3-coder', name: 'Qwen: Qwen3 Coder 480B A35B' })).toMatchObject({
    key: 'alibaba/qwen3-coder',
  });
  const torn = identifyModel({ id: 'databricks-claude-sonnet-4', name: 'Claude Sonnet 4.5' });
  expect(torn).toEqual({
    unmatched: expect.stringContaining('different models'),
    candidates: ['anthropic/claude-sonnet-4', 'anthropic/claude-sonnet-4.5'],
  });
});

test('a key is a fixed point: the key of a key is the key, and no text throws', () => {
  for (const key of Object.keys(WRITINGS)) expect(keyOf(key)).toBe(key);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const model = identifyModel({ name: text });
      return 'key' in model || model.unmatched.length > 0;
    }),
    { seed: 7, numRuns: 500 },
  );
});
