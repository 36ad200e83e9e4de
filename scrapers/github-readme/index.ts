import type { Source } from '../../schema/source.ts';
import { readCard } from '../../src/read/card.ts';

/** Cards by repository: where the file stands in it, whose it is, and how recordings of it are called. */
const CARDS: readonly [repository: string, path: string, owner: string, recorded: string][] = [
  ['stepfun-ai/Step-3.7-Flash', 'main/README.md', 'stepfun', 'Step-3.7-Flash.README'],
  ['inclusionAI/Ling-V2.5', 'main/README.md', 'inclusionai', 'Ling-V2.5.README'],
  ['inclusionAI/Ling-V2', 'master/README.md', 'inclusionai', 'Ling-V2.README'],
  ['inclusionAI/Ling', 'master/README.md', 'inclusionai', 'Ling.README'],
  ['MoonshotAI/Kimi-K2', 'main/README.md', 'moonshotai', 'Kimi-K2.README'],
  ['MoonshotAI/Kimi-K2.5', 'master/README.md', 'moonshotai', 'Kimi-K2.5.README'],
  ['deepseek-ai/DeepSeek-V3', 'main/README.md', 'deepseek', 'DeepSeek-V3.README'],
  ['QwenLM/Qwen3', 'main/README.md', 'alibaba', 'Qwen3.README'],
  ['openai/gpt-oss', 'main/README.md', 'openai', 'gpt-oss.README'],
  ['meta-llama/llama-models', 'main/models/llama3_1/MODEL_CARD.md', 'meta', 'llama3_1.MODEL_CARD'],
  ['meta-llama/llama-models', 'main/models/llama4/MODEL_CARD.md', 'meta', 'llama4.MODEL_CARD'],
  ['zai-org/GLM-4.5', 'main/README.md', 'zai', 'GLM-4.5.README'],
  ['MiniMax-AI/MiniMax-M2', 'main/README.md', 'minimax', 'MiniMax-M2.README'],
  ['stepfun-ai/Step-3.5-Flash', 'main/README.md', 'stepfun', 'Step-3.5-Flash.README'],
  ['inclusionAI/Ring-V2.5', 'main/README.md', 'inclusionai', 'Ring-V2.5.README'],
  ['inclusionAI/Ring', 'master/README.md', 'inclusionai', 'Ring.README'],
  ['deepseek-ai/DeepSeek-R1', 'main/README.md', 'deepseek', 'DeepSeek-R1.README'],
  ['deepseek-ai/DeepSeek-V2', 'main/README.md', 'deepseek', 'DeepSeek-V2.README'],
  ['deepseek-ai/DeepSeek-Coder-V2', 'main/README.md', 'deepseek', 'DeepSeek-Coder-V2.README'],
  ['meta-llama/llama-models', 'main/models/llama3_2/MODEL_CARD.md', 'meta', 'llama3_2.MODEL_CARD'],
  ['meta-llama/llama-models', 'main/models/llama3_3/MODEL_CARD.md', 'meta', 'llama3_3.MODEL_CARD'],
];

/** Organisations that sell their models, and the name under which they do. */
const SELLERS: ReadonlyMap<string, string> = new Map([
  ['stepfun-ai', 'StepFun'],
  ['inclusionAI', 'inclusionAI'],
]);

const urlOf = (repository: string, path: string): string =>
  `https://raw.githubusercontent.com/${repository}/${path}`;

/** Model cards that makers keep as the README of a repository. */
export const source: Source = {
  id: 'github-readme',
  owner: 'github-readme',
  kind: 'vendor',
  upstreams: {},
  recordings: CARDS.map(([repository, path, , recorded]) => ({
    glob: `model-cards/${recorded}*.md`,
    url: () => urlOf(repository, path),
  })),
  schedule: '25 5 * * *',
  seeds: CARDS.map(([repository, path, owner]) => ({ url: urlOf(repository, path), owner })),
  locale: 'en',
  attributes: [
    'context_window',
    'max_output',
    'price',
    'available',
    'parameters',
    'architecture',
    'licence',
    'released',
    'knowledge_cutoff',
    'throughput',
  ],
  absent: 'unknown',
  note: "Parameters, native and stretched window, licence, dates, prices and routes of the card's own models.",
  ignores: [
    { what: 'tables that compare models', reason: "benchmarks, and other makers' models" },
    { what: "other makers' models", reason: 'the card speaks for its own' },
    { what: 'rows about layers, heads, experts and the vocabulary', reason: 'no attribute of ours' },
    { what: 'how to deploy, tune and call a model, and code', reason: 'settings are no limits of the model' },
    {
      what: 'input and output modalities',
      reason: 'the same for every model of a card, in words of its own',
    },
  ],
  terms: 'Public repositories, each under its own licence; facts with their link, no text.',
  floor: 3,
  read: (page) => readCard(page, { sellers: SELLERS }),
};
