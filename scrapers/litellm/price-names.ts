/** What the name of a price field says. */
export interface PriceName {
  currency: 'USD' | 'DBU';
  /** What one unit is: `token`, `image`, `second`. */
  per: string;
  component: string;
  /** Qualifiers of the part: modality, ttl, band and, where it is no token, unit. */
  qualifiers: Readonly<Record<string, string>>;
  tier?: string;
}

const MEDIA = 'audio|image|video|text';
const COUNTED = new RegExp(
  `^(?<component>input|output|ocr|annotation|citation|code_interpreter)(?<dbu>_dbu)?_cost_per_(?:(?:(?<medium>${MEDIA}|reasoning)_)?(?<token>token)|(?:(?<timed>${MEDIA})_per_)?(?<time>second|minute|hour)|(?<thing>image|pixel|character|query|page|request|session|credit))`,
  'u',
);
const CACHED = new RegExp(`^cache_(?<way>read|creation)_input(?:_(?<medium>${MEDIA}))?_token_cost`, 'u');
const SUFFIX =
  /_above_(?<count>\d+)(?<base>k|m)_tokens|_above_(?<hours>\d+)hr|_above_(?<interval>\d+s)_interval|_(?<tier>batches|flex|priority)|_(?<resolution>\d{3,4}p)|_(?<hit>cache_hit)/uy;

type Groups = Readonly<Record<string, string | undefined>>;

/** What stands behind component and unit, each kind of suffix once; undefined where something is left over. */
function suffixesOf(text: string): Map<string, string> | undefined {
  const said = new Map<string, string>();
  for (let at = 0; at < text.length; at = SUFFIX.lastIndex) {
    SUFFIX.lastIndex = at;
    const groups: Groups | undefined = SUFFIX.exec(text)?.groups;
    if (!groups) return undefined;
    for (const [name, value] of Object.entries(groups)) {
      if (value === undefined) continue;
      if (said.has(name)) return undefined;
      said.set(name, value);
    }
  }
  return said;
}

/** `128` and `k` of `_above_128k_tokens` as tokens. */
const tokensOf = (said: ReadonlyMap<string, string>): string | undefined => {
  const count = said.get('count');
  return count && `${count}${said.get('base') === 'm' ? '000000' : '000'}`;
};

function qualifiersOf(said: ReadonlyMap<string, string>, more: Groups): Record<string, string> {
  const hours = said.get('hours');
  const all = {
    above: tokensOf(said),
    interval: said.get('interval') && `above-${said.get('interval')}`,
    resolution: said.get('resolution'),
    ttl: hours && `${hours}h`,
    ...more,
  };
  return Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

const tierOf = (said: ReadonlyMap<string, string>): { tier?: string } => {
  const tier = said.get('tier');
  return tier === undefined ? {} : { tier: tier === 'batches' ? 'batch' : tier };
};

/** `cache_creation_input_token_cost_above_1hr`: reading and writing the cache is per token; only writing has a TTL. */
function cachedOf(name: string): PriceName | undefined {
  const found = CACHED.exec(name);
  const said = found && suffixesOf(name.slice(found[0].length));
  if (!said || said.has('hit')) return undefined;
  const written = found.groups?.way === 'creation';
  if (said.has('hours') && !written) return undefined;
  return {
    currency: 'USD',
    per: 'token',
    component: written ? 'cache_write' : 'cache_read',
    qualifiers: qualifiersOf(said, { modality: found.groups?.medium }),
    ...tierOf(said),
  };
}

/** The medium that is counted: of tokens and seconds by name, of images and pixels by what they are. */
function mediumOf({ medium, timed, thing }: Groups): string | undefined {
  if (thing === 'image' || thing === 'pixel') return 'image';
  return medium === 'reasoning' ? undefined : (medium ?? timed);
}

/** The component: thinking is paid apart from the answer, and `_cache_hit` is an older name of reading the cache. */
function componentOf({ component, medium, token }: Groups, hit: boolean): string | undefined {
  if (medium === 'reasoning') return component === 'output' && !hit ? 'reasoning' : undefined;
  if (!hit) return component;
  return component === 'input' && token ? 'cache_read' : undefined;
}

function countedOf(name: string): PriceName | undefined {
  const found = COUNTED.exec(name);
  const said = found && suffixesOf(name.slice(found[0].length));
  if (!found?.groups || !said || said.has('hours')) return undefined;
  const groups: Groups = found.groups;
  const component = componentOf(groups, said.has('hit'));
  if (component === undefined) return undefined;
  const unit = groups.time ?? groups.thing;
  return {
    currency: groups.dbu ? 'DBU' : 'USD',
    per: unit ?? 'token',
    component,
    qualifiers: qualifiersOf(said, { modality: mediumOf(groups), unit }),
    ...tierOf(said),
  };
}

const NAMES = new Map<string, PriceName | undefined>();

/**
 * What a field prices, by the grammar of its name: component, unit, then band, TTL, resolution and tier in any order.
 * `input_cost_per_token_above_200k_tokens_priority`. Undefined where the name is none of the grammar's.
 */
export function priceNameOf(name: string): PriceName | undefined {
  if (!name.includes('_cost')) return undefined;
  if (!NAMES.has(name) && NAMES.size < 10_000) NAMES.set(name, cachedOf(name) ?? countedOf(name));
  return NAMES.get(name) ?? cachedOf(name) ?? countedOf(name);
}
