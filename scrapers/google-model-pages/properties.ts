import type { Attribute } from '../../schema/attributes.ts';

/** What a property of a model says: a count of tokens, media, a date, or why it is left alone. */
export type Property =
  | { is: RegExp; means: readonly Attribute[] }
  | { media: 'input' | 'output' }
  | { ignore: string };

/** A number of tokens in the notation of the page's language. */
const COUNT = /^\d{1,3}(?:,\d{3})*$/u;
const MONTH =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}$/u;

const named = (property: Property, ...labels: string[]): [string, Property][] =>
  labels.map((label) => [label, property]);

/** Properties by their label in small letters, as rows of their own or as labels inside of a row. */
export const PROPERTIES: ReadonlyMap<string, Property> = new Map([
  ...named({ is: COUNT, means: ['context_window', 'max_input'] }, 'input token limit'),
  ...named({ is: COUNT, means: ['max_output'] }, 'output token limit'),
  ...named({ is: MONTH, means: ['knowledge_cutoff'] }, 'knowledge cutoff'),
  ...named({ media: 'input' }, 'inputs', 'input', 'input(s)'),
  ...named({ media: 'output' }, 'output', 'outputs', 'output(s)'),
  ...named({ ignore: 'the month in which the model last changed; no attribute' }, 'latest update'),
  ...named({ ignore: 'names by state; the list of deprecations says when' }, 'versions'),
  ...named({ ignore: 'tiers of service' }, 'consumption options'),
]);

/** Rows that hold labels with their values, line by line. */
export const GROUPS: ReadonlySet<string> = new Set(['supported data types', 'token limits', 'capabilities']);
/** The one of them whose labels are names of capabilities. */
export const CAPABILITIES = 'capabilities';

export const STATES: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ['supported', 'yes'],
  ['not supported', 'no'],
]);

/** Media as they stand in a list: "Audio, images, video, and text". */
export const MEDIA: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['image', 'image'],
  ['images', 'image'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['videos', 'video'],
  ['pdf', 'pdf'],
  ['pdfs', 'pdf'],
]);

/** "token_autoToken limits[*]" -> "token limits": an icon's name may stand before a label, a mark behind it. */
export function labelOf(text: string): string {
  const label = text.replace(/\[[^\]]*\]$/u, '').trim();
  const bare = /^(?:[a-z]+(?:_[a-z\d]+)*|\d+)\s?(?=[A-Z])/u.exec(label)?.[0] ?? '';
  return label.slice(bare.length).toLowerCase();
}
