/** Families whose writings mark a text as the name of a model; a name outside them needs a sentence that says so. */
const FAMILIES = [
  'GPT',
  'gpt',
  'Claude',
  'Gemini',
  'Gemma',
  'Llama',
  'LLaMA',
  'Mistral',
  'Mixtral',
  'Codestral',
  'Devstral',
  'Magistral',
  'Ministral',
  'Pixtral',
  'Qwen',
  'QwQ',
  'DeepSeek',
  'Kimi',
  'GLM',
  'MiniMax',
  'Step',
  'Ling',
  'Ring',
  'Grok',
  'Command',
  'Phi',
  'Nova',
  'Nemotron',
  'Granite',
  'ERNIE',
  'Hunyuan',
  'Doubao',
  'Seed',
  'Jamba',
  'Sonar',
  'Composer',
  'MiMo',
  'LongCat',
  'Yi',
  'InternLM',
  'OLMo',
  'Falcon',
  'Palmyra',
  'Solar',
  'EXAONE',
  'Trinity',
  'Moonlight',
  'SWE',
  'Inkling',
  'Codex',
].join('|');

const FAMILY = new RegExp(`^(?:${FAMILIES})(?![a-z])|^o[1-9](?![a-z\\d])`, 'u');

/** One name of a model in running text: a family and the tokens behind it that are capitalised or numbers. */
export const ANY_MODEL = new RegExp(
  `(?<![\\w.-])(?:(?:${FAMILIES})(?:[ -]?v?\\d[\\w.]*|(?:[ -][A-Z][\\w.]*){0,4}[ -]v?\\d[\\w.]*)(?:[ -](?:[A-Z]|\\d)[\\w.]*){0,6}|o[1-9](?:-[a-z]+)?(?![\\w.]))`,
  'gu',
);

const SHAPE = /^[\p{L}\d][\p{L}\d.:+-]*(?: [\p{L}\d(][\p{L}\d.:+()-]*){0,5}$/u;

/** Whether a text is certainly the name of one model: a known family and a version, and nothing but a name. */
export const looksLikeModel = (text: string): boolean =>
  SHAPE.test(text) && FAMILY.test(text) && /\d/u.test(text) && !/^(?:Step|Seed|Command) \d+$/u.test(text);
