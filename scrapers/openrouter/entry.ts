import type { PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, take } from '../../src/read/json.ts';
import { badId, JsonEntry, type JsonListing } from '../../src/read/json-entries.ts';

/** `:free`, `:batch`, `:thinking`: the same model under other terms. */
const VARIANT = /:[a-z0-9-]+$/u;

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/u;

/** What the entries of one body share: the ids of all, to tell a variant from a model that is listed only as one. */
export interface Listing {
  json: JsonListing;
  ids: ReadonlySet<string>;
}

/** One entry of the list: states and refuses under its id, with the id as part of each quote. */
export class Entry extends JsonEntry {
  readonly id: string;
  readonly node: JsonObject;
  private readonly ids: ReadonlySet<string>;

  constructor(listing: Listing, node: JsonObject, id: { node: JsonNode; value: string }) {
    super(listing.json, id.value, [id.node]);
    this.node = node;
    this.id = id.value;
    this.ids = listing.ids;
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
    return this.sellsOneModel && (this.base === this.id || !this.ids.has(this.base));
  }

  get offering(): NamedSubject {
    return { kind: 'offering', provider: 'openrouter', id: this.id };
  }

  /** The repository of the weights; most entries have none. */
  get repository(): (JsonNode & { type: 'string' }) | undefined {
    const at = take(this.node, 'hugging_face_id');
    return at?.type === 'string' && REPOSITORY.test(at.value) ? at : undefined;
  }

  get model(): NamedSubject {
    return { kind: 'model', name: this.base, ...this.anchor };
  }

  /** What tells the model beside the id. */
  get anchor(): Pick<NamedSubject, 'huggingFace'> {
    return this.repository === undefined ? {} : { huggingFace: this.repository.value };
  }
}

/** An entry, or its refusal: no object, no id, an id that cannot be read, or a key that stands twice. */
export function entryOf(listing: Listing, node: JsonNode): Entry | PageReading {
  const refused = (reason: string, what: string): PageReading =>
    listing.json.refused(reason, `${node.pointer} ${what}`, node);
  if (node.type !== 'object') return refused('no-entry', node.type);
  if (node.duplicates.size > 0) return refused('duplicate-key', [...node.duplicates].join(', '));
  const id = take(node, 'id');
  const wrong = badId(id);
  if (wrong === 'bad-character') return refused(wrong, 'has an id with a character that cannot be read');
  if (wrong !== undefined || id?.type !== 'string') return refused('no-id', 'has no id');
  return new Entry(listing, node, { node: id, value: id.value });
}
