import type { Attribute } from '../../schema/attributes.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import type { Block } from '../../src/read/blocks.ts';
import type { FactTable } from '../../src/read/facts.ts';
import { matching, price, type Said, type Say, stated } from '../../src/read/say.ts';
import type { Row } from '../../src/read/table.ts';
import { isIdOf, isTwin } from './ids.ts';

/** Limits, of a window also the one in beta, and dates; perhaps with the digit of a footnote. */
const TOKENS = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?[KM]?) tokens`;
const WINDOW = new RegExp(`^(${TOKENS}(?: ?/ ?${TOKENS} \\(beta\\))?)(?:\\s?\\d)?$`, 'iu');
const LIMIT = new RegExp(`^(${TOKENS})(?:\\s?\\d)?$`, 'iu');
const MONTH = /^([A-Z][a-z]{2,8}\.? \d{4})(?:\s?\d)?$/u;
/** Both prices of a model; "From $0.10" is the least of several and is not taken. */
const PRICES = /^(\D\d[\d.]*\s?\/\s?input MTok,?\s*\D\d[\d.]*\s?\/\s?output MTok)$/u;
const SENTENCE =
  /(?:^|\. )All current Claude models support text and image input, text output,[^.]* vision\./u;
/** What that sentence says of each model, in which words. */
const MEDIA: readonly [Attribute, string, string][] = [
  ['capability', 'vision', 'vision'],
  ['modality', 'input=text', 'text and image input'],
  ['modality', 'input=image', 'text and image input'],
  ['modality', 'output=text', 'text output'],
];

/** What a provider sells under an id. */
export const offering = (provider: string, id: string): NamedSubject => ({ kind: 'offering', provider, id });
const modelOf = (row: Row): NamedSubject => ({ kind: 'model', id: row.text('id') });
const idPiece = (row: Row) => [row.cell('id') ?? []].flat();

/** Said of the model, as its maker says it. */
const ofModel =
  (say: Say): Say =>
  (cell, around) => {
    const told = say(cell, around);
    const more = { of: modelOf(around.row), beside: idPiece(around.row) };
    return 'refused' in told ? told : told.map((said) => ({ ...said, ...more }));
  };

/** Said of the model and of what Anthropic itself sells. */
const ofBoth =
  (say: Say): Say =>
  (cell, around) => {
    const [own, models] = [say(cell, around), ofModel(say)(cell, around)];
    return 'refused' in own || 'refused' in models ? own : [...own, ...models];
  };

/** An id elsewhere: what is sold there under it is the model of this column. */
const twin =
  (provider: string): Say =>
  (cell, { row }) => {
    const [id, alias, there] = [row.text('id'), row.text('alias'), cell.plain];
    if (there === '' || there === '-' || there === '—' || (provider === 'anthropic' && there === id))
      return [];
    const fits =
      provider === 'anthropic' ? isIdOf(row.text('name'), there) : isTwin(provider, there, [id, alias]);
    if (!fits) return { refused: 'bad-id' };
    return [{ means: ['model'], asWritten: id, of: offering(provider, there), beside: idPiece(row) }];
  };

const yes = (scope: string, asWritten: string): Said => ({ means: ['capability'], scope, asWritten });

/** Extended thinking is one way to reason: its "No" speaks of reasoning only where the other way is denied as well. */
const extended: Say = ({ plain }, { row }) =>
  /^No$/iu.test(plain) && !/^No$/iu.test(row.text('adaptive')) ? [] : [yes('reasoning', plain)];
const adaptive: Say = ({ plain }, { row }) => {
  const state = /^(Yes|No)(?: \([^()]*\))?$/iu.exec(plain)?.[1];
  if (state === undefined) return { refused: 'unreadable-cell' };
  const alone = /^Yes/iu.test(state) && /^No$/iu.test(row.text('extended'));
  return [yes('adaptive_thinking', state), ...(alone ? [yes('reasoning', state)] : [])];
};
const thinking: Say = ({ plain }) =>
  /^(?:Adaptive|Extended)\b/u.test(plain)
    ? [{ ...yes('reasoning', plain), unitWritten: 'yes' }]
    : { refused: 'unreadable-cell' };

/** A label with the digit of a footnote, perhaps. */
export const label = (words: string): RegExp => new RegExp(`^(?:${words}) ?\\d?$`, 'iu');
const line = (is: string, words: string, say: Say) =>
  ({ is, header: label(words), say, optional: true }) as const;
const left = (words: string, reason: string) =>
  ({ header: label(words), ignore: reason, optional: true }) as const;

/** Every line of the tables but the id's, known by its label. */
export const LINES: FactTable['columns'] = [
  { is: 'name', header: /^Feature$/iu },
  line('alias', 'Claude API alias', twin('anthropic')),
  line('bedrock', '(?:AWS|Amazon) Bedrock ID', twin('amazon-bedrock')),
  line('vertex', '(?:GCP )?Vertex AI ID|Google Cloud ID', twin('google-vertex')),
  line('foundry', 'Microsoft Foundry ID', twin('azure')),
  line('aws', 'Claude Platform on AWS ID', twin('claude-platform-aws')),
  line('pricing', 'Pricing', matching(PRICES, price('input'))),
  line('extended', 'Extended thinking', ofModel(extended)),
  line('adaptive', 'Adaptive thinking', ofModel(adaptive)),
  line('thinking', 'Thinking', ofModel(thinking)),
  line('vision', 'Vision', ofModel(stated('capability', 'vision'))),
  line('multilingual', 'Multilingual', ofModel(stated('capability', 'multilingual'))),
  line('window', 'Context window', ofBoth(matching(WINDOW, stated('context_window')))),
  line('output', 'Max output', ofBoth(matching(LIMIT, stated('max_output')))),
  line('knowledge', 'Reliable knowledge cutoff', ofModel(matching(MONTH, stated('knowledge_cutoff')))),
  line('training', 'Training data cut-?off', ofModel(matching(MONTH, stated('training_cutoff')))),
  line('retired', 'Retirement', ofModel(stated('retired'))),
  left('Description|Strengths|Model page', 'words and links'),
  left('Comparative latency', 'compared with the other models of its day'),
  left('Priority Tier|Default effort', 'settings of one request'),
  left('Max output \\(.*\\)', 'a limit of batches alone'),
];

/** The id's line: what is sold under it, and what a sentence says of all models of the table. */
export function idLine(blocks: readonly Block[]): Say {
  const sentence = blocks.find((block) => block.kind === 'text' && SENTENCE.test(block.text));
  const beside = sentence?.kind === 'text' ? [{ text: sentence.text, place: sentence.place }] : [];
  return ({ plain }, { row }) => [
    { means: ['model'], asWritten: plain },
    ...(beside.length === 0 ? [] : MEDIA).map(([means, scope, asWritten]): Said => {
      return { means: [means], scope, asWritten, unitWritten: 'yes', of: modelOf(row), beside };
    }),
  ];
}
