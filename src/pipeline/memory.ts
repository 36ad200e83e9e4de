import v8 from 'node:v8';
import vm from 'node:vm';

/** Bytes of heap in use from which on it is worth collecting. */
const ENOUGH = 96 * 1024 * 1024;
/** What is still in use after a collection may grow by this factor before the next. */
const GROWTH = 1.4;

const used = (): number => v8.getHeapStatistics().used_heap_size;

function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  const found: unknown = vm.runInNewContext('gc');
  return typeof found === 'function' ? () => void found() : () => undefined;
}

let collect: (() => void) | undefined;
let mark = ENOUGH;

/**
 * Collects garbage between two batches of a long piece of work. Left to itself, the collector lets the heap grow to
 * several times of what is in use before it looks; beside an embedded database in the same process that is too much.
 */
export function breathe(): void {
  if (used() < mark) return;
  collect ??= collector();
  collect();
  mark = Math.max(ENOUGH, used() * GROWTH);
}
