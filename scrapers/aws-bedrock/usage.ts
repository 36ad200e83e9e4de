import { qualified } from '../../schema/scope.ts';

/** What a row of the price list is for, or why it is left alone or cannot be read. */
export type Usage = Sold | { ignore: string } | { refused: string };

/** Tokens of one kind; `global`: served in whichever region has room. */
export interface Sold {
  part: string;
  tier: string | undefined;
  global: boolean;
}

type Meaning = readonly [kind: 'direction' | 'cache' | 'modality' | 'ttl' | 'tier' | 'global', value: string];

/** Words of usage types, kinds of inference and features, and what each says; undefined: nothing beside the others. */
const WORDS: ReadonlyMap<string, Meaning | undefined> = new Map<string, Meaning | undefined>([
  ['input', ['direction', 'input']],
  ['output', ['direction', 'output']],
  ['read', ['cache', 'read']],
  ['cacheread', ['cache', 'read']],
  ['write', ['cache', 'write']],
  ['cachewrite', ['cache', 'write']],
  ['batch', ['tier', 'batch']],
  ['flex', ['tier', 'flex']],
  ['priority', ['tier', 'priority']],
  ['latencyoptimized', ['tier', 'latency-optimized']],
  ['crossregionglobal', ['global', 'global']],
  ['global', ['global', 'global']],
  ['speech', ['modality', 'audio']],
  ['audio', ['modality', 'audio']],
  ['image', ['modality', 'image']],
  ['video', ['modality', 'video']],
  ['5m', ['ttl', '5m']],
  ['1h', ['ttl', '1h']],
  ...[
    'cache',
    'count',
    'demand',
    'inference',
    'model',
    'on',
    'ondemand',
    'prompt',
    'standard',
    'text',
    'token',
  ].map((word) => [word, undefined] as const),
  ['tokens', undefined],
]);

/** Words of rows that sell something else than answers of a model by the token. */
const OTHER: ReadonlyMap<string, string> = new Map([
  ['custom', 'a model that a customer trained or brought'],
  ['customization', 'training'],
  ['customized', 'a model that a customer trained or brought'],
  ['distillation', 'training'],
  ['evaluation', 'a tool'],
  ['flows', 'a tool'],
  ['guardrail', 'a tool'],
  ['guardrails', 'a tool'],
  ['import', 'a model that a customer trained or brought'],
  ['provisioned', 'capacity by the hour'],
  ['reserved', 'capacity by the month'],
  ['storage', 'room for trained models'],
  ['training', 'training'],
]);

const COMPOUNDS: readonly [RegExp, string][] = [
  [/latency[\s_-]*optimi[sz]ed/gu, 'latencyoptimized'],
  [/cross[\s_-]*region[\s_-]*global/gu, 'crossregionglobal'],
];

const REGION = /^[A-Z]{2,4}\d?-/u;

const wordsOf = (text: string): string[] =>
  COMPOUNDS.reduce((whole, [pattern, word]) => whole.replace(pattern, word), text.toLowerCase())
    .split(/[\s_-]+/u)
    .filter((word) => word !== '');

const isKnown = (word: string): boolean => WORDS.has(word) || OTHER.has(word);

/** A name without case and signs: "Nova Lite" and "NovaLite" are the same. */
export const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]+/gu, '');

/** `USE1-NovaLite-input-tokens-flex`: the model's code ("novalite"), and the words behind it. */
export function codeOf(usageType: string): { code: string; words: string[] } {
  const all = wordsOf(usageType.replace(REGION, ''));
  const last = all.findLastIndex((word) => !isKnown(word));
  return { code: bare(all.slice(0, last + 1).join('')), words: all.slice(last + 1) };
}

const partOf = (said: ReadonlyMap<Meaning[0], string>): string | undefined => {
  const [direction, cache, ttl] = [said.get('direction'), said.get('cache'), said.get('ttl')];
  if (cache === undefined && ttl !== undefined) return undefined;
  if (cache !== undefined && (direction === 'output' || said.has('modality'))) return undefined;
  const head = cache === undefined ? direction : `cache_${cache}`;
  return head && qualified(head, { modality: said.get('modality'), ttl });
};

/** What the words of a row say together; a word that nobody knows, or two that do not go together, refuse the row. */
export function usageOf(texts: readonly string[]): Usage {
  const said = new Map<Meaning[0], string>();
  const words = texts.flatMap(wordsOf);
  const other = words.map((word) => OTHER.get(word)).find((reason) => reason !== undefined);
  if (other !== undefined) return { ignore: other };
  for (const word of words) {
    const meaning = WORDS.get(word);
    if (!WORDS.has(word)) return { refused: `unknown-word "${word}"` };
    if (meaning === undefined) continue;
    const [kind, value] = meaning;
    if (said.has(kind) && said.get(kind) !== value) return { refused: `two kinds of ${kind}` };
    said.set(kind, value);
  }
  const part = partOf(said);
  if (part === undefined) return { refused: 'no-component' };
  return { part, tier: said.get('tier'), global: said.has('global') };
}
