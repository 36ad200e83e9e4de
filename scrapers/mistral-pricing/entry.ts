import type { NamedSubject } from '../../schema/statement.ts';
import { jsonPiece, type Payload } from '../../src/read/embedded.ts';
import type { Facts } from '../../src/read/facts.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { jsonCell } from '../../src/read/json-table.ts';
import type { Draft } from '../../src/read/statements.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { BOTH, LABELS, pricesOf } from './prices.ts';

const ID = /^[a-z][a-z\d]*(?:[-.][a-z\d]+)*$/u;
const CURRENCIES = [
  ['price_dollar', 'USD'],
  ['price_euro', 'EUR'],
] as const;
/** Tags that name a capability; the others say what a model is for. */
const CAPABILITIES = new Map([
  ['Multimodal', 'multimodal'],
  ['Reasoning', 'reasoning'],
]);
/** Classes that say whether the weights are open; "Labs" says nothing of it. */
const CLASSES = new Set(['Open model', 'Premier model']);

const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] =>
  node?.type === 'array' ? node.items : [];

/** One entry of the list, read into the page's facts. */
export class Entry {
  private readonly name: string;
  private readonly id: string | undefined;
  private readonly facts: Facts;
  private readonly payload: Payload;

  constructor(facts: Facts, payload: Payload) {
    this.facts = facts;
    this.payload = payload;
    this.name = this.text('name')?.trim() ?? '';
    this.id = this.text('api_endpoint')?.trim();
  }

  private text(key: string): string | undefined {
    return writtenOf(take(this.payload.root, key));
  }

  private get head(): JsonNode[] {
    const { root } = this.payload;
    return [take(root, 'name'), take(root, 'api_endpoint')].filter((node) => node !== undefined);
  }

  private refuse(reason: string, nodes: readonly JsonNode[] = []): void {
    const pieces = [...this.head, ...nodes].map((node) => jsonPiece(this.payload.page, node));
    this.facts.account.refuse(this.payload.root, refusalOf(reason, this.name, pieces));
  }

  private say(draft: Omit<Draft, 'pieces'>, nodes: readonly JsonNode[]): void {
    const pieces = [...this.head, ...nodes].map((node) => jsonPiece(this.payload.page, node));
    this.facts.statements.add({ ...draft, pieces, row: this.name });
  }

  /** Reads the entry. `shared` are ids under which several entries stand: there the name tells them apart. */
  read(shared: ReadonlySet<string>): void {
    const { account } = this.facts;
    const { root } = this.payload;
    const status = this.text('status');
    if (this.text('type') === 'Tools') account.ignore(root, 'calls and storage, of no model');
    else if (status !== undefined && status !== 'published') account.ignore(root, 'not published');
    else if (this.id === undefined || this.id === '')
      account.ignore(root, 'no id: nothing is sold under one');
    else if (this.name === '' || !ID.test(this.id)) this.refuse('bad-id');
    else {
      account.take(root);
      const isShared = shared.has(this.id);
      const { id, name } = this;
      const offering: NamedSubject = {
        kind: 'offering',
        provider: 'Mistral',
        ...(isShared ? { name } : { id }),
      };
      if (!isShared) this.say({ subject: offering, means: ['model'], asWritten: name }, []);
      this.openness();
      this.capabilities();
      for (const price of itemsOf(take(root, 'price'))) this.price(offering, price);
    }
  }

  private openness(): void {
    const licence = take(this.payload.root, 'licence');
    const asWritten = writtenOf(licence);
    if (licence === undefined || asWritten === undefined || asWritten === 'Labs') return;
    const isOpen = this.text('type') === 'Open models';
    if (!CLASSES.has(asWritten)) this.refuse('unknown-class', [licence]);
    else if (isOpen && asWritten === 'Premier model') this.refuse('open-and-premier', [licence]);
    else this.say({ subject: { kind: 'model', name: this.name }, means: ['openness'], asWritten }, [licence]);
  }

  private capabilities(): void {
    for (const tag of itemsOf(take(this.payload.root, 'capabilities'))) {
      const value = take(tag, 'api_capability_id', 'value');
      const asWritten = writtenOf(value) ?? '';
      const scope = CAPABILITIES.get(asWritten);
      if (value === undefined || scope === undefined) continue;
      const subject: NamedSubject = { kind: 'model', name: this.name };
      this.say({ subject, means: ['capability'], scope, asWritten, unitWritten: 'yes' }, [value]);
    }
  }

  private price(subject: NamedSubject, price: JsonNode): void {
    const heading = take(price, 'value');
    const label = writtenOf(heading)?.replace(/\s+/gu, ' ').trim() ?? '';
    const known = LABELS.get(label);
    if (known && 'ignore' in known) return;
    if (heading === undefined || (!known && label !== BOTH)) {
      this.refuse('unknown-label', [price]);
      return;
    }
    for (const [key, currency] of CURRENCIES) {
      const node = take(price, key);
      if (node === undefined || node.type === 'null') continue;
      const cell = jsonCell(this.payload.page, node);
      const told = pricesOf(label, cell, currency);
      if ('refused' in told) this.refuse(told.refused, [heading, node]);
      else
        for (const { part, asWritten, per } of told) {
          const context = { locale: 'en', currency, ...(per === undefined ? {} : { per }) };
          this.say({ subject, means: ['price'], scope: currency, part, asWritten, context, column: label }, [
            heading,
            node,
          ]);
        }
    }
  }
}
