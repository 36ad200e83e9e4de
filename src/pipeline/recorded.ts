import type { Page, Recording, Source } from '../../schema/source.ts';
import { ownKey } from '../fetch/folder.ts';
import { RecordingClaimedTwice } from '../report/errors.ts';
import { canonicalLink } from './follow.ts';

/** Which source reads which files of a folder. */
export interface RecordedPlan {
  /** The sources that have something to read, with the folder's documents as their seeds. */
  sources: Source[];
  /** Canonical URL, and source with URL where two sources read one, -> file, relative to the folder. */
  files: Map<string, string>;
  /** Files of documents of which the folder has a later one, by name; they are not read. */
  older: string[];
  /** Files that no source reads. */
  noReader: string[];
}

/** A glob whose `*` stands for any characters but a slash; what it stands for is the file's name to us. */
function matcher(glob: string): RegExp {
  const escaped = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '([^/]*)');
  return new RegExp(`^${escaped}$`);
}

interface Reader {
  source: Source;
  url: string;
}

function readersOf(sources: readonly Source[], file: string): Reader[] {
  const read = (source: Source, recording: Recording): Reader[] => {
    const match = matcher(recording.glob).exec(file);
    return match ? [{ source, url: recording.url(match[1] ?? '') }] : [];
  };
  return sources.flatMap((source) => source.recordings.flatMap((recording) => read(source, recording)));
}

/**
 * The document that a saved page is by its path: the recording whose glob fits the end of the path, folders and all,
 * else the name alone. Undefined where none fits, or several that differ.
 */
export function recordedUrl(source: Source, path: string): string | undefined {
  const parts = path.split(/[\\/]/);
  const fitting = (of: (glob: string) => string) =>
    source.recordings.flatMap((recording) => {
      const glob = of(recording.glob);
      const file = parts.slice(-glob.split('/').length).join('/');
      const match = matcher(glob).exec(file);
      return match ? [recording.url(match[1] ?? '')] : [];
    });
  const whole = new Set(fitting((glob) => glob));
  const urls = whole.size > 0 ? whole : new Set(fitting((glob) => glob.slice(glob.lastIndexOf('/') + 1)));
  return urls.size === 1 ? [...urls][0] : undefined;
}

/**
 * The source with the documents of the folder as its seeds; of what they link to, only what lies there is followed. A
 * folder that lacks a document proves no absence.
 */
function among(source: Source, urls: readonly string[]): Source {
  const owners = new Map(source.seeds.map(({ url, owner }) => [url, owner]));
  const seeds = urls.map((url) => {
    const owner = owners.get(url);
    return owner === undefined ? { url } : { url, owner };
  });
  const held = new Set(urls);
  const { follow, complete, ...rest } = source;
  const whole = complete && !follow && source.seeds.every(({ url }) => held.has(url));
  const base = { ...rest, seeds, ...(whole ? { complete } : {}) };
  if (!follow) return base;
  if (source.paged) return { ...base, follow };
  const links = (page: Page) =>
    follow.links(page).filter((link) => held.has(canonicalLink(link, page.url) ?? ''));
  return { ...base, follow: { ...follow, links } };
}

/** The plan of one source whose documents lie in files that are known already, by URL. */
export function planKnown(source: Source, documents: ReadonlyMap<string, string>): RecordedPlan {
  const files = [...documents].flatMap(([url, file]): [string, string][] => [
    [ownKey(source.id, url), file],
    [url, file],
  ]);
  return { sources: [among(source, [...documents.keys()])], files: new Map(files), older: [], noReader: [] };
}

/**
 * Shares the files of a folder out among the sources. Of several files of one document the last by name is read. Throws where two sources would read the same file.
 */
export function planRecorded(sources: readonly Source[], files: readonly string[]): RecordedPlan {
  const urls = new Map<string, Set<string>>();
  const plan: RecordedPlan = { sources: [], files: new Map(), older: [], noReader: [] };
  for (const file of [...files].sort()) {
    const [reader, rival] = readersOf(sources, file);
    if (rival && reader) throw new RecordingClaimedTwice(file, [reader.source.id, rival.source.id]);
    if (reader) {
      const own = ownKey(reader.source.id, reader.url);
      const older = plan.files.get(own);
      if (older !== undefined) plan.older.push(older);
      plan.files.set(own, file).set(reader.url, file);
      urls.set(reader.source.id, (urls.get(reader.source.id) ?? new Set()).add(reader.url));
    } else plan.noReader.push(file);
  }
  for (const source of sources) {
    const found = urls.get(source.id);
    if (found) plan.sources.push(among(source, [...found]));
  }
  return plan;
}
