import { Writable } from 'node:stream';
import cliProgress from 'cli-progress';
import type { Progress } from '../pipeline/deps.ts';
import type { Io } from './io.ts';

/** Progress that must be ended, or the bar keeps its timer. */
export interface ShownProgress extends Progress {
  close(): void;
}

const silent = (): ShownProgress => ({
  begin: () => undefined,
  step: () => undefined,
  end: () => undefined,
  close: () => undefined,
});

/** One line when a source ends. */
const lines = (io: Io): ShownProgress => ({
  ...silent(),
  end: (source, outcome) => io.err(`${source}: ${outcome}\n`),
});

/** The terminal as a stream that writes through `io`. */
function terminalOf(io: Io): NodeJS.WritableStream {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      io.err(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { isTTY: true, columns: io.columns });
}

function bar(io: Io): ShownProgress {
  const shown = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} documents  {source}',
    barsize: 24,
    clearOnComplete: true,
    hideCursor: true,
    stream: terminalOf(io),
  });
  let total = 0;
  return {
    begin(source, documents) {
      if (total === 0) shown.start(documents, 0, { source });
      total += documents;
      shown.setTotal(total);
    },
    step: (source) => shown.increment(1, { source }),
    end: () => undefined,
    close: () => shown.stop(),
  };
}

/** A bar on a terminal, one line per source elsewhere, nothing where a program reads the answer. */
export function createProgress(io: Io, json: boolean): ShownProgress {
  if (json) return silent();
  return io.isTTY.err && io.color ? bar(io) : lines(io);
}
