/** What the name of a field says about the number behind it. */
export interface FieldName {
  /** Its unit in the words of a heading; '' where the name has none. */
  unit: string;
  part: string;
  tier?: string;
  above?: string;
  currency?: string;
  /** The number is a share of another price: `part` of it, `rest` where it is what is taken off. */
  ratio?: 'share' | 'rest' | 'percent-off';
  /** A 0 stands where there is no price. */
  zeroIsUnknown?: true;
}

const CENTS_PER_TOKEN = 'cents per token USD';
const TENTHS_OF_MILLS = '1e-4 USD per 1M tokens';
const TICKS_PER_IMAGE = '1e-10 USD per image';

/** Fields whose unit is known from their source and not from their name, all letters small. */
const KNOWN: ReadonlyMap<string, FieldName> = new Map<string, FieldName>([
  ['prompt', { unit: 'USD per token', part: 'input' }],
  ['completion', { unit: 'USD per token', part: 'output' }],
  ['input_cache_read', { unit: 'USD per token', part: 'cache_read' }],
  ['input_cache_write', { unit: 'USD per token', part: 'cache_write' }],
  ['input_cache_write_1h', { unit: 'USD per token', part: 'cache_write;ttl=1h' }],
  ['internal_reasoning', { unit: 'USD per token', part: 'reasoning' }],
  ['input_audio_cache', { unit: 'USD per token', part: 'cache_read;modality=audio' }],
  ['audio_output', { unit: 'USD per token', part: 'output;modality=audio' }],
  ['web_search', { unit: 'USD per call', part: 'web_search' }],
  ['request', { unit: 'USD per request', part: 'request' }],
  ['prompttexttokenprice', { unit: TENTHS_OF_MILLS, part: 'input' }],
  ['promptimagetokenprice', { unit: TENTHS_OF_MILLS, part: 'input;modality=image' }],
  ['cachedprompttokenprice', { unit: TENTHS_OF_MILLS, part: 'cache_read' }],
  ['cachedprompttexttokenprice', { unit: TENTHS_OF_MILLS, part: 'cache_read' }],
  ['completiontexttokenprice', { unit: TENTHS_OF_MILLS, part: 'output' }],
  ['completiontokenprice', { unit: TENTHS_OF_MILLS, part: 'output' }],
  ['prompt_text_token_price', { unit: TENTHS_OF_MILLS, part: 'input' }],
  ['prompt_image_token_price', { unit: TENTHS_OF_MILLS, part: 'input;modality=image' }],
  ['cached_prompt_text_token_price', { unit: TENTHS_OF_MILLS, part: 'cache_read' }],
  ['completion_text_token_price', { unit: TENTHS_OF_MILLS, part: 'output' }],
  ['imageprice', { unit: TICKS_PER_IMAGE, part: '' }],
  ['image_price', { unit: TICKS_PER_IMAGE, part: '' }],
  ['input_token_price_per_m', { unit: TENTHS_OF_MILLS, part: 'input' }],
  ['output_token_price_per_m', { unit: TENTHS_OF_MILLS, part: 'output' }],
  ['request_token', { unit: CENTS_PER_TOKEN, part: 'input' }],
  ['response_token', { unit: CENTS_PER_TOKEN, part: 'output' }],
  ['cache_read_input_token', { unit: CENTS_PER_TOKEN, part: 'cache_read' }],
  ['cache_write_input_token', { unit: CENTS_PER_TOKEN, part: 'cache_write' }],
  ['cost_per_1m_in', { unit: 'USD per 1M tokens', part: 'input' }],
  ['cost_per_1m_out', { unit: 'USD per 1M tokens', part: 'output' }],
  ['cost_per_1m_in_cached', { unit: 'USD per 1M tokens', part: 'cache_write', zeroIsUnknown: true }],
  ['cost_per_1m_out_cached', { unit: 'USD per 1M tokens', part: 'cache_read', zeroIsUnknown: true }],
  ['rate_per_input_token_cached', { unit: '', part: 'cache_read', ratio: 'share' }],
  ['rate_per_input_token_cache_write', { unit: '', part: 'cache_write', ratio: 'share' }],
  ['discount', { unit: '', part: '', ratio: 'rest' }],
  ['batchdiscountpercent', { unit: '', part: '', tier: 'batch', ratio: 'percent-off' }],
  ['batch_discount_percent', { unit: '', part: '', tier: 'batch', ratio: 'percent-off' }],
  ['price_dollar', { unit: '', part: '', currency: 'USD' }],
  ['price_usd', { unit: '', part: '', currency: 'USD' }],
  ['price_euro', { unit: '', part: '', currency: 'EUR' }],
  ['price_eur', { unit: '', part: '', currency: 'EUR' }],
  ['price_cny', { unit: '', part: '', currency: 'CNY' }],
]);

type Said = Partial<{
  flag: string;
  thing: string;
  power: number;
  money: number;
  currency: string;
  modality: string;
  tier: string;
  ttl: string;
  noise: true;
}>;

const words = (said: Said, text: string): [string, Said][] => text.split(' ').map((word) => [word, said]);

/** Words of which other names of fields are made. */
const GRAMMAR: ReadonlyMap<string, Said> = new Map([
  ...words(
    { noise: true },
    'cost costs price prices pricing rate per base standard default value amount model text ocr annotation context file code interpreter vector store computer use',
  ),
  ...words({ flag: 'input' }, 'input prompt in'),
  ...words({ flag: 'output' }, 'output completion out response'),
  ...words({ flag: 'cache' }, 'cache cached caching'),
  ...words({ flag: 'read' }, 'read hit'),
  ...words({ flag: 'write' }, 'write creation'),
  ...words({ flag: 'storage' }, 'storage'),
  ...words({ flag: 'reasoning' }, 'reasoning thinking'),
  ...words({ thing: 'token' }, 'token tokens tok'),
  ...words({ thing: 'token', power: 6 }, 'mtok mtokens'),
  ...words({ power: 6 }, '1m m million mm'),
  ...words({ power: 3 }, '1k k thousand'),
  ...words({ thing: 'character' }, 'character characters char'),
  ...words({ thing: 'second' }, 'second seconds'),
  ...words({ thing: 'minute' }, 'minute'),
  ...words({ thing: 'hour' }, 'hour'),
  ...words({ thing: 'pixel' }, 'pixel'),
  ...words({ thing: 'page' }, 'page pages'),
  ...words({ thing: 'query' }, 'query'),
  ...words({ thing: 'request' }, 'request'),
  ...words({ thing: 'call' }, 'call'),
  ...words({ thing: 'session' }, 'session'),
  ...words({ thing: 'call' }, 'calls'),
  ...words({ thing: 'GB' }, 'gb'),
  ...words({ thing: 'day' }, 'day'),
  ...words({ modality: 'image', thing: 'image' }, 'image images'),
  ...words({ modality: 'audio' }, 'audio'),
  ...words({ modality: 'video', thing: 'video' }, 'video'),
  ...words({ money: -2 }, 'cent cents'),
  ...words({ currency: 'USD' }, 'usd dollar dollars'),
  ...words({ currency: 'EUR' }, 'eur euro euros'),
  ...words({ currency: 'CNY' }, 'cny rmb yuan'),
  ...words({ currency: 'DBU' }, 'dbu'),
  ...words({ tier: 'batch' }, 'batch batches'),
  ...words({ tier: 'flex' }, 'flex'),
  ...words({ tier: 'priority' }, 'priority fast'),
  ...words({ ttl: '1h' }, '1h 1hr'),
  ...words({}, '5m 5min'),
]);

const ABOVE = /_(?:above|over|gt)_(\d{1,6})(k|m)?(?:_tokens?)?(?=_|$)/;
const LONGER = /_above_(\d{1,2})(?:h|hr)(?=_|$)/;

const snake = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[.\s-]+/g, '_')
    .toLowerCase();

function componentOf(flags: ReadonlySet<string>): string {
  if (flags.has('storage')) return 'cache_storage';
  if (flags.has('write')) return 'cache_write';
  if (flags.has('read') || flags.has('cache')) return 'cache_read';
  if (flags.has('reasoning')) return 'reasoning';
  return flags.has('output') ? 'output' : flags.has('input') ? 'input' : '';
}

const THING_FIRST = ['token', 'character', 'second', 'minute', 'hour', 'pixel', 'page', 'query'];

/** A name by its words, such as `input_cost_per_token_above_200k_tokens`; undefined where one is not known. */
function composed(name: string): FieldName | undefined {
  const [, tier, suffix] = ABOVE.exec(name) ?? [];
  const [longer, hours] = LONGER.exec(name) ?? [];
  const pieces = name
    .replace(longer ?? '', '')
    .replace(ABOVE, '')
    .split('_');
  const said = pieces.filter((piece) => piece !== '').map((piece) => GRAMMAR.get(piece));
  if (said.length === 0 || !said.every((one) => one !== undefined)) return undefined;
  const flags = new Set(said.flatMap(({ flag }) => flag ?? []));
  const things = said.flatMap(({ thing }) => thing ?? []);
  const isStored = things.includes('GB') && things.includes('day');
  const thing = isStored ? 'GB-day' : (THING_FIRST.find((one) => things.includes(one)) ?? things[0] ?? '');
  const modality = said.flatMap((one) =>
    one.modality !== undefined && one.modality !== thing ? [one.modality] : [],
  )[0];
  const ttl = hours === undefined ? said.find((one) => one.ttl !== undefined)?.ttl : `${hours}h`;
  const mode = said.find((one) => one.tier !== undefined)?.tier;
  const component = componentOf(flags);
  const qualifiers = [...(modality ? [`modality=${modality}`] : []), ...(ttl ? [`ttl=${ttl}`] : [])];
  const above = tier && `${tier}${suffix === 'k' ? '000' : suffix === 'm' ? '000000' : ''}`;
  return {
    unit: unitIn(said, thing, name),
    part: [...(component === '' ? [] : [component]), ...qualifiers].join(';'),
    ...(mode && { tier: mode }),
    ...(above && { above }),
  };
}

/** The unit that the words of a name make, in a heading's words; LiteLLM's `…_cost_per_…` are dollars. */
function unitIn(said: readonly Said[], thing: string, name: string): string {
  const power = said.reduce((sum, one) => sum + (one.power ?? 0), 0);
  const saysPer = power > 0 || /per_|cost|cents/.test(name);
  if (!saysPer || (thing === '' && power === 0)) return '';
  const cents = said.some(({ money }) => money !== undefined);
  const currency = said.find((one) => one.currency !== undefined)?.currency ?? 'USD';
  const named = thing === '' ? 'token' : thing;
  return `${cents ? 'cents ' : ''}${currency} per ${power > 0 ? `1${'0'.repeat(power)} ` : ''}${named}`;
}

/** What the name of a field says; undefined where a word of it is not known. */
export function fieldName(name: string): FieldName | undefined {
  const small = name.toLowerCase();
  const snaked = snake(name);
  return KNOWN.get(small) ?? KNOWN.get(snaked) ?? composed(snaked);
}
