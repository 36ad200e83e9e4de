import type { NamedSubject } from '../../schema/statement.ts';
import { jsonPiece, type Payload } from '../../src/read/embedded.ts';
import type { Facts } from '../../src/read/facts.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { jsonCell } from '../../src/read/json-table.ts';
import type { Draft } from '../../src/read/statements.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { ENTRY_KEYS, PRICE_KEYS, type Strange, TAG_KEYS, TAG_VALUE_KEYS } from './keys.ts';
import { BOTH, CURRENCIES, LABELS, type List, pricesOf } from './prices.ts';

const ID = /^[a-z][a-z\d]*(?:[-.][a-z\d]+)*$/u;
/** Tags that name a capability; those without one say what a model is for. */
const CAPABILITIES = new Map([
  ['Multimodal', 'multimodal'],
  ['Reasoning', 'reasoning'],
  ...[
    'Agentic',
    'Classifier APIs',
    'Coding',
    'Embedding',
    'Lightweight',
    'OCR',
    'Text-to-text',
    'Tools',
    'Transcription',
    'Voice',
  ].map((tag) => [tag, undefined] as const),
]);
/** Unknown keys that could say in what, per what or under which condition the prices beside them count. */
const QUALIFYING = /unit|currenc|discount|tier|scale|factor|multipl|(?:^|_)per(?:_|$)|from|until|valid/iu;
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
  private readonly strange: Strange;
  private foreign: ReadonlySet<string> = new Set();

  /** `strange` collects what nobody decided about, over all entries. */
  constructor(facts: Facts, payload: Payload, strange: Strange) {
    this.facts = facts;
    this.payload = payload;
    this.strange = strange;
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

  /** Reads the entry; where its id stands under several, the name tells them apart. */
  read({ shared, foreign }: List): void {
    const { account } = this.facts;
    this.foreign = foreign;
    const { root } = this.payload;
    const status = this.text('status');
    const unknown = this.strange.keys(root, ENTRY_KEYS, this.name);
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
      if (unknown.some((key) => QUALIFYING.test(key))) this.refuse('unknown-condition');
      else this.prices(offering);
    }
  }

  private prices(subject: NamedSubject): void {
    const list = take(this.payload.root, 'price');
    if (list?.type === 'array') for (const price of list.items) this.price(subject, price);
    else if (list?.type !== 'null') this.refuse('no-prices', list ? [list] : []);
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
      this.strange.keys(tag, TAG_KEYS, this.name);
      this.strange.keys(take(tag, 'api_capability_id'), TAG_VALUE_KEYS, this.name);
      const value = take(tag, 'api_capability_id', 'value');
      const asWritten = writtenOf(value) ?? '';
      const scope = CAPABILITIES.get(asWritten);
      if (value !== undefined && !CAPABILITIES.has(asWritten))
        this.strange.add('unknown-tag', asWritten, { row: this.name, at: value });
      if (value === undefined || scope === undefined) continue;
      const subject: NamedSubject = { kind: 'model', name: this.name };
      this.say({ subject, means: ['capability'], scope, asWritten, unitWritten: 'yes' }, [value]);
    }
  }

  private price(subject: NamedSubject, price: JsonNode): void {
    const heading = take(price, 'value');
    const label = writtenOf(heading)?.replace(/\s+/gu, ' ').trim() ?? '';
    const known = LABELS.get(label);
    const unknown = this.strange.keys(price, PRICE_KEYS, this.name);
    const figures = CURRENCIES.map(([key, currency]) => ({ key, currency, node: take(price, key) }));
    if (known && 'ignore' in known) return;
    if (heading === undefined || (!known && label !== BOTH)) this.refuse('unknown-label', [price]);
    else if (unknown.some((key) => !key.startsWith('price'))) this.refuse('unknown-condition', [price]);
    else if (figures.every(({ node }) => node === undefined)) this.refuse('no-price', [price]);
    else
      for (const { key, currency, node } of figures) {
        if (node !== undefined) this.figure(subject, { label, heading, currency, node });
        else if (unknown.length === 0) this.strange.add('missing-field', key, { row: this.name, at: price });
      }
  }

  private figure(
    subject: NamedSubject,
    {
      label,
      heading,
      currency,
      node,
    }: { label: string; heading: JsonNode; currency: string; node: JsonNode },
  ): void {
    if (node.type === 'null') return;
    const told = this.foreign.has(currency)
      ? { refused: 'other-currency' }
      : pricesOf(label, jsonCell(this.payload.page, node), currency);
    if ('refused' in told) {
      this.refuse(told.refused, [heading, node]);
      return;
    }
    for (const { part, asWritten, per } of told) {
      const context = { locale: 'en', currency, ...(per === undefined ? {} : { per }) };
      this.say({ subject, means: ['price'], scope: currency, part, asWritten, context, column: label }, [
        heading,
        node,
      ]);
    }
  }
}
