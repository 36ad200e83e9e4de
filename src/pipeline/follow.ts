import type { Page, Seed, Source } from '../../schema/source.ts';
import { PageRefused } from '../read/refuse.ts';
import type { Deps } from './deps.ts';
import { type Attempt, type Attempted, type Attempting, attemptDocument, type Reason } from './document.ts';

/** A trip of a gate at one document, or at the whole round where `url` is ''. */
export interface Trip extends Reason {
  url: string;
}

/** All attempts of a round, and what the links between its documents gave cause to. */
export interface Visited {
  attempts: Attempted[];
  /** More links than the source allows; the documents beyond were not fetched. */
  cap?: Trip;
  /** A page of the list is missing. */
  early?: Trip;
  /** The pages of the list hold other than the announced number of entries. */
  miscount?: Trip;
}

interface Stop extends Seed {
  /** The seed from which the links led here. */
  root: string;
}

/** The pages of one list, counted as far as they could be read. */
interface Count {
  entries: number;
  announced: Set<number>;
}

/** The URL under which a link is kept: absolute, without fragment, of the page's own host; undefined for any other. */
export function canonicalLink(link: string, page: string): string | undefined {
  if (!URL.canParse(link, page)) return undefined;
  const url = new URL(link, page);
  url.hash = '';
  return url.host === new URL(page).host && /^https?:$/u.test(url.protocol) ? url.href : undefined;
}

const refusedBy = (error: unknown): Reason => {
  if (error instanceof PageRefused) return { reason: error.code, detail: error.message };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { reason: 'reader-failed', detail: `the links of this page could not be read: ${detail}` };
};

/** Goes from the seeds along the links, breadth first, and counts the pages of lists. */
class Walk {
  private readonly source: Source;
  private readonly known: Set<string>;
  private readonly beyond: string[] = [];
  private followed = 0;
  private readonly counts = new Map<string, Count>();
  readonly queue: Stop[];

  constructor(source: Source) {
    this.source = source;
    this.queue = source.seeds.map((seed) => ({ ...seed, root: seed.url }));
    this.known = new Set(this.queue.map(({ url }) => url));
  }

  /** Takes in the links and counts of a page; gives why it is not to be used. */
  page(page: Page, stop: Stop): Reason | undefined {
    try {
      for (const link of this.source.follow?.links(page) ?? []) this.link(link, page.url, stop);
      this.count(page, stop);
      return undefined;
    } catch (error) {
      return refusedBy(error);
    }
  }

  private link(link: string, from: string, { owner, root }: Stop): void {
    const url = canonicalLink(link, from);
    if (url === undefined || this.known.has(url)) return;
    this.known.add(url);
    this.followed += 1;
    if (this.followed > (this.source.follow?.most ?? 0)) this.beyond.push(url);
    else this.queue.push({ url, root, ...(owner === undefined ? {} : { owner }) });
  }

  private count(page: Page, { root }: Stop): void {
    const { paged } = this.source;
    if (!paged) return;
    const count = this.counts.get(root) ?? { entries: 0, announced: new Set() };
    count.entries += paged.entries(page);
    const total = paged.total?.(page);
    if (total !== undefined) count.announced.add(total);
    this.counts.set(root, count);
  }

  get cap(): Trip | undefined {
    const [first] = this.beyond;
    if (first === undefined) return undefined;
    const { most } = this.source.follow ?? { most: 0 };
    const detail = `its pages link to ${this.followed} further documents and follow.most is ${most}: ${this.beyond.length} were not fetched, the first is ${first}`;
    return { url: '', reason: 'too-many-links', detail };
  }

  /** A sum that is not the announced total. */
  get miscount(): Trip | undefined {
    for (const [root, { entries, announced }] of this.counts) {
      const other = [...announced].find((total) => total !== entries);
      const detail = `its pages hold ${entries} entries, and ${other} are announced`;
      if (other !== undefined) return { url: root, reason: 'paging-total', detail };
    }
    return undefined;
  }
}

/** Why an attempt gave no page, or undefined where it gave one. */
export function lackOf(attempted: Attempted): Reason | undefined {
  if (attempted.kind === 'fresh') return attempted.tripped;
  return attempted.kind === 'unchanged' ? undefined : attempted.reason;
}

/** A list that lacks one of its pages ends early. */
export function endedEarly(url: string, { reason, detail }: Reason): Trip {
  return {
    url,
    reason: 'paging-ended-early',
    detail: `the list ends early, this page of it is missing: ${reason}: ${detail}`,
  };
}

function earlyEnd(walk: Walk, attempts: readonly Attempted[]): Trip | undefined {
  for (const attempted of attempts) {
    const lack = lackOf(attempted);
    if (lack) return endedEarly(attempted.document.url, lack);
  }
  const { cap } = walk;
  return cap && endedEarly('', cap);
}

/** A page whose links cannot be read is refused like one that cannot be read itself. */
function withLinks(walk: Walk, { attempted, page }: Attempting, stop: Stop): Attempted {
  const unread = page && walk.page(page, stop);
  if (!unread) return attempted;
  const { document } = attempted;
  return attempted.kind === 'fresh'
    ? { ...attempted, tripped: unread }
    : { document, kind: 'still-refused', reason: unread };
}

function tripsOf(walk: Walk, attempts: readonly Attempted[], paged: boolean): Omit<Visited, 'attempts'> {
  const { cap, miscount } = walk;
  const early = paged ? earlyEnd(walk, attempts) : undefined;
  if (early) return { early };
  return { ...(cap && { cap }), ...(paged && miscount && { miscount }) };
}

/** Fetches the seeds of a source and what their links lead to, one after the other. */
export async function visitDocuments(deps: Deps, attempt: Attempt): Promise<Visited> {
  const { source } = attempt;
  const walk = new Walk(source);
  const attempts: Attempted[] = [];
  for (const stop of walk.queue) {
    if (deps.signal.aborted) break;
    const before = walk.queue.length;
    const attempted = withLinks(walk, await attemptDocument(deps, attempt, stop), stop);
    if (walk.queue.length > before) deps.progress.begin(source.id, walk.queue.length - before);
    deps.progress.step(source.id, stop.url, attempted.kind);
    deps.log.info({ source: source.id, url: stop.url, outcome: attempted.kind }, 'document');
    attempts.push(attempted);
  }
  return { attempts, ...tripsOf(walk, attempts, source.paged !== undefined && !deps.signal.aborted) };
}
