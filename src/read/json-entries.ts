import type { Page, PageReading } from '../../schema/source.ts';
import type { NamedSubject, Refusal } from '../../schema/statement.ts';
import { readable } from './dom.ts';
import { absolute } from './embedded.ts';
import { type JsonNode, placeOf } from './json.ts';
import { type Draft, isUnreadable, refusalOf, Statements } from './statements.ts';
import type { Piece } from './text.ts';

/** Characters of one piece of a quote. */
const LONGEST_PIECE = 200;

/** Which keys of an object are read and which are left alone, each with the reason. */
export interface Keys {
  taken: ReadonlySet<string>;
  ignored: ReadonlyMap<string, string>;
}

/** What one value of an entry says. `beside` are values without which it cannot be understood: the size of a band. */
export type Said = Omit<Draft, 'subject' | 'pieces' | 'row'> & { at: JsonNode; beside?: readonly JsonNode[] };

/** What an entry says of the model that an offering sells: its id, and the label of the entry. */
export type SaidModel = Omit<Said, 'means'> & { label: JsonNode | undefined };

/** The value with its key as it stands in the body, cut where it is long: `"input":0.25`. */
function pieceOf(page: Page, node: JsonNode): Piece {
  const text = page.text.slice(node.from, Math.min(node.end, node.from + LONGEST_PIECE));
  return { text: text.isWellFormed() ? text : text.slice(0, -1), place: absolute(page, placeOf(node)) };
}

/** What names an entry or a group: of an object only its key (`"gpt-4o":`), of anything else the value with its key. */
function namePiece(page: Page, node: JsonNode): Piece {
  if (node.type !== 'object' || node.from === node.start) return pieceOf(page, node);
  const text = page.text.slice(node.from, Math.min(node.start, node.from + LONGEST_PIECE)).trimEnd();
  const place = { kind: 'json', pointer: node.pointer, start: node.from, end: node.start } as const;
  return { text: text.isWellFormed() ? text : text.slice(0, -1), place: absolute(page, place) };
}

/** Why a text cannot be an id, or undefined. */
export function badId(node: JsonNode | undefined): string | undefined {
  if (node?.type !== 'string' || node.value.trim() === '') return 'no-id';
  return isUnreadable(node.value) ? 'bad-character' : undefined;
}

/** A body with a list of entries: names each unknown key once, not once an entry. */
export class JsonListing {
  readonly page: Page;
  private readonly named = new Set<string>();

  constructor(page: Page) {
    this.page = page;
  }

  /** True for the first time only. */
  isNew(name: string): boolean {
    if (this.named.has(name)) return false;
    this.named.add(name);
    return true;
  }

  /** A reading that only refuses: no entry could be made of the value. */
  refused(reason: string, what: string, at: JsonNode): PageReading {
    return { statements: [], refused: [refusalOf(reason, what, [pieceOf(this.page, at)])] };
  }
}

/** One entry of a list in JSON: what it states and what it refuses; what names the entry leads each quote. */
export class JsonEntry {
  /** Who is meant: `<provider>/<id>`. */
  readonly row: string;
  private readonly listing: JsonListing;
  private readonly names: readonly JsonNode[];
  private readonly statements: Statements;
  private readonly refusals: Refusal[] = [];

  constructor(listing: JsonListing, row: string, names: readonly JsonNode[]) {
    this.listing = listing;
    this.row = row;
    this.names = names;
    this.statements = new Statements(listing.page, { locale: 'en' });
  }

  get reading(): PageReading {
    return { statements: this.statements.all, refused: this.refusals };
  }

  /** A value as it stands in the body, white space folded. */
  textOf(node: JsonNode): string {
    return readable(this.listing.page.text.slice(node.start, node.end));
  }

  say(subject: NamedSubject, { at, beside = [], ...draft }: Said): void {
    this.statements.add({ ...draft, subject, pieces: this.pieces(at, beside), row: this.row });
  }

  /** Which model an offering sells, with the label that stands beside its id where that is a text. */
  sayModel(subject: NamedSubject, { label, beside = [], ...said }: SaidModel): void {
    const name = label?.type === 'string' && !isUnreadable(label.value) ? label.value.trim() : '';
    if (label === undefined || name === '') this.say(subject, { ...said, beside, means: ['model'] });
    else this.say({ ...subject, name }, { ...said, beside: [...beside, label], means: ['model'] });
  }

  refuse(reason: string, what: string, at: JsonNode): void {
    this.refusals.push(refusalOf(reason, `${this.row} ${what}`, this.pieces(at)));
  }

  /** Refuses the keys that nobody decided about, once a body, and each key that stands twice. */
  checkKeys(node: JsonNode | undefined, keys: Keys, where: string): void {
    if (node?.type !== 'object') return;
    for (const [key, value] of node.entries) {
      if (keys.taken.has(key) || keys.ignored.has(key)) continue;
      if (this.listing.isNew(`${where}${key}`)) this.refuse('unknown-field', `${where}${key}`, value);
    }
    for (const key of node.duplicates) this.refuse('duplicate-key', `${where}${key}`, node);
  }

  private pieces(at: JsonNode, beside: readonly JsonNode[] = []): Piece[] {
    const { page } = this.listing;
    const names = [...new Set([...this.names, ...beside])];
    const said = names.includes(at) ? [] : [pieceOf(page, at)];
    return [...names.map((node) => namePiece(page, node)), ...said];
  }
}
