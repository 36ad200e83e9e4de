import type { NamedSubject, Refusal } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, placeOf, take } from '../../src/read/json.ts';
import { type Draft, isUnreadable, refusalOf, type Statements } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';

/** `:free`, `:batch`, `:thinking`: the same model under other terms. */
const VARIANT = /:[a-z0-9-]+$/u;

type Said = Pick<Draft, 'means' | 'scope' | 'part' | 'asWritten' | 'context'> & {
  at: JsonNode;
  column: string;
};

/** Which keys of an object are read and which are left alone, by name. */
interface Keys {
  taken: ReadonlySet<string>;
  ignored: ReadonlyMap<string, string>;
}

/** What the entries of one body share. */
export interface Listing {
  text: string;
  statements: Statements;
  refused: Refusal[];
  /** Unknown keys that were named already: one refusal a key, not one an entry. */
  named: Set<string>;
  /** Ids of all entries, to tell a variant from a model that is listed only as a variant. */
  ids: ReadonlySet<string>;
}

/** One entry of the list: states and refuses under its id, with the id as part of each quote. */
export class Entry {
  readonly id: string;
  readonly node: JsonObject;
  private readonly listing: Listing;
  private readonly idNode: JsonNode;

  constructor(listing: Listing, node: JsonObject, id: { node: JsonNode; value: string }) {
    this.listing = listing;
    this.node = node;
    this.id = id.value;
    this.idNode = id.node;
  }

  /** The id without its variant. */
  get base(): string {
    return this.id.replace(VARIANT, '');
  }

  /** A router or a name that moves sells no model of its own. */
  get sellsOneModel(): boolean {
    return (
      !this.id.startsWith('~') && take(this.node, 'pricing', 'prompt')?.type !== undefined && !this.isRouter
    );
  }

  /** The list says `-1` where the price is that of whichever model answers. */
  get isRouter(): boolean {
    const prompt = take(this.node, 'pricing', 'prompt');
    return prompt?.type === 'string' && prompt.value === '-1';
  }

  /** True where what the entry says of the model is not said by another entry without a variant. */
  get speaksForModel(): boolean {
    return this.sellsOneModel && (this.base === this.id || !this.listing.ids.has(this.base));
  }

  get offering(): NamedSubject {
    return { kind: 'offering', provider: 'openrouter', id: this.id };
  }

  get model(): NamedSubject {
    return { kind: 'model', name: this.base };
  }

  say(subject: NamedSubject, { at, ...draft }: Said): void {
    this.listing.statements.add({ ...draft, subject, pieces: this.pieces(at), row: this.id });
  }

  refuse(reason: string, what: string, at: JsonNode): void {
    this.listing.refused.push(refusalOf(reason, `${this.id} ${what}`, this.pieces(at)));
  }

  /** Refuses the keys that nobody decided about; each key is named once a body. */
  checkKeys(node: JsonNode | undefined, keys: Keys, where: string): void {
    if (node?.type !== 'object') return;
    for (const [key, value] of node.entries) {
      const name = `${where}${key}`;
      if (keys.taken.has(key) || keys.ignored.has(key) || this.listing.named.has(name)) continue;
      this.listing.named.add(name);
      this.refuse('unknown-field', name, value);
    }
    for (const key of node.duplicates) this.refuse('duplicate-key', `${where}${key}`, node);
  }

  private pieces(at: JsonNode): Piece[] {
    return at === this.idNode ? [this.piece(at)] : [this.piece(this.idNode), this.piece(at)];
  }

  private piece(node: JsonNode): Piece {
    return { text: this.listing.text.slice(node.from, node.end).slice(0, 400), place: placeOf(node) };
  }
}

/** An entry, or its refusal: no object, no id, an id that cannot be read, or a key that stands twice. */
export function entryOf(listing: Listing, node: JsonNode): Entry | undefined {
  const refuse = (reason: string, what: string): undefined => {
    const piece = { text: listing.text.slice(node.start, node.end).slice(0, 200), place: placeOf(node) };
    listing.refused.push(refusalOf(reason, `${node.pointer} ${what}`, [piece]));
  };
  if (node.type !== 'object') return refuse('no-entry', node.type);
  if (node.duplicates.size > 0) return refuse('duplicate-key', [...node.duplicates].join(', '));
  const id = take(node, 'id');
  if (id?.type !== 'string' || id.value.trim() === '') return refuse('no-id', 'has no id');
  if (isUnreadable(id.value))
    return refuse('bad-character', 'has an id with a character that cannot be read');
  return new Entry(listing, node, { node: id, value: id.value });
}
