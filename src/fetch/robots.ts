import robotsModule from 'robots-parser';
import { Refused } from './guard.ts';
import type { FetchOutcome } from './types.ts';

// The package is CommonJS: at run time its import is the function that its types call `default`.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** The name under which robots.txt addresses us. */
const PRODUCT_TOKEN = 'modelfacts';

/** Bytes of a robots.txt that count (RFC 9309, 2.5); what stands behind them is not read. */
export const ROBOTS_BYTES = 500 * 1024;

/** What an origin's robots.txt says to us. */
export interface Rules {
  /** Why the URL may not be fetched, or undefined where it may. */
  whyNot(url: URL): string | undefined;
  /** Seconds that it wants between two requests. */
  crawlDelay: number | undefined;
}

/** A directive whose colon was forgotten still says what it says. */
const NO_COLON = /^[ \t]*(user-agent|allow|disallow)[ \t]+(?=[^\s:])/gim;
/** RFC 9309, 2.2.1: a product token is letters, "_" and "-"; a name after it ("Foo Bar", "Foo/1.0") is no part of it. */
const AGENT_VALUE = /^([ \t]*user-agent[ \t]*:[ \t]*[a-z_-]+)[^\r\n]*/gim;

const tidy = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(NO_COLON, '$1: ')
    .replace(AGENT_VALUE, '$1');

/** The rules of a robots.txt for one product token. */
export function parseRobots(robotsUrl: string, text: string, token = PRODUCT_TOKEN): Rules {
  const parsed = robotsParser(robotsUrl, tidy(text));
  const barred = `robots.txt of ${new URL(robotsUrl).host} does not allow ${token} to fetch`;
  return {
    whyNot: (url) => (parsed.isAllowed(url.href, token) === false ? `${barred} ${url.pathname}` : undefined),
    crawlDelay: parsed.getCrawlDelay(token),
  };
}

const ALLOW_ALL: Rules = { whyNot: () => undefined, crawlDelay: undefined };

function disallowAll(host: string, because: string): Rules {
  const why = `robots.txt of ${host} could not be read (${because}), so nothing is fetched there for now`;
  return { whyNot: () => why, crawlDelay: undefined };
}

/** Which URLs a host lets us fetch. */
export interface Robots {
  /** The rules of the URL's origin, fetched when they are first needed. */
  rulesFor(url: URL): Promise<Rules>;
}

/** Rules that were read count for a day (RFC 9309, 2.4); a failure to read them for ten minutes. */
const KEEP_MS = 24 * 3_600_000;
const KEEP_FAILURE_MS = 600_000;

/** Absent (4xx) means that everything is allowed; unreachable, busy or broken means that nothing is. */
function rulesOf(robotsUrl: URL, outcome: FetchOutcome): { rules: Rules; keepMs: number } {
  if (outcome.outcome === 'ok') {
    const text = new TextDecoder().decode(outcome.bytes);
    return { rules: parseRobots(robotsUrl.href, text), keepMs: KEEP_MS };
  }
  const failed = (because: string) => ({
    rules: disallowAll(robotsUrl.host, because),
    keepMs: KEEP_FAILURE_MS,
  });
  if (outcome.outcome === 'blocked') return failed(outcome.why);
  if (outcome.outcome === 'network-error') return failed(outcome.message);
  const { status } = outcome;
  const absent = status >= 400 && status < 500 && status !== 429;
  return absent ? { rules: ALLOW_ALL, keepMs: KEEP_MS } : failed(`HTTP ${status}`);
}

interface Held {
  until: number;
  rules: Promise<Rules>;
}

/** Fetches each origin's robots.txt once with `load` and remembers its rules. */
export function createRobots(load: (url: URL) => Promise<FetchOutcome>, now: () => Date): Robots {
  const held = new Map<string, Held>();
  const rulesFor = (url: URL): Promise<Rules> => {
    const known = held.get(url.origin);
    if (known && known.until > now().getTime()) return known.rules;
    const robotsUrl = new URL('/robots.txt', url.origin);
    const read = async (): Promise<Rules> => {
      const { rules, keepMs } = rulesOf(robotsUrl, await load(robotsUrl));
      entry.until = now().getTime() + keepMs;
      return rules;
    };
    const entry: Held = { until: Number.POSITIVE_INFINITY, rules: read() };
    held.set(url.origin, entry);
    return entry.rules;
  };
  return { rulesFor };
}

/** Throws Refused where the rules bar the URL. */
export function obey(rules: Rules, url: URL): void {
  const why = rules.whyNot(url);
  if (why !== undefined) throw new Refused('robots', why);
}
