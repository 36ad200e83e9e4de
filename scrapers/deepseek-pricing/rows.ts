import type { Attribute } from '../../schema/attributes.ts';

/** What is made of a row: `ignored` says why nothing is. */
export type RowRule =
  | { kind: 'version' | 'thinking' }
  | { kind: 'feature'; name: string }
  | { kind: 'limit'; means: Attribute }
  | { kind: 'price'; part: string }
  | { kind: 'ignored'; reason: string };

const ADDRESS: RowRule = { kind: 'ignored', reason: 'the address of the interface' };
const feature = (name: string): RowRule => ({ kind: 'feature', name });
const price = (part: string): RowRule => ({ kind: 'price', part });
const limit = (means: Attribute): RowRule => ({ kind: 'limit', means });

/** The label in the first cell of the table: the landmark by which it is found. */
export const LANDMARKS: ReadonlySet<string> = new Set(['MODEL', '模型']);

/** Rows of the English and of the Chinese page by their label without footnote marks. */
export const ROWS: ReadonlyMap<string, RowRule> = new Map([
  ['BASE URL (OpenAI Format)', ADDRESS],
  ['BASE URL (Anthropic Format)', ADDRESS],
  ['MODEL VERSION', { kind: 'version' }],
  ['THINKING MODE', { kind: 'thinking' }],
  ['CONTEXT LENGTH', limit('context_window')],
  ['MAX OUTPUT', limit('max_output')],
  ['Json Output', feature('json_output')],
  ['Tool Calls', feature('tool_calls')],
  ['Chat Prefix Completion（Beta）', feature('chat_prefix_completion')],
  ['FIM Completion（Beta）', feature('fim_completion')],
  ['1M INPUT TOKENS (CACHE HIT)', price('cache_read')],
  ['1M INPUT TOKENS (CACHE MISS)', price('input')],
  ['1M OUTPUT TOKENS', price('output')],
  ['BASE URL (OpenAI 格式)', ADDRESS],
  ['BASE URL (Anthropic 格式)', ADDRESS],
  ['模型版本', { kind: 'version' }],
  ['思考模式', { kind: 'thinking' }],
  ['上下文长度', limit('context_window')],
  ['输出长度', limit('max_output')],
  ['对话前缀续写（Beta）', feature('chat_prefix_completion')],
  ['FIM 补全（Beta）', feature('fim_completion')],
  ['百万tokens输入（缓存命中）', price('cache_read')],
  ['百万tokens输入（缓存未命中）', price('input')],
  ['百万tokens输出', price('output')],
]);
