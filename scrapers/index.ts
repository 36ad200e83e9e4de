import type { Source } from '../schema/source.ts';
import { source as deepseekPricing } from './deepseek-pricing/index.ts';
import { source as genaiPrices } from './genai-prices/index.ts';
import { source as githubReadme } from './github-readme/index.ts';
import { source as litellm } from './litellm/index.ts';
import { source as llmReference } from './llm-reference/index.ts';
import { source as modelsDev } from './models-dev/index.ts';
import { source as openrouter } from './openrouter/index.ts';
import { source as pressReview } from './press-review/index.ts';

/** Every source that is known, by hand: a folder that is not in this list is not read. */
export const SOURCES: readonly Source[] = [
  llmReference,
  pressReview,
  githubReadme,
  deepseekPricing,
  openrouter,
  litellm,
  modelsDev,
  genaiPrices,
];
