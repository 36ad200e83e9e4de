import { describe, expect, test } from 'vitest';
import { identifyModel, readModel, sameModel } from '../../src/identify/index.ts';

const verdict = (a: string, b: string): string => sameModel({ name: a }, { name: b }).verdict;
const keyOf = (name: string): string | undefined => readModel({ name }).key;

/** Models that must never meet, each with several writings. */
const SIBLINGS: readonly (readonly string[])[] = [
  ['GPT-5.3-Codex-Spark', 'openai/gpt-5.3-codex-spark', 'Codex Spark', 'chatgpt/gpt-5-3-codex-spark'],
  ['GPT-5.3-Codex', 'openai.gpt-5.3-codex', 'openai-gpt-53-codex', 'Codex 5.3', 'gpt-5-3-codex-high'],
  ['gpt-5.3-chat', 'openai/gpt-5.3-chat'],
  ['GPT-5.2-Codex', 'openai/gpt-5.2-codex'],
  ['gpt-5.1-codex-mini'],
  ['gpt-5.1-codex-max'],
  ['GPT-5.3'],
  ['muse-spark-1.2'],
  ['Step 3.7 Flash', 'stepfun-ai/Step-3.7-Flash', 'step-3-7-flash', 'step-3.7-flash-fp8'],
  ['Step 3.5 Flash', 'stepfun/step-3.5-flash:free'],
  ['Step 3.7', 'step-3.7'],
  ['step-3.7-flash-2605'],
  ['Ling-2.6-Flash', 'inclusionAI/Ling-2.6-flash', 'ling-2-6-flash', 'inclusionai/ling-2.6-flash:batch'],
  ['Ring-2.6-Flash'],
  ['Ling-2.6-1T', 'inclusionai/ling-2.6-1t'],
  ['Ling-flash-2.0'],
  ['Ling-3.0-flash'],
  ['Ling-2.6-Flash-heretic'],
];

describe('siblings', () => {
  const all = SIBLINGS.flatMap((writings, model) => writings.map((name) => ({ name, model })));

  test('never meet, and every writing meets its own', () => {
    for (const one of all) {
      for (const other of all) {
        const said = verdict(one.name, other.name);
        if (one.model === other.model) expect(said, `${one.name} | ${other.name}`).toBe('yes');
        else expect(said, `${one.name} | ${other.name}`).not.toBe('yes');
      }
    }
  });
});

describe('what decides', () => {
  test.each([
    ['glm-4.6', 'glm-4.6v', 'no', 'version'],
    ['gpt-4o', 'gpt-4o-2024-08-06', 'same-family-different-snapshot', 'snapshot'],
    ['gemini-2.5-pro-preview', 'gemini-2.5-pro', 'same-family-different-snapshot', 'stages'],
    ['deepseek-v3.1', 'DeepSeek V3.1 Terminus', 'same-family-different-snapshot', 'words'],
    ['Ling-1T', 'Ring-1T', 'no', 'family'],
    ['gpt-oss-20b', 'gpt-oss-120b', 'no', 'sizes'],
    ['~anthropic/claude-opus-latest', 'claude-opus-5', 'same-family-different-snapshot', 'moving alias'],
    ['~anthropic/claude-opus-latest', 'claude-sonnet-5', 'no', 'words'],
    ['gpt-latest', 'gpt-5.6-sol', 'same-family-different-snapshot', 'moving alias'],
    ['deepseek-chat', 'glm-5', 'no', 'moving alias'],
    ['grok-code-fast-1', 'grok-build-0.1', 'no', 'version'],
    ['qwen3-coder', 'qwen3-coder-next', 'no', 'words'],
    ['gpt-5.6-terra', 'openai/gpt-5.6-terra-20260709', 'yes', 'snapshot'],
    ['gpt-5.6-terra-20260709', 'gpt-5.6-terra-20260801', 'same-family-different-snapshot', 'snapshot'],
    ['gemini-3.9-pro-preview', 'gemini-3.9-pro-20260709', 'same-family-different-snapshot', 'stages'],
    ['qwen3.9-max', 'qwen3.9-max-20260709', 'same-family-different-snapshot', 'snapshot'],
    ['gpt-5.6-terra', 'gpt-5.6-luna-20260709', 'no', 'words'],
    ['gemini-1.5-pro-002', 'gemini-1.5-pro-001', 'same-family-different-snapshot', 'stages'],
    ['magistral-medium-2506', 'magistral-medium-2509', 'same-family-different-snapshot', 'version'],
    ['mistral-small-2506', 'mistral-small-2603', 'no', 'version'],
    ['magistral-small-2506', 'magistral-medium-2509', 'no', 'version'],
    ['mistral-medium-2505', 'mistral-medium-2508', 'same-family-different-snapshot', 'version'],
    ['mistral-medium-3', 'mistral-medium-3.1', 'no', 'version'],
    ['grok-3-fast-beta', 'grok-3-beta', 'yes', 'key'],
    ['grok-4-fast', 'grok-4', 'no', 'words'],
    ['some text', 'another text', 'no', 'not understood'],
  ])('%s against %s is %s, by %s', (a, b, said, part) => {
    expect(sameModel({ name: a }, { name: b })).toMatchObject({ verdict: said, decides: { part } });
  });

  test('differences of route, region, effort and quantization are told and decide nothing', () => {
    expect(sameModel({ name: 'eu/gpt-5-high:batch' }, { name: 'gpt-5' })).toMatchObject({
      verdict: 'yes',
      variant: [
        { part: 'route', a: 'batch', b: null },
        { part: 'region', a: 'eu', b: null },
        { part: 'effort', a: 'high', b: null },
      ],
    });
    expect(sameModel({ name: 'Qwen/Qwen3-32B-FP8' }, { name: 'qwen3-32b' })).toMatchObject({
      verdict: 'yes',
      variant: [{ part: 'quantization', a: 'fp8', b: null }],
    });
  });
});

describe('base and trained weights', () => {
  test.each([
    ['google/gemma-2b', 'google/gemma-2b-it', 'no'],
    ['google/gemma-7b', 'google/gemma-7b-it', 'no'],
    ['google/gemma-2-9b', 'gemma2-9b-it', 'no'],
    ['google/codegemma-7b', 'google/codegemma-7b-it', 'no'],
    ['meta-llama/Llama-3.1-8B', 'cerebras/llama3.1-8b', 'no'],
    ['cerebras/llama3.1-8b', 'meta-llama/Llama-3.1-8B-Instruct', 'yes'],
    ['accounts/fireworks/models/llama-v3-8b', 'llama3:8b', 'no'],
    ['accounts/fireworks/models/llama-v3-8b', 'meta-llama/Meta-Llama-3-8B', 'yes'],
    ['Qwen/Qwen2.5-7B', 'qwen2.5:7b', 'no'],
    ['Qwen/Qwen2.5-7B', 'qwen2.5-7b', 'no'],
    ['meta-llama/Llama-4-Scout-17B-16E', 'meta-llama/Llama-4-Scout-17B-16E-Instruct', 'no'],
    ['Qwen/Qwen3-8B', 'qwen3:8b', 'yes'],
    ['gemma4:31b', 'google/gemma-4-31B-it', 'yes'],
    ['google/gemma-4-31b-pt', 'google/gemma-4-31B-it', 'no'],
  ])('%s against %s is %s', (a, b, said) => expect(verdict(a, b)).toBe(said));

  test('a name that states neither may be both, unless the label beside the id says which', () => {
    const bare = identifyModel({ id: 'llama-3.1-405b' });
    expect(bare).toMatchObject({
      candidates: ['meta/llama-3.1-405b-base', 'meta/llama-3.1-405b-instruct'],
    });
    expect(identifyModel({ id: 'llama-3.1-405b', name: 'Llama 3.1 405B (base)' })).toMatchObject({
      key: 'meta/llama-3.1-405b-base',
    });
    expect(identifyModel({ id: 'llama-3.1-405b', name: 'Llama 3.3 70B' })).toEqual(bare);
  });

  test('a label that leaves the stage out speaks against no id that states it', () => {
    for (const provider of ['fireworks', 'cerebras', undefined]) {
      expect(identifyModel({ id: 'llama-3.1-8b-instruct', name: 'Llama 3.1 8B', provider })).toMatchObject({
        key: 'meta/llama-3.1-8b-instruct',
      });
    }
  });
});

describe('a family that nobody knows', () => {
  test('is read by the grammar of all names where its maker is stated and known', () => {
    expect(readModel({ name: 'mistralai/zephyrine-3-5-mini-24b-instruct-2607-fp8' })).toMatchObject({
      key: 'mistral/zephyrine-3.5-mini-24b-instruct-2607',
      parts: {
        parsed: 'generic',
        sizes: ['24b'],
        stages: ['instruct'],
        snapshot: '2607',
        quantization: 'fp8',
      },
    });
    expect(keyOf('Mistral: Zephyrine 3.5 Mini (free)')).toBe('mistral/zephyrine-3.5-mini');
    expect(keyOf('zephyrine-3.5-mini')).toBeUndefined();
    expect(keyOf('nobody-at-all/zephyrine-3.5-mini')).toBeUndefined();
  });

  test('may be the same where all parts are equal and no maker contradicts', () => {
    expect(verdict('zephyrine-3.5-mini', 'mistralai/Zephyrine 3.5 mini:free')).toBe('yes');
    expect(verdict('nobody-at-all/zephyrine-3.5-mini', 'zephyrine-3-5-mini')).toBe('yes');
    expect(verdict('nobody-at-all/zephyrine-3.5-mini', 'mistralai/zephyrine-3.5-mini')).toBe('no');
    expect(verdict('zephyrine-3.5-mini', 'zephyrine-3.5-mini-heretic')).toBe('no');
    expect(verdict('zephyrine-3.5-mini', 'zephyrine-3.5')).toBe('no');
    expect(verdict('zephyrine-3.5-mini-0801', 'zephyrine-3.5-mini')).toBe('same-family-different-snapshot');
  });

  test('a derived model is its own maker’s and never its base', () => {
    expect(keyOf('nvidia/llama-9.9-nemotron-vast-49b-v3')).toBe('nvidia/llama-9.9-nemotron-vast-v3-49b');
    for (const [derived, base] of [
      ['nousresearch/hermes-3-llama-3.1-70b', 'llama-3.1-70b'],
      ['deepseek-r1-distill-llama-70b', 'llama-3.3-70b-instruct'],
      ['DeepSeek-R1-Distill-Qwen-32B', 'deepseek-r1'],
      ['llama-3-1-nemotron-instruct-70b', 'llama-3.1-70b-instruct'],
      ['olafangensan-glm-4.7-flash-heretic', 'glm-4.7-flash'],
      ['z-ai/glm-4.7-flash-heretic', 'glm-4.7-flash'],
    ] as const) {
      expect(verdict(derived, base), derived).toBe('no');
    }
    expect(keyOf('z-ai/glm-4.7-flash-heretic')).toBeUndefined();
  });
});

describe('anchors', () => {
  const anchored = (id: string, huggingFace: string) => identifyModel({ id, anchors: { huggingFace } });

  test('win over the id', () => {
    expect(anchored('openai-gpt-oss', 'openai/gpt-oss-120b')).toMatchObject({ key: 'openai/gpt-oss-120b' });
    expect(anchored('our-best-model', 'Qwen/Qwen3-32B')).toMatchObject({ key: 'alibaba/qwen3-32b' });
    expect(anchored('deepseek/deepseek-chat', 'deepseek-ai/DeepSeek-V3')).toMatchObject({
      key: 'deepseek/deepseek-v3',
    });
    expect(readModel({ id: 'x', anchors: { huggingFace: 'Qwen/Qwen3-32B' } }).applied).toContainEqual(
      expect.objectContaining({ table: 'anchors', line: 'Qwen/Qwen3-32B' }),
    );
  });

  test('an empty or unknown anchor changes nothing', () => {
    for (const anchor of ['', ' ', 'nobody/nothing', '__proto__']) {
      expect(anchored('glm-4.6', anchor)).toEqual(identifyModel({ id: 'glm-4.6' }));
    }
  });

  test('an anchor that states another model leaves both as candidates', () => {
    expect(anchored('z-ai/glm-4.6', 'zai-org/GLM-4.6V')).toEqual({
      unmatched: expect.stringContaining('different models'),
      candidates: ['zai/glm-4.6', 'zai/glm-4.6v'],
    });
  });
});

test('a name that can be two models, and one that moves, say which', () => {
  expect(identifyModel({ name: 'Claude Sonnet 4 and 4.5 \u2264200k' })).toMatchObject({
    candidates: ['anthropic/claude-sonnet-4', 'anthropic/claude-sonnet-4.5'],
  });
  expect(identifyModel({ name: 'nvidia/Kimi-K2.5' })).toMatchObject({
    candidates: ['moonshotai/kimi-k2.5'],
  });
  expect(identifyModel({ name: 'deepseek-chat' })).toMatchObject({
    moves: true,
    candidates: [expect.any(String), expect.any(String)],
  });
  expect(identifyModel({ name: 'A New Fruit (Gemini 3.5 Flash)' })).toMatchObject({
    candidates: ['google/gemini-3.5-flash'],
  });
  expect(keyOf('Google: Nano Banana Pro (Gemini 3 Pro Image)')).toBe('google/gemini-3-pro-image');
});
