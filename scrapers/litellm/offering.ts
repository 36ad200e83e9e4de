/** Which offering a key of the map speaks of, and under which terms: `bedrock/us-east-1/deepseek.v3.2`. */
export interface Keyed {
  /** The seller's own id, without what the map put in front of it. */
  id: string;
  /** Region or data zone for which the entry states its prices and limits. */
  market?: string;
  /** Terms of the whole entry: `1-month-commitment`. */
  tier?: string;
  /** Qualifiers of the part: size, quality and steps of a generated image. */
  image: Readonly<Record<string, string>>;
}

/** Routes that bear another name than the provider of their entries. */
const ROUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['azure_text', ['azure']],
  ['bedrock_converse', ['bedrock']],
]);
/** `bedrock/invoke/…`: the interface through which the map's own program calls, nothing of the seller's. */
const CALLS = /^(?:bedrock\/)?(?:invoke|converse)\//u;
const REGION = /^([a-z]{2}(?:-[a-z]+)+-\d)\//u;
const ZONE = /^(eu|us|global-standard|global)\//u;
const COMMITMENT = /^(\d+-months?-commitment)\//u;
const IMAGE =
  /^(?:(?<quality>low|medium|high|standard|hd)\/)?(?<size>\d+-x-\d+|max-x-max)\/(?:(?<steps>\d+|max)-steps\/)?(?=.)/u;

const folded = (text: string): string => text.replaceAll('-', '_');

/** Whether the first step of a key is the route of its provider: `vertex_ai/` of `vertex_ai-language-models`. */
function isRoute(step: string, provider: string): boolean {
  const routes = [provider, provider.split('-')[0] ?? '', ...(ROUTES.get(provider) ?? [])];
  return routes.some((route) => folded(route) === folded(step));
}

function withoutRoute(key: string, provider: string): string {
  const [step = ''] = key.split('/', 1);
  return key.includes('/') && isRoute(step, provider) ? key.slice(step.length + 1) : key;
}

/** Takes a leading qualifier off: the rest and what it said. */
function cut(id: string, pattern: RegExp): [rest: string, said: string | undefined] {
  const found = pattern.exec(id);
  return found ? [id.slice(found[0].length), found[1]] : [id, undefined];
}

function placed(id: string, provider: string): Omit<Keyed, 'image'> {
  if (provider.startsWith('bedrock')) {
    const bare = id.replace(/^\*\//u, '');
    const [inRegion, market] = cut(bare, REGION);
    const [named, tier] = cut(inRegion, COMMITMENT);
    const own = named.replace(CALLS, '');
    return { id: own, ...(market && { market }), ...(tier && { tier }) };
  }
  if (!provider.startsWith('azure')) return { id };
  const [named, market] = cut(id, ZONE);
  return { id: named, ...(market && { market }) };
}

/** Takes a key apart. Prefixes that are the seller's own (`us.anthropic.…`, `ft:…`, `accounts/fireworks/…`) stay. */
export function keyedOf(key: string, provider: string): Keyed {
  const own = withoutRoute(key, provider);
  const found = IMAGE.exec(own);
  const sized = found ? withoutRoute(own.slice(found[0].length), provider) : own;
  const image = Object.entries(found?.groups ?? {}).filter((pair) => pair[1] !== undefined);
  return { ...placed(sized, provider), image: Object.fromEntries(image) };
}
