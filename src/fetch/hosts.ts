import PQueue from 'p-queue';
import { Refused } from './guard.ts';
import type { Sleep } from './types.ts';

/** Takes turns: one request in flight per host, a gap behind each, none before a host's Retry-After. */
export interface Hosts {
  /** Runs the task when it is the host's turn. */
  run<T>(host: string, stop: AbortSignal, task: () => Promise<T>): Promise<T>;
  /** Keeps every request from the host until the time; `said` is what it answered. */
  pause(host: string, until: Date, said: string): void;
  /** Widens the gap of one host: robots.txt may ask for it. */
  slow(host: string, gapMs: number): void;
}

interface Host {
  queue: PQueue;
  gapMs: number;
  lastEnd?: number;
  pause?: { until: number; said: string };
}

/** A pause no longer than this is waited out; a longer one blocks, so that a round never hangs for hours. */
const LONGEST_WAIT_MS = 10_000;
/** However far off the date in Retry-After, the host is tried again after a day. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;
/** However slow robots.txt wants us, requests are this close at least. */
const LONGEST_GAP_MS = 30_000;

const IMF_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The time that a Retry-After header names, in seconds or as an HTTP date; undefined for junk and for the past. */
export function retryTime(header: string | undefined, now: Date): Date | undefined {
  const text = (header ?? '').trim();
  const at = /^\d{1,12}$/.test(text)
    ? now.getTime() + Number(text) * 1000
    : IMF_DATE.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (!(at > now.getTime())) return undefined;
  return new Date(Math.min(at, now.getTime() + LONGEST_PAUSE_MS));
}

/** Milliseconds until the host may be asked; throws Refused where that is too long to wait. */
function waitFor(name: string, host: Host, now: number): number {
  const { pause, lastEnd } = host;
  const paused = pause === undefined ? 0 : pause.until - now;
  if (pause && paused > LONGEST_WAIT_MS) {
    const until = new Date(pause.until).toISOString();
    throw new Refused('retry-after', `${name} answered ${pause.said}; no request goes there before ${until}`);
  }
  const gap = lastEnd === undefined ? 0 : Math.min(host.gapMs, lastEnd + host.gapMs - now);
  return Math.max(0, paused, gap);
}

/** The turns of all hosts of one fetcher. */
export function createHosts(clock: { minGapMs: number; now: () => Date; sleep: Sleep }): Hosts {
  const hosts = new Map<string, Host>();
  const hostOf = (name: string): Host => {
    const known = hosts.get(name) ?? { queue: new PQueue({ concurrency: 1 }), gapMs: clock.minGapMs };
    hosts.set(name, known);
    return known;
  };
  const time = (): number => clock.now().getTime();
  const run = <T>(name: string, stop: AbortSignal, task: () => Promise<T>): Promise<T> => {
    const host = hostOf(name);
    const turn = async (): Promise<T> => {
      const wait = waitFor(name, host, time());
      if (wait > 0) await clock.sleep(wait, stop);
      try {
        return await task();
      } finally {
        host.lastEnd = time();
      }
    };
    return host.queue.add(turn, { signal: stop });
  };
  const pause = (name: string, until: Date, said: string): void => {
    hostOf(name).pause = { until: until.getTime(), said };
  };
  const slow = (name: string, gapMs: number): void => {
    const host = hostOf(name);
    host.gapMs = Math.max(host.gapMs, Math.min(gapMs, LONGEST_GAP_MS));
  };
  return { run, pause, slow };
}
