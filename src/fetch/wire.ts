import { Agent, buildConnector, type Dispatcher } from 'undici';
import { NoAnswer } from './failure.ts';
import { guardedConnector, guardedLookup, loopbackConnector, type Resolve } from './guard.ts';
import { codingsOf, readBody } from './inflate.ts';
import type { KeptHeaders } from './types.ts';

/** One answer to one request; redirects are not followed here. `cut` says that the body goes on behind its cap. */
export interface Answer {
  status: number;
  headers: KeptHeaders;
  bytes: Uint8Array;
  cut: boolean;
}

/** One GET. `maxBytes` caps the decoded body of a success. */
interface Order {
  url: URL;
  headers: Record<string, string>;
  maxBytes: number;
  signal: AbortSignal;
}

/** Sends single requests through the address guard. */
export interface Wire {
  isMapped(url: URL): boolean;
  send(order: Order): Promise<Answer>;
  close(): Promise<void>;
}

const KEPT = [
  'cache-control',
  'content-language',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
] as const;

/** A longer value would be of no use cut short, so it is left out. */
const LONGEST_VALUE = 2000;
/** Bytes of an error's body that are worth keeping as evidence. */
const ERROR_BODY = 64 * 1024;
/** Bytes of a redirect's body that are read to keep the connection. */
const REDIRECT_BODY = 16 * 1024;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer sends us, or undefined; an unreadable Location is no redirect. */
export function redirectTarget(answer: Answer, from: URL): URL | undefined {
  const location = answer.headers.location;
  if (!REDIRECTS.has(answer.status) || location === undefined) return undefined;
  if (!URL.canParse(location, from.href)) return undefined;
  return new URL(location, from);
}

/** The address without user name, password and fragment: the only form in which it is shown or kept. */
export function shown(url: URL): string {
  const copy = new URL(url);
  copy.username = '';
  copy.password = '';
  copy.hash = '';
  return copy.href;
}

function keptHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    const text = Array.isArray(value) ? value[0] : value;
    if (text !== undefined && text.length <= LONGEST_VALUE) kept[name] = text;
  }
  return kept;
}

const isSuccess = (status: number): boolean => status === 200 || status === 203;

async function answerOf(response: Dispatcher.ResponseData, order: Order): Promise<Answer> {
  const { statusCode: status, body } = response;
  const headers = keptHeaders(response.headers);
  if (status === 304 || (REDIRECTS.has(status) && headers.location !== undefined)) {
    await body.dump({ limit: REDIRECT_BODY, signal: order.signal });
    return { status, headers, bytes: new Uint8Array(), cut: false };
  }
  const coding = response.headers['content-encoding'];
  try {
    const codings = codingsOf(Array.isArray(coding) ? coding.join(',') : coding);
    const most = isSuccess(status) ? order.maxBytes : Math.min(order.maxBytes, ERROR_BODY);
    return { status, headers, ...(await readBody(body, codings, { most, wireMost: order.maxBytes })) };
  } finally {
    if (!body.readableEnded) body.on('error', () => {}).destroy();
  }
}

const LIMITS = {
  pipelining: 1,
  maxHeaderSize: 32 * 1024,
  headersTimeout: 15_000,
  bodyTimeout: 15_000,
} as const;

/** Opens the two ways out: the guarded one to public hosts, and the one to the ports that play mapped origins. */
export function createWire(originMap: ReadonlyMap<string, number>, resolve?: Resolve): Wire {
  const connect = guardedConnector(
    buildConnector({ lookup: guardedLookup(resolve), timeout: 5000, rejectUnauthorized: true }),
  );
  const outside = new Agent({ ...LIMITS, connect });
  const inside = new Agent({ ...LIMITS, connect: loopbackConnector(new Set(originMap.values())) });
  const send = async (order: Order): Promise<Answer> => {
    const { url, headers, signal } = order;
    const port = originMap.get(url.origin);
    const path = url.pathname + url.search;
    const common = { path, method: 'GET', signal, headers: { ...headers, host: url.host } } as const;
    const answering =
      port === undefined
        ? outside.request({ ...common, origin: url.origin })
        : inside.request({ ...common, origin: `http://127.0.0.1:${port}` });
    const response = await answering.catch((error: unknown) => {
      throw new NoAnswer(error);
    });
    return answerOf(response, order);
  };
  const close = async (): Promise<void> => {
    await Promise.all([outside.destroy(), inside.destroy()]);
  };
  return { isMapped: (url) => originMap.has(url.origin), send, close };
}
