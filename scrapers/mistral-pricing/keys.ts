import { jsonPiece, type Payload } from '../../src/read/embedded.ts';
import type { Facts } from '../../src/read/facts.ts';
import type { JsonNode } from '../../src/read/json.ts';
import { refusalOf } from '../../src/read/statements.ts';

/** Keys of one kind of object: '' for those that are read, else the reason why they are left alone. */
export type Keys = ReadonlyMap<string, string>;

const keysOf = (read: string, ignored: Readonly<Record<string, string>>): Keys =>
  new Map([
    ...read.split(' ').map((key) => [key, ''] as const),
    ...Object.entries(ignored).flatMap(([keys, reason]) =>
      keys.split(' ').map((key) => [key, reason] as const),
    ),
  ]);

/** Keys of an entry of the list. */
export const ENTRY_KEYS = keysOf('name api_endpoint type status licence capabilities price', {
  'id sort api_model_id': 'numbers of the page',
  'icon background': 'pictures and colours',
  'description content': 'prose',
  locale: 'the language of the list',
  usage: 'a heading of the page',
  'fine_tunable fine_tuning': 'prices of copies that a customer trained',
  'speed performance': 'marks without a measure',
  context: 'one entry has it, left from an earlier model',
});
/** Keys of one price. */
export const PRICE_KEYS = keysOf('value price_dollar price_euro', {
  locale: 'the language of the list',
  detail: 'prose',
});
/** Keys of a tag, and of what it names. */
export const TAG_KEYS = keysOf('api_capability_id', { locale: 'the language of the list' });
export const TAG_VALUE_KEYS = keysOf('value', {
  'sort icon': 'order and picture of the page',
  locale: 'the language of the list',
});

/** What nobody decided about: each name once, with the first place and the number of places. */
export class Strange {
  private readonly seen = new Map<
    string,
    { reason: string; name: string; row: string; at: JsonNode; count: number }
  >();

  add(reason: string, name: string, { row, at }: { row: string; at: JsonNode }): void {
    const known = this.seen.get(`${reason} ${name}`);
    if (known) known.count += 1;
    else this.seen.set(`${reason} ${name}`, { reason, name, row, at, count: 1 });
  }

  /** Notes the keys of an object that nobody decided about or that stand in it twice, and gives them. */
  keys(node: JsonNode | undefined, known: Keys, row: string): readonly string[] {
    if (node?.type !== 'object') return [];
    const unknown = [...node.entries].filter(([key]) => !known.has(key));
    for (const [key, at] of unknown) this.add('unknown-field', key, { row, at });
    for (const key of node.duplicates) this.add('duplicate-key', key, { row, at: node });
    return [...unknown.map(([key]) => key), ...node.duplicates];
  }

  /** Refuses by name all that was noted in the list. */
  refuse(facts: Facts, { page, root }: Payload): void {
    facts.account.expect([root], () => 'the list');
    facts.account.take(root);
    for (const { reason, name, row, at, count } of this.seen.values()) {
      const more = count > 1 ? ` and ${count - 1} more` : '';
      facts.account.refuse(root, refusalOf(reason, `${name} of ${row}${more}`, [jsonPiece(page, at)]));
    }
  }
}
