/** An attempt that took longer than it may. */
export class DeadlinePassed extends Error {
  constructor(totalMs: number) {
    super(`no whole answer within ${totalMs} ms`);
    this.name = 'DeadlinePassed';
  }
}

/** Someone ended the attempt: the caller, or the closing of the fetcher. */
export class Interrupted extends Error {
  constructor() {
    super('the fetch was interrupted');
    this.name = 'Interrupted';
  }
}

/** Time that several requests share. Only what runs inside `spend` costs; waiting for a host's turn is free. */
export interface Budget {
  spend<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A budget of so many milliseconds; `stop` ends it early. Durations are measured, so no clock is needed. */
export function createBudget(totalMs: number, stop: AbortSignal): Budget {
  let left = totalMs;
  const spend = async <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (left <= 0) throw new DeadlinePassed(totalMs);
    if (stop.aborted) throw new Interrupted();
    const controller = new AbortController();
    const aborted = whenAborted(controller.signal);
    const timer = setTimeout(() => controller.abort(new DeadlinePassed(totalMs)), left);
    const interrupt = (): void => controller.abort(new Interrupted());
    stop.addEventListener('abort', interrupt, { once: true });
    const start = performance.now();
    try {
      return await Promise.race([task(controller.signal), aborted]);
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', interrupt);
      left -= performance.now() - start;
    }
  };
  return { spend };
}
