import { errors } from 'undici';
import { DeadlinePassed, Interrupted } from './budget.ts';
import { Refused } from './guard.ts';
import { BadBody } from './inflate.ts';
import type { FetchOutcome, Hop } from './types.ts';

/** Where an attempt stood when it ended. */
export interface Trail {
  finalUrl: string;
  hops: readonly Hop[];
}

const RETRYABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** No answer began, so nothing is lost by asking once more. */
export class NoAnswer extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswer';
  }
}

/** Node's code of a failure: "ECONNREFUSED", "UND_ERR_SOCKET", or "unknown". */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string') return code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : 'unknown';
}

/** Whether the failure was one of the connection and may pass by itself. */
export const isConnectionFailure = (error: unknown): boolean => RETRYABLE.has(codeOf(error));

const SENTENCES = new Map([
  ['ECONNREFUSED', 'refused the connection'],
  ['ECONNRESET', 'closed the connection before a whole answer had come'],
  ['UND_ERR_SOCKET', 'closed the connection before a whole answer had come'],
  ['ENOTFOUND', 'has no address; is the name right?'],
  ['EAI_AGAIN', 'could not be resolved; is the network up?'],
  ['UND_ERR_CONNECT_TIMEOUT', 'did not accept a connection in time'],
  ['ETIMEDOUT', 'did not accept a connection in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'did not begin to answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'stopped sending in the middle of its answer'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'sent a body of another length than it announced'],
  ['UND_ERR_HEADERS_OVERFLOW', 'sent more headers than we take'],
  ['CERT_HAS_EXPIRED', 'shows an expired certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'shows a certificate that nobody vouches for'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'shows the certificate of another host'],
]);

function said(error: unknown): { code: string; says: string } {
  if (error instanceof DeadlinePassed) return { code: 'deadline', says: `gave ${error.message}` };
  if (error instanceof BadBody)
    return { code: error.code, says: `sent a body we do not take: ${error.message}` };
  if (error instanceof errors.HTTPParserError)
    return { code: 'not-http', says: 'sent what is no HTTP answer' };
  const code = codeOf(error);
  return { code, says: SENTENCES.get(code) ?? `could not be fetched from (${code})` };
}

/** What a failure means for the capture. The message names the host, never the whole address. */
export function outcomeOf(thrown: unknown, trail: Trail): FetchOutcome {
  const error = thrown instanceof NoAnswer ? thrown.cause : thrown;
  if (error instanceof Refused) return { ...trail, outcome: 'blocked', by: error.by, why: error.message };
  if (error instanceof Interrupted) {
    return { ...trail, outcome: 'network-error', code: 'interrupted', message: error.message };
  }
  const { code, says } = said(error);
  const host = URL.canParse(trail.finalUrl) ? new URL(trail.finalUrl).host : 'the host';
  return { ...trail, outcome: 'network-error', code, message: `${host} ${says}` };
}
