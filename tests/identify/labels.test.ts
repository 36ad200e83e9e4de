import { describe, expect, test } from 'vitest';
import { identifyModel, type ModelName } from '../../src/identify/index.ts';

const candidatesOf = (name: ModelName): readonly string[] => {
  const model = identifyModel(name);
  return 'key' in model ? [] : (model.candidates ?? []);
};

describe('an id and a label beside it', () => {
  test.each([
    ['databricks-claude-sonnet-4', 'Claude Sonnet 4.5', 'anthropic/claude-sonnet-4.5'],
    ['openai/gpt-5.2-pro', 'GPT 5.2 ', 'openai/gpt-5.2'],
    ['llama3-8b-instruct', 'Llama 3.1 Instruct (8B)', 'meta/llama-3.1-8b-instruct'],
    ['grok-code-fast-1', 'Grok 4.1 Fast (Reasoning)', 'xai/grok-4.1-fast-reasoning'],
    ['z-ai/glm-4.6v-flash', 'GLM 4.6V FlashX', 'zai/glm-4.6v-flashx'],
    ['openai/gpt-4o-2024-05-13', 'GPT-4o (2024-08-06)', 'openai/gpt-4o-2024-08-06'],
    ['meta/llama-3.3-70b', 'Llama 3.3 8B', 'meta/llama-3.3-8b'],
    ['qwen3-30b-a3b-instruct-2507', 'Qwen3 30B A3B Thinking 2507', 'alibaba/qwen3-30b-a3b-thinking-2507'],
    ['minimax-m1-40k', 'MiniMax M1 80k', 'minimax/minimax-m1-80k'],
  ])('%s labelled %s can be two models', (id, name, labelled) => {
    const own = identifyModel({ id });
    expect(candidatesOf({ id, name })).toEqual(['key' in own ? own.key : '', labelled]);
  });

  test.each([
    ['alibaba/wan-v2.6-i2v', 'Wan v2.6 Image-to-Video'],
    ['klingai/kling-v2.5-turbo-t2v', 'Kling v2.5 Turbo Text-to-Video'],
    ['claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5 (latest)'],
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'Claude Sonnet 4.5 (EU)'],
    ['anthropic/claude-3.5-sonnet', 'Claude Sonnet 3.5 v2'],
    ['nvidia/nemotron-nano-9b-v2', 'Nemotron 2 Nano 9B'],
    ['qwen/qwen-plus-2025-07-28:thinking', 'Qwen: Qwen Plus 0728 (thinking)'],
    ['minimaxai/minimax-m1-80k', 'MiniMax M1'],
    ['gpt-4-32k', 'gpt 4'],
    ['text-embedding-3-large', 'text embedding 3'],
    ['Baichuan-M2', 'Baichuan M2 32B Medical'],
    ['claude-2', 'Claude v2'],
    ['openai/gpt-5.2-pro', 'Our best model'],
  ])('%s labelled %s is the model of its id', (id, name) => {
    expect(identifyModel({ id, name })).toEqual(identifyModel({ id }));
    expect(identifyModel({ id })).toHaveProperty('key');
  });

  test('a repository that the source gives lets no label speak', () => {
    const slip = { id: 'ibm-granite/granite-4.0-h-micro', name: 'IBM: Granite 4.0 Micro' };
    expect(candidatesOf(slip)).toEqual(['ibm/granite-4.0-h-micro', 'ibm/granite-4.0-micro']);
    const anchors = { huggingFace: 'ibm-granite/granite-4.0-h-micro' };
    expect(identifyModel({ ...slip, anchors })).toMatchObject({ key: 'ibm/granite-4.0-h-micro' });
    expect(identifyModel({ ...slip, anchors: { huggingFace: 'nobody/nothing' } })).toHaveProperty(
      'unmatched',
    );
  });
});
