import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type Budget, createBudget, Interrupted } from './budget.ts';
import { isConnectionFailure, NoAnswer, outcomeOf } from './failure.ts';
import { guardUrl } from './guard.ts';
import { createHosts, type Hosts, retryTime } from './hosts.ts';
import { ACCEPT_ENCODING, BadBody } from './inflate.ts';
import { createRobots, obey, ROBOTS_BYTES, type Robots } from './robots.ts';
import type { Fetcher, FetcherOptions, FetchOutcome, FetchRequest, Hop, Sleep } from './types.ts';
import { type Answer, createWire, redirectTarget, shown, type Wire } from './wire.ts';

const HOME = 'https://github.com/modelfacts/modelfacts';
const VERSION = '0.0.1';

/** How we introduce ourselves: product, version, where to read about us, whom to write to. */
export function userAgent(contact = `${HOME}/issues`): string {
  const clean = contact.replace(/[^\x21-\x7e]+/g, ' ').replace(/[()]/g, '');
  return `modelfacts/${VERSION} (+${HOME}; contact ${clean.trim()})`;
}

const sleepFor: Sleep = async (ms, signal) => {
  await delay(ms, undefined, { signal }).catch(() => {
    throw new Interrupted();
  });
};

interface Parts {
  wire: Wire;
  hosts: Hosts;
  robots: Robots;
  agent: string;
  now: () => Date;
  totalMs: number;
  maxBytes: number;
  maxRedirects: number;
}

/** One attempt at one document, across its redirects. */
interface Trip {
  request: FetchRequest;
  stop: AbortSignal;
  budget: Budget;
  url: URL;
  hops: Hop[];
  /** The attempt to read robots.txt itself obeys no robots.txt, and what is too long of it is cut. */
  forRobots: boolean;
  maxBytes: number;
}

/** A validator that holds a line break or is no ASCII text would be no header. */
const isHeaderText = (value: string | undefined): value is string => /^[\x20-\x7e]+$/.test(value ?? '');

/** Validators of the document. Behind a redirect only the entity tag still names what we hold; a date does not. */
function headersFor(trip: Trip, agent: string): Record<string, string> {
  const { etag, lastModified, headers } = trip.request;
  const own = !trip.forRobots && trip.url.origin === new URL(trip.request.url).origin;
  return {
    ...(own ? headers : {}),
    'user-agent': agent,
    accept: 'text/html, application/json;q=0.9, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.5',
    'accept-language': 'en',
    'accept-encoding': ACCEPT_ENCODING,
    ...(isHeaderText(etag) && { 'if-none-match': etag }),
    ...(isHeaderText(lastModified) && trip.hops.length === 0 && { 'if-modified-since': lastModified }),
  };
}

/** One request in the host's turn. Retry-After is noted before the next in the queue gets its turn. */
async function sendOnce(parts: Parts, trip: Trip): Promise<Answer> {
  const { wire, hosts, now, agent } = parts;
  const { url, maxBytes, budget } = trip;
  const send = (signal: AbortSignal): Promise<Answer> =>
    wire.send({ url, signal, maxBytes, headers: headersFor(trip, agent) });
  return hosts.run(url.hostname, trip.stop, async () => {
    const answer = await budget.spend(send);
    if (answer.status === 429 || answer.status === 503) {
      const until = retryTime(answer.headers['retry-after'], now());
      if (until) hosts.pause(url.hostname, until, `${answer.status} with Retry-After`);
    }
    return answer;
  });
}

async function sendTwice(parts: Parts, trip: Trip): Promise<Answer> {
  try {
    return await sendOnce(parts, trip);
  } catch (error) {
    if (!(error instanceof NoAnswer) || !isConnectionFailure(error.cause)) throw error;
    return sendOnce(parts, trip);
  }
}

async function permitted(parts: Parts, trip: Trip): Promise<void> {
  const { url, stop } = trip;
  guardUrl(url, parts.wire.isMapped(url));
  if (trip.forRobots) return;
  const rules = await untilStopped(parts.robots.rulesFor(url), stop);
  if (rules.crawlDelay !== undefined) parts.hosts.slow(url.hostname, rules.crawlDelay * 1000);
  obey(rules, url);
}

/** robots.txt is read for everybody who waits for it; one who stops waiting does not end it for the others. */
function untilStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const interrupt = (): void => reject(new Interrupted());
    if (stop.aborted) return interrupt();
    stop.addEventListener('abort', interrupt, { once: true });
    work.then(resolve, reject).finally(() => stop.removeEventListener('abort', interrupt));
  });
}

function concluded(answer: Answer, trip: Trip): FetchOutcome {
  const { status, headers, bytes, cut } = answer;
  const trail = { finalUrl: shown(trip.url), hops: trip.hops };
  const conditional = trip.request.etag !== undefined || trip.request.lastModified !== undefined;
  if (status === 304 && conditional) return { ...trail, outcome: 'not-modified', status, headers };
  if (status !== 200 && status !== 203) return { ...trail, outcome: 'http-error', status, headers, bytes };
  if (cut && !trip.forRobots) throw new BadBody('too-large', `it is longer than ${trip.maxBytes} bytes`);
  return { ...trail, outcome: 'ok', status, headers, bytes };
}

async function follow(parts: Parts, trip: Trip): Promise<FetchOutcome> {
  for (;;) {
    await permitted(parts, trip);
    const answer = await sendTwice(parts, trip);
    const target = redirectTarget(answer, trip.url);
    if (target === undefined) return concluded(answer, trip);
    if (trip.hops.length === parts.maxRedirects) {
      throw new BadBody('too-many-redirects', `it sent us on more than ${parts.maxRedirects} times`);
    }
    trip.hops.push({ url: shown(trip.url), status: answer.status });
    trip.url = target;
  }
}

async function travel(parts: Parts, trip: Trip): Promise<FetchOutcome> {
  try {
    return await follow(parts, trip);
  } catch (error) {
    return outcomeOf(error, {
      finalUrl: shown(trip.url),
      hops: trip.hops,
    });
  }
}

/** Aborts the controller as soon as one of the signals is; the result takes the links away again. */
function linkAbort(controller: AbortController, signals: readonly (AbortSignal | undefined)[]): () => void {
  const abort = (): void => controller.abort(new Interrupted());
  for (const signal of signals) {
    if (signal === undefined) continue;
    if (signal.aborted) abort();
    // One signal ends a whole round, so Node's warning at eleven listeners would be false.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', abort, { once: true });
  }
  return () => {
    for (const signal of signals) signal?.removeEventListener('abort', abort);
  };
}

/** What cannot be read as an address is not repeated: it may hold a password. */
const UNREADABLE: FetchOutcome = {
  outcome: 'blocked',
  by: 'scheme',
  why: 'the text is no web address; write it as https://host/path',
  finalUrl: '',
  hops: [],
};

/** A fetcher with its own queues, robots rules and sockets; `close` it when the round is over. */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const { now = () => new Date(), sleep = sleepFor, minGapMs = 1000 } = options;
  const closing = new AbortController();
  const parts: Parts = {
    wire: createWire(options.originMap ?? new Map(), options.resolve),
    hosts: createHosts({ minGapMs, now, sleep }),
    robots: createRobots((url) => start(url, { url: url.href }, true), now),
    agent: userAgent(options.contact),
    now,
    totalMs: options.totalMs ?? 30_000,
    maxBytes: options.maxBytes ?? 20 * 1024 * 1024,
    maxRedirects: options.maxRedirects ?? 5,
  };
  async function start(url: URL, request: FetchRequest, forRobots: boolean): Promise<FetchOutcome> {
    const stop = new AbortController();
    const unlink = linkAbort(stop, [closing.signal, request.signal]);
    const budget = createBudget(parts.totalMs, stop.signal);
    const maxBytes = forRobots ? Math.min(ROBOTS_BYTES, parts.maxBytes) : parts.maxBytes;
    try {
      return await travel(parts, { request, stop: stop.signal, budget, url, hops: [], forRobots, maxBytes });
    } finally {
      unlink();
    }
  }
  return {
    fetch: async (request) => {
      if (!URL.canParse(request.url)) return UNREADABLE;
      return start(new URL(request.url), request, false);
    },
    close: async () => {
      closing.abort();
      await parts.wire.close();
    },
  };
}
