import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedHeld } from '../report/errors.ts';
import { isAlive, startOf } from './process.ts';

/** Who owns the folder of an embedded database. `start` tells a process from a later one with the same pid. */
interface Owner {
  pid: number;
  start: string;
  host: string;
  since: string;
  released: boolean;
}

/** What the owner holds; `release` must be called when the database is closed. */
export interface Ownership {
  release(): Promise<void>;
}

interface Generation {
  number: number;
  owner: Owner | undefined;
}

const POLL_MS = 100;
const NAME = /^owner\.(\d+)\.json$/;
const fileOf = (folder: string, generation: number): string => join(folder, `owner.${generation}.json`);

/** Makes a folder and those above it, one by one: `recursive` never ends where the system itself takes no folders. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder || existsSync(dirname(folder))) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder);
  }
}

/**
 * Makes this process the one owner of the folder, or throws EmbeddedHeld after `waitMs` milliseconds.
 *
 * Two PGlite processes on one folder destroy it silently. The files `owner.<n>.json` are generations: the highest one
 * is the owner. Taking over means linking the next number, which succeeds for one taker only; the highest file is never
 * removed, only superseded, so nobody can act on what he read too long ago.
 */
export async function takeOwnership(target: {
  folder: string;
  waitMs: number;
  onWait?: (sentence: string) => void;
}): Promise<Ownership> {
  await makeFolder(target.folder);
  const until = performance.now() + target.waitMs;
  let told = false;
  for (;;) {
    const last = await highest(target.folder);
    if (!isHeld(last.owner)) {
      const taken = await take(target.folder, last.number + 1);
      if (taken) return taken;
      continue;
    }
    const held = new EmbeddedHeld(target.folder, last.owner);
    if (performance.now() >= until) throw held;
    if (!told) target.onWait?.(`Waiting: ${held.why}.`);
    told = true;
    await sleep(Math.min(POLL_MS, Math.max(1, until - performance.now())));
  }
}

/** An owner on another host cannot be examined, so it counts as alive. */
function isHeld(owner: Owner | undefined): owner is Owner {
  if (owner === undefined || owner.released) return false;
  return owner.host !== hostname() || isAlive(owner.pid, owner.start);
}

async function highest(folder: string): Promise<Generation> {
  const numbers = await generations(folder);
  const number = Math.max(0, ...numbers);
  return { number, owner: number === 0 ? undefined : await read(fileOf(folder, number)) };
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const found = NAME.exec(name)?.[1];
    return found === undefined ? [] : [Number(found)];
  });
}

/** The file appears complete by a link, so text that is not ours was damaged by something else and holds nothing. */
async function read(file: string): Promise<Owner | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof found === 'object' && found !== null && 'pid' in found ? (found as Owner) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where somebody else was faster. */
async function take(folder: string, generation: number): Promise<Ownership | undefined> {
  const owner: Owner = {
    pid: process.pid,
    start: startOf(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    released: false,
  };
  const file = fileOf(folder, generation);
  if (!(await linked(file, owner))) return undefined;
  const numbers = await generations(folder);
  if (numbers.some((number) => number > generation)) {
    await rm(file, { force: true });
    return undefined;
  }
  for (const number of numbers) if (number < generation) await rm(fileOf(folder, number), { force: true });
  return { release: () => replace(file, { ...owner, released: true }) };
}

async function linked(file: string, owner: Owner): Promise<boolean> {
  const draft = await drafted(file, owner);
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replace(file: string, owner: Owner): Promise<void> {
  await rename(await drafted(file, owner), file);
}

async function drafted(file: string, owner: Owner): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(owner)}\n`);
  return draft;
}
