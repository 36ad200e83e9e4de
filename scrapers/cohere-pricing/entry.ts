import type { NamedSubject } from '../../schema/statement.ts';
import { jsonPiece, type Payload } from '../../src/read/embedded.ts';
import type { Facts } from '../../src/read/facts.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { refusalOf } from '../../src/read/statements.ts';

/** What a label says of the figure beside it, whatever slot it stands in. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['Input', 'input'],
  ['Output', 'output'],
  ['Cost', 'input'],
  ['Image cost', 'input;modality=image'],
]);
const PER_TOKENS = '1M tokens';
/** Keys of a model and of one of its prices that are read, and those that are left alone. */
const MODEL_KEYS = new Map([
  ...['modelName', 'per', 'pricings'].map((key) => [key, 'read'] as const),
  ...['_key', '_type', 'id', 'slug'].map((key) => [key, 'a number of the page'] as const),
  ...['description', 'modelDescription', 'href', 'link'].map((key) => [key, 'prose and links'] as const),
]);
const PRICE_KEYS = new Map([
  ...['inputLabel', 'inputPrice', 'outputLabel', 'outputPrice'].map((key) => [key, 'read'] as const),
  ...['_key', '_type', 'id'].map((key) => [key, 'a number of the page'] as const),
]);
const NAME = /^[A-Z][\w.+]*(?: [\w.+]+)*$/u;
const FIGURE = /^(?!0+(?:\.0+)?$)\d+(?:\.\d+)?$/u;

/** Why an object cannot be read: it has a key that nobody decided about, or one twice. */
function wrongKeys(node: JsonNode, keys: ReadonlyMap<string, string>): string | undefined {
  if (node.type !== 'object') return 'no-entry';
  if (node.duplicates.size > 0) return 'duplicate-key';
  return [...node.entries.keys()].some((key) => !keys.has(key)) ? 'unknown-field' : undefined;
}

/** One model of the list, read into the page's facts. */
export class Entry {
  private readonly facts: Facts;
  private readonly payload: Payload;
  private readonly name: string;

  constructor(facts: Facts, payload: Payload) {
    this.facts = facts;
    this.payload = payload;
    this.name = writtenOf(take(payload.root, 'modelName'))?.trim() ?? '';
  }

  private pieces(nodes: readonly (JsonNode | undefined)[]) {
    const all = [take(this.payload.root, 'modelName'), ...nodes].filter((node) => node !== undefined);
    return all.map((node) => jsonPiece(this.payload.page, node));
  }

  private refuse(reason: string, nodes: readonly JsonNode[] = []): void {
    const { root } = this.payload;
    this.facts.account.refuse(root, refusalOf(reason, this.name, this.pieces(nodes)));
  }

  /** Reads the entry, or refuses it whole: half an entry may be another one's other half. */
  read(): void {
    const { root } = this.payload;
    const per = take(root, 'per');
    const prices = take(root, 'pricings');
    const wrong = wrongKeys(root, MODEL_KEYS);
    if (wrong !== undefined) this.refuse(wrong);
    else if (!NAME.test(this.name)) this.refuse('unknown-name');
    else if (per === undefined || writtenOf(per) !== PER_TOKENS)
      this.refuse('unknown-unit', per ? [per] : []);
    else if (prices?.type !== 'array' || prices.items.length !== 1) this.refuse('several-prices');
    else for (const price of prices.items) this.prices(price, per);
  }

  private prices(price: JsonNode, per: JsonNode): void {
    const slots = (['input', 'output'] as const).flatMap((slot) => {
      const [label, figure] = [take(price, `${slot}Label`), take(price, `${slot}Price`)];
      const isEmpty = figure === undefined || figure.type === 'null';
      return isEmpty ? [] : [{ label, figure, part: LABELS.get(writtenOf(label) ?? '') }];
    });
    const parts = new Set(slots.map(({ part }) => part));
    const reason = [
      wrongKeys(price, PRICE_KEYS),
      parts.has(undefined) && 'unknown-label',
      slots.some(({ figure }) => figure.type !== 'number' || !FIGURE.test(figure.text)) && 'no-price',
      (slots.length === 0 || parts.size < slots.length) && 'unknown-part',
    ].find((one) => typeof one === 'string');
    if (reason !== undefined) {
      this.refuse(reason, [price]);
      return;
    }
    this.facts.account.take(this.payload.root);
    const subject: NamedSubject = { kind: 'offering', provider: 'cohere', name: this.name };
    const { name: row } = this;
    this.facts.statements.add({ subject, means: ['model'], asWritten: row, pieces: this.pieces([]), row });
    for (const { label, figure, part } of slots)
      this.facts.statements.add({
        subject,
        means: ['price'],
        scope: 'USD',
        part: part ?? '',
        asWritten: writtenOf(figure) ?? '',
        context: { locale: 'en', currency: 'USD', per: PER_TOKENS },
        pieces: this.pieces([per, label, figure]),
        row,
        column: writtenOf(label) ?? '',
      });
  }
}
