import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SourceNew } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { isProvider, ownerOf } from '../pipeline/owner.ts';
import { freeSchedule } from '../pipeline/schedule.ts';
import { AlreadyThere, NoClone } from '../report/errors.ts';
import { UsageError } from './exit.ts';
import { codeOf, stubOf } from './scaffold.ts';
import { slugOf } from './source-record.ts';
import type { NewRequest } from './source-services.ts';

const camel = (id: string): string =>
  id.replace(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());

/** Cron expressions of four times a day: each minute of the first hour, then of the next ones. */
const TIMES = ['*/6', '1-23/6', '2-23/6', '3-23/6', '4-23/6', '5-23/6'].flatMap((hours) =>
  Array.from({ length: 60 }, (_, at) => `${(at * 7 + 3) % 60} ${hours} * * *`),
);

/** The list of sources with one more, where the order of ids wants it, and the line that was added. */
export function listed(list: string, id: string): { text: string; line: string } {
  const line = `export { source as ${camel(id)} } from './${id}/index.ts';`;
  const rows = list.trimEnd().split('\n');
  const folder = (row: string): string => /from '\.\/([^/]+)\/index\.ts'/u.exec(row)?.[1] ?? '';
  const later = rows.findIndex((row) => folder(row) > id);
  rows.splice(later === -1 ? rows.length : later, 0, line);
  return { text: `${rows.join('\n')}\n`, line };
}

/** What is to be looked at in an owner: who told it, and whether a line knows it. */
function aboutOwner(owner: string, told: boolean): string {
  if (!isProvider(owner))
    return ` No line of src/identify/providers.tsv names "${owner}": write another owner there and in origin.json, or add its line.`;
  return told ? '' : ` The owner "${owner}" is taken from the id: look whether it is who speaks.`;
}

const nextSteps = (id: string, stub: string, owner: string): string[] => [
  `Put a page in the place of the stub: npx modelfacts source record ${id} (or --file page.html), then rewrite its prose. Without one, write it by hand and leave "writtenAfter": "nothing".`,
  `Read it in scrapers/${id}/index.ts, and fill in kind, note, terms and floor.${owner}`,
  `See what it says: npx modelfacts source try ${id} --file ${stub}`,
  `Write claims.json and read it line by line: UPDATE_GOLDENS=1 npx vitest run tests/scrapers/golden -t ${id}`,
  `See it run: MODELFACTS_DATA=/tmp/${id} npx modelfacts refresh --from ${dirname(dirname(stub))}`,
  `Renew the README's table: UPDATE_README=1 npx vitest run tests/documents -t "table of sources". Then: npm run check`,
];

/** Writes code and a stub of a fixture for a new source and adds it to the list. Throws NoClone and AlreadyThere. */
export async function newSource(
  request: NewRequest & { at: Date },
  clone: string | undefined,
): Promise<SourceNew> {
  const { source: id, url, kind, at: now } = request;
  if (clone === undefined) throw new NoClone(`modelfacts source new ${id}`);
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(id))
    throw new UsageError(
      `"${id}" is no id of a source`,
      'ids are lower case words with hyphens',
      'Write it like: example-pricing',
    );
  const folder = join('scrapers', id);
  if (existsSync(join(clone, folder))) throw new AlreadyThere(folder, 'Choose another id.');
  const owner = request.owner ?? ownerOf(id);
  const scaffold = { id, owner, url, kind, schedule: freeSchedule(SOURCES, TIMES) };
  const stub = join('fixtures', id, now.toISOString().slice(0, 10), slugOf(url));
  const page = join(stub, [...stubOf(scaffold, now).keys()][0] ?? '');
  const list = join('scrapers', 'list.ts');
  const { text, line } = listed(await readFile(join(clone, list), 'utf8'), id);
  const files = new Map([[join(folder, 'index.ts'), codeOf(scaffold)]]);
  for (const [name, content] of stubOf(scaffold, now)) files.set(join(stub, name), content);
  files.set(list, text);
  for (const [path, content] of files) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await writeFile(join(clone, path), content);
  }
  return {
    source: id,
    files: [...files.keys()],
    line,
    next: nextSteps(id, page, aboutOwner(owner, request.owner !== undefined)),
  };
}
