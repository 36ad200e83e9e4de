import type { Resolve } from './guard.ts';

/** One document to fetch. The validators come from its last capture and make the request conditional. */
export interface FetchRequest {
  /** The document's canonical URL. */
  url: string;
  /** The source that asks; only a folder of recordings, which keeps its files by source, looks at it. */
  source?: string | undefined;
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** Sent to the document's own origin only, never behind a redirect elsewhere and never kept: a source's key. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the attempt early; the outcome is then `network-error` with the code `interrupted`. */
  signal?: AbortSignal | undefined;
}

/** The response headers that a capture keeps, names in lower case; cookies and credentials are never among them. */
export type KeptHeaders = Readonly<Record<string, string>>;

/** An answer that sent us on to another URL. */
export interface Hop {
  url: string;
  status: number;
}

/** Which rule of ours, or of the host, kept a request from being sent. */
export type BlockedBy = 'scheme' | 'userinfo' | 'address' | 'robots' | 'retry-after';

interface Trail {
  /** The URL that answered, or at which the attempt ended; never with a user name or password. */
  finalUrl: string;
  hops: readonly Hop[];
}

/** What one attempt came to: the outcomes of a capture. Nothing about the network is ever thrown. */
export type FetchOutcome = Trail &
  (
    | { outcome: 'ok'; status: number; headers: KeptHeaders; bytes: Uint8Array }
    | { outcome: 'not-modified'; status: 304; headers: KeptHeaders }
    /** Every other status; the body is kept up to 64 KiB. */
    | { outcome: 'http-error'; status: number; headers: KeptHeaders; bytes: Uint8Array }
    /** No whole body came; `code` is short and stable, `message` a sentence. */
    | { outcome: 'network-error'; code: string; message: string }
    /** No request was sent; `why` is a sentence. */
    | { outcome: 'blocked'; by: BlockedBy; why: string }
  );

/** Waits so many milliseconds; rejects with the signal's reason when it is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** How a fetcher behaves; everything has a default. */
export interface FetcherOptions {
  /** Whom a site's owner can write to: an address or a URL, part of the User-Agent. */
  contact?: string | undefined;
  /** Milliseconds for all redirects and the whole body together; waiting for the host's turn is not counted. */
  totalMs?: number | undefined;
  /** Most bytes of a body, decoded; as many may come over the wire. */
  maxBytes?: number | undefined;
  maxRedirects?: number | undefined;
  /** Least milliseconds between the end of one request to a host and the start of the next. */
  minGapMs?: number | undefined;
  /** Canonical origin -> port on 127.0.0.1 that plays it; the only exception of the address guard. */
  originMap?: ReadonlyMap<string, number> | undefined;
  now?: (() => Date) | undefined;
  sleep?: Sleep | undefined;
  resolve?: Resolve | undefined;
}

/** Fetches documents: one request in flight per host, several hosts side by side. */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<FetchOutcome>;
  /** Ends everything under way and frees the sockets. */
  close(): Promise<void>;
}
