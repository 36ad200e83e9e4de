import type { PageReading, Source } from '../../schema/source.ts';
import { decodeBody } from '../read/decode.ts';

/** A stored or fetched body with what is needed to read it. */
export interface Body {
  url: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** The page as a source reads it, entry by entry; a source without entries gives its page as one. */
export function* entriesOf(source: Source, body: Body): Generator<PageReading> {
  const { text } = decodeBody(body.bytes, body.mediaType);
  const page = { url: body.url, bytes: body.bytes, mediaType: body.mediaType, text };
  if (source.entries) yield* source.entries(page);
  else yield source.read(page);
}
