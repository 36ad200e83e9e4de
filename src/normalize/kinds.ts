import { ATTRIBUTES, type Attribute } from '../../schema/attributes.ts';

/** What a kind of notation is about: the attribute, and where in it a text without a page around it belongs. */
export interface Kind {
  attribute: Attribute;
  scope: string;
  part: string;
  /** The unit where neither the text nor its source names one. */
  unit: string;
}

const kind = (attribute: Attribute, { scope = '', part = '', unit = '' } = {}): Kind => ({
  attribute,
  scope,
  part,
  unit,
});

/** Short names of kinds, beside the attributes' own. */
const SHORT: readonly (readonly [string, Kind])[] = [
  ['context', kind('context_window')],
  ['price_input', kind('price', { part: 'input' })],
  ['price_output', kind('price', { part: 'output' })],
  ['price_cache', kind('price', { part: 'cache_read' })],
  ['price_mode', kind('price', { part: 'input' })],
  ['price_other', kind('price')],
  ['params', kind('parameters')],
  ['date', kind('released')],
  ['cutoff', kind('knowledge_cutoff')],
  ['benchmark', kind('benchmark', { scope: 'unnamed' })],
  ['speed', kind('throughput')],
  ['duration', kind('task_time')],
  ['derived', kind('subscription_price', { unit: 'per month' })],
];

/** Every kind of text that can be read alone: the attributes, and short names for some. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...(Object.keys(ATTRIBUTES) as Attribute[]).map((name) => [name, kind(name)] as const),
  ...SHORT,
]);
