import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBuffer, getEncoding } from 'encoding-sniffer';

/** A body as text. `charset` is the encoding's WHATWG name in lower case. */
export interface DecodedBody {
  text: string;
  charset: string;
}

/**
 * Bytes in which a charset declaration is looked for. The standard asks for 1,024 and lets a parser that meets a later
 * one start over; looking further comes to the same.
 */
const SNIFFED_BYTES = 64 * 1024;

const HTML_TYPES: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml']);
/** Types that say nothing about what the body is. */
const VAGUE_TYPES: ReadonlySet<string> = new Set(['', 'application/octet-stream', 'unknown/unknown']);

/** The media type of a Content-Type header, in lower case and without parameters; '' where there is none. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?\s*([^\s";]+)/i.exec(contentType ?? '')?.[1];
}

function isHtml(bytes: Uint8Array, mediaType: string): boolean {
  if (HTML_TYPES.has(mediaType)) return true;
  return (
    VAGUE_TYPES.has(mediaType) &&
    /^(\xef\xbb\xbf)?\s*</.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))
  );
}

/**
 * Bytes beyond ASCII that are valid UTF-8 as a whole, in a page that declares nothing: the standard leaves the default
 * to us, and text in windows-1252 is never valid UTF-8 by accident.
 */
function isUndeclaredUtf8(bytes: Buffer): boolean {
  const declared = /charset\s*=/i.test(bytes.subarray(0, SNIFFED_BYTES).toString('latin1'));
  return !declared && isUtf8(bytes) && !isAscii(bytes);
}

/**
 * Decodes a body by the HTML standard's order: byte order mark, transport, declaration, default. HTML defaults to
 * windows-1252, everything else (JSON, Markdown, plain text) to UTF-8 and is never searched for a declaration.
 */
export function decodeBody(bytes: Uint8Array, contentType?: string): DecodedBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const html = isHtml(bytes, mediaTypeOf(contentType));
  const transport = charsetOf(contentType);
  const options = {
    maxBytes: html ? SNIFFED_BYTES : 3,
    defaultEncoding: html ? 'windows-1252' : 'utf-8',
    ...(transport !== undefined && { transportLayerEncodingLabel: transport }),
  };
  const charset = getEncoding(buffer, options);
  if (charset === 'windows-1252' && transport === undefined && isUndeclaredUtf8(buffer)) {
    return { text: buffer.toString('utf8'), charset: 'utf-8' };
  }
  return { text: decodeBuffer(buffer, options), charset: charset.toLowerCase() };
}
