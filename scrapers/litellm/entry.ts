import type { NamedSubject } from '../../schema/statement.ts';
import type { JsonNode, JsonObject } from '../../src/read/json.ts';
import { JsonEntry, type JsonListing, type Said } from '../../src/read/json-entries.ts';
import { type Keyed, keyedOf } from './offering.ts';

/** One entry of the map: states and refuses under its key, which leads each quote. */
export class Entry {
  readonly key: string;
  readonly node: JsonObject;
  readonly keyed: Keyed;
  readonly json: JsonEntry;
  private readonly listing: JsonListing;
  private readonly subject: NamedSubject;

  constructor(listing: JsonListing, node: JsonObject, provider: string) {
    this.key = String(node.key);
    this.node = node;
    this.keyed = keyedOf(this.key, provider);
    this.json = new JsonEntry(listing, this.key, [node]);
    this.listing = listing;
    this.subject = { kind: 'offering', provider, id: this.keyed.id };
  }

  say(said: Said): void {
    this.json.say(this.subject, said);
  }

  /** States which model the offering sells: the key alone is the evidence. */
  sayModel(): void {
    this.say({ means: ['model'], asWritten: this.keyed.id, at: this.node, column: 'key' });
  }

  refuse(reason: string, what: string, at: JsonNode): void {
    this.json.refuse(reason, what, at);
  }

  /** Refuses a field that nobody decided about, the first time that the page has it. */
  refuseField(name: string, at: JsonNode): void {
    if (this.listing.isNew(name)) this.refuse('unknown-field', name, at);
  }
}
