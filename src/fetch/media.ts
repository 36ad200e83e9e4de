import { extname } from 'node:path';

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['.json', 'application/json'],
  ['.html', 'text/html'],
  ['.htm', 'text/html'],
  ['.md', 'text/markdown'],
  ['.mdx', 'text/markdown'],
]);

/** The media type that a saved page most likely had, by its extension; `text/plain` where that says nothing. */
export const mediaTypeOfFile = (path: string): string =>
  MEDIA_TYPES.get(extname(path).toLowerCase()) ?? 'text/plain';
