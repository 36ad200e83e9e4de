import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SOURCES } from '../../scrapers/index.ts';
import { identifyModel, providerKey } from '../../src/identify/index.ts';
import { type ClaimDraft, draftStatement } from '../../src/pipeline/draft.ts';
import { entriesOf } from '../../src/pipeline/entries.ts';
import { planRecorded } from '../../src/pipeline/recorded.ts';

/**
 * Counts, over a folder of recordings and without a database, which offerings of which source have a model:
 * `node --import tsx tests/bench/model-share.ts <folder> [--source id] [--unmatched] [--no-model] [--all] [--prices] [--sample n]`.
 * `--unmatched` lists what has none by reason, `--no-model` what sells no model at all, `--all` every mapping,
 * `--prices` the keys that one provider sells under several ids at prices more than twice apart,
 * `--sample` so many mappings drawn with a fixed `--seed`, for a look. A name that moves is counted apart, and as unmatched.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    unmatched: { type: 'boolean' },
    'no-model': { type: 'boolean' },
    all: { type: 'boolean' },
    prices: { type: 'boolean' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '20260701' },
  },
});

interface Offering {
  source: string;
  provider: string;
  id: string;
  name: string;
  /** The key, or undefined with the reason. */
  key?: string;
  reason: string;
  moves: boolean;
  /** USD for a million tokens of input, where a plain price is stated. */
  price?: number;
}

const NO_MODEL = 'no model: ';

function filesOf(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    return statSync(join(folder, path)).isDirectory() ? filesOf(folder, path) : [path];
  });
}

/** What a claim about the model says; the reason is asked for again, with the seller that the pipeline knows. */
function noteModel(offering: Offering, { value, asWritten }: ClaimDraft): void {
  if (value.kind === 'key') offering.key = value.text;
  const name = offering.name === '' ? undefined : offering.name;
  const model = identifyModel({ id: asWritten, name, provider: offering.provider });
  offering.reason = 'unmatched' in model ? model.unmatched : '';
  offering.moves = 'moves' in model && model.moves === true;
}

/** Every offering of the folder, once. */
function* offeringsIn(folder: string): Generator<Offering> {
  const plan = planRecorded(SOURCES, filesOf(folder));
  for (const source of plan.sources) {
    const found = new Map<string, Offering>();
    for (const { url } of source.seeds) {
      const bytes = readFileSync(join(folder, plan.files.get(url) ?? ''));
      for (const entry of entriesOf(source, { url, bytes, mediaType: 'application/json' })) {
        for (const statement of entry.statements) {
          const { subject } = statement;
          if (subject.kind !== 'offering') continue;
          const provider = providerKey(source.id, subject.provider ?? '').key;
          const at = JSON.stringify([provider, subject.id ?? subject.name]);
          const offering = found.get(at) ?? {
            source: source.id,
            provider,
            id: subject.id ?? '',
            name: subject.name ?? '',
            moves: false,
            reason: `${NO_MODEL}its source says that it sells none of its own`,
          };
          found.set(at, offering);
          for (const draft of draftStatement(source.id, statement).drafts) {
            if (draft.attribute === 'model') noteModel(offering, draft);
            else if (draft.attribute === 'price' && draft.part === 'input' && draft.scope === 'USD')
              offering.price = Number(draft.value.num ?? Number.NaN);
          }
        }
      }
    }
    yield* found.values();
  }
}

/** The reason without the name it speaks of. */
const groupOf = ({ reason }: Offering): string =>
  reason.includes(NO_MODEL)
    ? reason.slice(reason.indexOf(NO_MODEL))
    : reason
        .replace(/^.*?: (?=no known|the part|is an|has a|a model of|points|.* without)/, '')
        .replace(/^no known family in "(\S+).*$/, 'no known family: $1')
        .replace(/^the id .* and the name .* state/, 'the id and the name state');

const sellsNone = ({ reason }: Offering): boolean => reason.includes(NO_MODEL);

function printShares(offerings: readonly Offering[]): void {
  console.log('source\tofferings\tno model sold\tname moves\twith model\tof those that sell one\tof all');
  for (const source of [...new Set(offerings.map((one) => one.source)), 'all']) {
    const own = offerings.filter((one) => source === 'all' || one.source === source);
    const matched = own.filter(({ key }) => key !== undefined).length;
    const none = own.filter((one) => one.key === undefined && sellsNone(one)).length;
    const share = (of: number): string => `${((100 * matched) / of).toFixed(2)} %`;
    const moving = own.filter((one) => one.key === undefined && one.moves).length;
    const cells = [source, own.length, none, moving, matched, share(own.length - none), share(own.length)];
    console.log(cells.join('\t'));
  }
}

function printGroups(offerings: readonly Offering[]): void {
  const groups = new Map<string, Offering[]>();
  for (const one of offerings) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);
  for (const [group, members] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    const names = [...new Set(members.map(({ id, name }) => (name === '' ? id : `${id} [${name}]`)))];
    console.log(`\n${members.length}\t${group}\n\t${names.join('\n\t')}`);
  }
}

/** So many of the list, drawn by a small generator of its own so that every machine draws the same. */
function drawn<T>(list: readonly T[], count: number, seed: number): T[] {
  const rest = [...list];
  const taken: T[] = [];
  let state = seed >>> 0;
  while (taken.length < count && rest.length > 0) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    taken.push(...rest.splice(Math.floor((state / 2 ** 32) * rest.length), 1));
  }
  return taken;
}

const printMappings = (offerings: readonly Offering[]): void => {
  for (const { source, provider, id, name, key } of offerings)
    console.log([source, provider, id, name, key].join('\t'));
};

/** One provider, one key, several ids, and prices more than twice apart: regions and tiers, or two models. */
function printPrices(offerings: readonly Offering[]): void {
  const groups = new Map<string, Offering[]>();
  for (const one of offerings.filter(({ price }) => price !== undefined && price > 0)) {
    const at = [one.source, one.provider, one.key].join('\t');
    groups.set(at, [...(groups.get(at) ?? []), one]);
  }
  for (const [at, members] of groups) {
    const prices = members.map(({ price }) => price ?? 0);
    if (Math.max(...prices) <= 2 * Math.min(...prices)) continue;
    console.log(`${at}\n\t${members.map(({ id, price }) => `${id} ${price}`).join('\n\t')}`);
  }
}

const [folder] = positionals;
if (folder === undefined) throw new Error('usage: model-share.ts <folder of recordings> [options]');
const all = [...offeringsIn(folder)];
const chosen = options.source === undefined ? all : all.filter(({ source }) => source === options.source);
const matched = chosen.filter(({ key }) => key !== undefined);
const without = chosen.filter(({ key }) => key === undefined);
printShares(chosen);
if (options.unmatched) printGroups(without.filter((one) => !sellsNone(one)));
if (options['no-model']) printGroups(without.filter(sellsNone));
if (options.all) printMappings(matched);
if (options.prices) printPrices(matched);
if (options.sample !== undefined) printMappings(drawn(matched, Number(options.sample), Number(options.seed)));
