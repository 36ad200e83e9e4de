import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Facts } from '../../src/read/facts.ts';
import { openPage } from '../../src/read/html.ts';
import { type Marked, markedIn } from '../../src/read/marked.ts';
import { refusalOf } from '../../src/read/statements.ts';

const ID = /^[a-z\d]+(?:[._-][a-z\d]+)*$/u;
const SIZE = /^(?:e?\d+(?:\.\d+)?[bm]|\d+x\d+(?:\.\d+)?b)$/u;
const says = (means: 'capability' | 'modality', ...scopes: string[]) =>
  scopes.map((scope) => ({ means: [means], scope, unitWritten: 'yes' }));
/** What a badge says; nothing of the last three. */
const BADGES = new Map([
  ['tools', says('capability', 'function_calling', 'tool_use')],
  ['thinking', says('capability', 'reasoning')],
  ['vision', says('modality', 'input=image')],
  ...['cloud', 'embedding', 'insert'].map((badge) => [badge, says('capability')] as const),
]);

/** Each size is a tag under which one model is pulled; badges are of a whole entry, so they count where it has one size. */
function readEntry({ account, statements }: Facts, entry: Marked): void {
  const [name = entry, ...more] = entry.pieces('h2');
  const sizes = entry.pieces('x-test-size');
  const badges = sizes.length === 1 ? entry.pieces('x-test-capability') : [];
  const odd = [
    ...sizes.filter(({ text }) => !SIZE.test(text)),
    ...badges.filter(({ text }) => !BADGES.has(text)),
  ];
  account.take(entry);
  for (const piece of more.length > 0 || !ID.test(name.text) ? [name] : odd)
    account.refuse(entry, refusalOf('unknown-words', `${name.text} ${piece.text}`, [name, piece]));
  for (const size of more.length > 0 || !ID.test(name.text)
    ? []
    : sizes.filter((one) => !odd.includes(one))) {
    const row = `${name.text}:${size.text}`;
    const said = { subject: { kind: 'offering', provider: 'ollama', id: row }, row } as const;
    statements.add({ ...said, means: ['model'], asWritten: row, pieces: [name, size] });
    for (const badge of badges)
      for (const one of BADGES.get(badge.text) ?? [])
        statements.add({ ...said, ...one, asWritten: badge.text, pieces: [name, size, badge] });
  }
}

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  openPage(page, { locale: 'en', title: /^library\b/iu });
  const entries = markedIn(page, 'x-test-model');
  facts.account.expect(entries, ({ text }) => text);
  for (const entry of entries) readEntry(facts, entry);
  return facts.finish();
}

/** Ollama's library: which open models are pulled under which tags. */
export const source: Source = {
  id: 'ollama-library',
  owner: 'ollama',
  kind: 'host',
  upstreams: {},
  recordings: [],
  schedule: '31 5 * * *',
  seeds: [{ url: 'https://ollama.com/library' }],
  media: ['html'],
  locale: 'en',
  attributes: ['capability', 'modality', 'model'],
  absent: 'unknown',
  note: 'The model behind each tag of a size; tools, thinking and pictures where an entry has one size.',
  ignores: [
    { what: 'badges of entries with several sizes', reason: 'the smallest size may lack them' },
    { what: 'the size as a count of weights', reason: 'a label: "120b" is called what has 117 billion' },
    { what: 'pulls, tags, days, prose', reason: 'popularity and advertising' },
  ],
  terms: 'Public page; facts with their link, no text.',
  floor: 3,
  read,
};
