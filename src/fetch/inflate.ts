import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

type Chunks = AsyncIterable<Uint8Array>;

/** A body that cannot be taken as whole; `code` is short and stable. */
export class BadBody extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'BadBody';
    this.code = code;
  }
}

/** The content codings that we ask for. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/** More than this many codings on one body serve only to waste time. */
const MOST_CODINGS = 3;

/** Takes a Content-Encoding header apart, in the order in which the codings were applied. */
export function codingsOf(header: string | undefined): string[] {
  const codings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const unknown = codings.find((coding) => !['gzip', 'x-gzip', 'deflate', 'br'].includes(coding));
  if (unknown !== undefined) {
    throw new BadBody(
      'content-encoding',
      `the body is coded as "${unknown.slice(0, 40)}", which we cannot read`,
    );
  }
  if (codings.length > MOST_CODINGS) {
    throw new BadBody('content-encoding', `the body is coded ${codings.length} times over`);
  }
  return codings;
}

/** Passes chunks on until more than `most` bytes came over the wire. */
async function* counted(source: Chunks, most: number): Chunks {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > most) throw new BadBody('too-large', `more than ${most} bytes came over the wire`);
    yield chunk;
  }
}

type Decoder = ReturnType<typeof createGunzip | typeof createBrotliDecompress | typeof createInflateRaw>;

/** zlib reports damage by throwing into the iteration; what it means for the body is said here. */
async function* through(source: Chunks, decoder: Decoder): Chunks {
  pipeline(source, decoder, () => {});
  try {
    for await (const chunk of decoder) yield chunk as Uint8Array;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'Z_BUF_ERROR') throw new BadBody('truncated', 'the compressed body ends too early');
    if (/^(Z_|ERR__ERROR|ERR_BROTLI)/.test(code))
      throw new BadBody('damaged', 'the compressed body is damaged');
    throw error;
  }
}

/** `deflate` is zlib by the standard and raw by habit; the first two bytes tell which. */
async function* deflated(source: Chunks): Chunks {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  while (Buffer.concat(first).length < 2) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
  }
  const head = Buffer.concat(first);
  const [low = 0, high = 0] = head;
  const isZlib = (low & 0x0f) === 8 && (low * 256 + high) % 31 === 0;
  const whole = (async function* () {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  yield* through(whole, isZlib ? createInflate() : createInflateRaw());
}

function uncoded(source: Chunks, coding: string): Chunks {
  if (coding === 'br') return through(source, createBrotliDecompress());
  return coding === 'deflate' ? deflated(source) : through(source, createGunzip());
}

/** What was read of a body; `cut` says that it goes on behind the cap. */
export interface ReadBody {
  bytes: Uint8Array;
  cut: boolean;
}

/**
 * Reads and decodes a body and stops within one chunk of `most` decoded bytes.
 * `wireMost` bounds what comes over the wire for a coded body: empty blocks can run for ever and decode to nothing.
 */
export async function readBody(
  source: Chunks,
  codings: readonly string[],
  limits: { most: number; wireMost: number },
): Promise<ReadBody> {
  let chunks = codings.length === 0 ? source : counted(source, limits.wireMost);
  for (const coding of codings.toReversed()) chunks = uncoded(chunks, coding);
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    total += chunk.length;
    if (total > limits.most) return { bytes: Buffer.concat(parts).subarray(0, limits.most), cut: true };
  }
  return { bytes: Buffer.concat(parts), cut: false };
}
