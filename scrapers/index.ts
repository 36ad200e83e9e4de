import type { Source } from '../schema/source.ts';
import { source as anthropicApi } from './anthropic-api/index.ts';
import { source as catwalk } from './catwalk/index.ts';
import { source as deepseekPricing } from './deepseek-pricing/index.ts';
import { source as genaiPrices } from './genai-prices/index.ts';
import { source as githubReadme } from './github-readme/index.ts';
import { source as googleApi } from './google-api/index.ts';
import { source as litellm } from './litellm/index.ts';
import { source as llmReference } from './llm-reference/index.ts';
import { source as modelsDev } from './models-dev/index.ts';
import { source as openaiApi } from './openai-api/index.ts';
import { source as openrouter } from './openrouter/index.ts';
import { source as portkey } from './portkey/index.ts';
import { source as pressReview } from './press-review/index.ts';
import { source as xaiApi } from './xai-api/index.ts';

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
  catwalk,
  portkey,
  anthropicApi,
  googleApi,
  openaiApi,
  xaiApi,
];
