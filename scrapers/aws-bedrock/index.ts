import { qualified } from '../../schema/scope.ts';
import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, readJson, take, writtenOf } from '../../src/read/json.ts';
import { JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { isZero } from '../../src/read/json-figures.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { Tally } from '../../src/read/tally.ts';
import { bare, codeOf, type Sold, usageOf } from './usage.ts';

const REGION_LIST =
  'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonBedrock/current/us-east-1/index.json';
const TOKENS = /^1[KM] tokens$/iu;
/** Units of what is not sold by the token. */
const OTHER_UNITS = /hour|image|minute|month|page|request|second|song|units?$|video/iu;

/** One product with its attributes, and the price that stands for it elsewhere in the body. */
interface Product {
  node: JsonObject;
  name: JsonNode & { type: 'string' };
  usage: JsonNode & { type: 'string' };
  /** The model's code in the usage type, and the words behind it. */
  code: string;
  words: readonly string[];
}

const textAt = (node: JsonNode, key: string): string => writtenOf(take(node, 'attributes', key)) ?? '';

function productOf(node: JsonNode): Product | undefined {
  const named = [take(node, 'attributes', 'model'), take(node, 'attributes', 'titanModel')];
  const name = named.find((one) => one?.type === 'string' && one.value.trim() !== '');
  const usage = take(node, 'attributes', 'usagetype');
  if (node.type !== 'object' || name?.type !== 'string' || usage?.type !== 'string') return undefined;
  return { node, name, usage, ...codeOf(usage.value) };
}

interface Price {
  term: JsonNode;
  rate: JsonObject;
}

/** The one price of a product's one term for every amount of use, or why there is none. */
function priceOf(root: JsonNode, sku: string): Price | string {
  const terms = take(root, 'terms', 'OnDemand', sku);
  const [term, ...others] = terms?.type === 'object' ? [...terms.entries.values()] : [];
  const rates = take(term, 'priceDimensions');
  const [rate, ...steps] = rates?.type === 'object' ? [...rates.entries.values()] : [];
  if (term === undefined || rate?.type !== 'object') return 'no-term';
  if (others.length > 0) return 'several-terms';
  const isWhole = writtenOf(take(rate, 'beginRange')) === '0' && writtenOf(take(rate, 'endRange')) === 'Inf';
  return steps.length > 0 || !isWhole ? 'price-by-volume' : { term, rate };
}

/** A row that can be stated: of which offering, under which terms. */
interface Priced extends Product {
  scope: string;
  part: string;
  at: JsonNode & { type: 'string' };
  beside: readonly JsonNode[];
  per: string;
  validFrom?: string;
}

class PriceList {
  readonly refusals = new Tally();
  private readonly root: JsonNode;
  private readonly publication: string;
  /** Codes by model: one that is not like the model's name counts where the model has no other. */
  private readonly codes = new Map<string, Set<string>>();

  constructor(root: JsonNode) {
    this.root = root;
    this.publication = writtenOf(take(root, 'publicationDate')) ?? '';
  }

  /** The rows that can be stated; two prices for one thing are none. */
  read(products: JsonObject): Priced[] {
    const rows = [...products.entries.values()].flatMap((node) => productOf(node) ?? []);
    for (const { name, code } of rows) {
      this.codes.set(name.value, (this.codes.get(name.value) ?? new Set()).add(code));
    }
    for (const key of products.duplicates) this.refusals.add('duplicate-key', key, products);
    const priced = rows.flatMap((row) => this.product(row) ?? []);
    const keyOf = ({ name, scope, part }: Priced): string => JSON.stringify([name.value, scope, part]);
    const writings = new Map<string, Set<string>>();
    for (const row of priced) {
      const key = keyOf(row);
      writings.set(key, (writings.get(key) ?? new Set()).add(`${row.at.value} ${row.per}`));
    }
    return priced.filter((row) => {
      const isOne = writings.get(keyOf(row))?.size === 1;
      if (!isOne) this.refusals.add('said-twice', `${row.name.value} ${row.part}`, row.usage);
      return isOne;
    });
  }

  private product(row: Product): Priced | undefined {
    const { node, name, code, words } = row;
    const usage = usageOf([words.join(' '), textAt(node, 'inferenceType'), textAt(node, 'feature')]);
    const price = priceOf(this.root, String(node.key));
    const unit = typeof price === 'string' ? undefined : writtenOf(take(price.rate, 'unit'));
    if ('ignore' in usage || (unit !== undefined && OTHER_UNITS.test(unit))) return undefined;
    if ('refused' in usage) return this.refuse(usage.refused, row);
    const isNamed = code === bare(name.value) || this.codes.get(name.value)?.size === 1;
    if (!isNamed) return this.refuse('unknown-usage-type', row);
    if (unit !== undefined && !TOKENS.test(unit)) return this.refuse(`unknown-unit "${unit}"`, row);
    return typeof price === 'string' ? this.refuse(price, row) : this.priced(row, usage, price);
  }

  private refuse(reason: string, row: Product): undefined {
    this.refusals.add(reason, kindOf(row), row.usage);
    return undefined;
  }

  private priced(row: Product, usage: Sold, { term, rate }: Price): Priced | undefined {
    const region = take(row.node, 'attributes', 'regionCode');
    const [at, unit] = [take(rate, 'pricePerUnit', 'USD'), take(rate, 'unit')];
    const begins = writtenOf(take(term, 'effectiveDate')) ?? '';
    if (region?.type !== 'string' || unit?.type !== 'string') return this.refuse('no-region', row);
    if (at?.type !== 'string') return this.refuse('other-currency', row);
    if (isZero(at.value)) return this.refuse('zero-price', row);
    const scope = qualified('USD', { market: usage.global ? 'global' : region.value, tier: usage.tier });
    const from = begins > this.publication ? { validFrom: begins.slice(0, 10) } : {};
    return {
      ...row,
      scope,
      part: usage.part,
      at,
      beside: [region, unit],
      per: unit.value,
      ...from,
    };
  }
}

const kindOf = ({ node, name, words }: Product): string =>
  words.join(' ') || textAt(node, 'inferenceType') || name.value;

function say(
  json: JsonListing,
  { name, usage, scope, part, at, beside, per, validFrom }: Priced,
): PageReading {
  const entry = new JsonEntry(json, `amazon-bedrock/${name.value}`, [name, usage]);
  const offering: NamedSubject = { kind: 'offering', provider: 'amazon-bedrock', name: name.value };
  const context = { locale: 'en', currency: 'USD', per };
  if (json.isNew(name.value)) {
    entry.say(offering, { means: ['model'], asWritten: name.value, at: name, column: 'model' });
  }
  const said = { scope, part, asWritten: at.value, context, at, beside, column: usage.value };
  entry.say(offering, { ...said, means: ['price'], ...(validFrom === undefined ? {} : { validFrom }) });
  return entry.reading;
}

/** Products by their number, and their prices under `terms`; rows without a model belong to other tools. */
function* entries(page: Page): Generator<PageReading> {
  const root = readJson(page);
  const products = take(root, 'products');
  if (writtenOf(take(root, 'offerCode')) !== 'AmazonBedrock' || products?.type !== 'object') {
    return refusePage('landmark-missing', 'the body is no price list of AmazonBedrock');
  }
  if (take(root, 'terms', 'OnDemand')?.type !== 'object') {
    return refusePage('landmark-missing', 'the body has no terms "OnDemand"');
  }
  const json = new JsonListing(page);
  const list = new PriceList(root);
  for (const row of list.read(products)) yield say(json, row);
  yield* list.refusals.readings(json);
}

/** Bedrock's price list of one region. It names models as people do, without their ids. */
export const source: Source = {
  id: 'aws-bedrock',
  owner: 'amazon-bedrock',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'excerpts/aws_pricelist_AmazonBedrock_*.json', url: () => REGION_LIST }],
  schedule: '8 7 * * *',
  seeds: [{ url: REGION_LIST }],
  locale: 'en',
  currency: 'USD',
  attributes: ['model', 'price'],
  absent: 'unknown',
  note: 'Prices per 1K or 1M tokens on demand, by batch, flex, priority and with caches; the region is the market.',
  ignores: [
    { what: 'rows with "custom", "import", "training", "storage"', reason: 'models that customers trained' },
    { what: 'rows with "provisioned", "reserved"', reason: 'capacity by time' },
    { what: 'rows with "guardrail", "flows", "evaluation" or without a model', reason: 'tools' },
    {
      what: 'rows in other units than tokens',
      reason: 'pictures, films and hours; nothing says of which size',
    },
  ],
  terms: 'A public price list without a key; facts with their link.',
  floor: 1,
  read: (page) => collected(entries(page)),
  entries,
};
