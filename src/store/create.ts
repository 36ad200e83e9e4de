import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { EmbeddedBroken } from '../report/errors.ts';

/** Where the files of the database stand inside the folder. */
export const databaseFolder = (folder: string): string => join(folder, 'pgdata');

const DRAFT = 'pgdata.new-';

/**
 * Creates the database files in a child process, because initdb takes 0.9 GiB that would stay with us, and moves them
 * into place when they are whole: a kill in the middle leaves a draft that the next owner removes. Call as owner only.
 */
export async function createInChild(folder: string): Promise<void> {
  await removeDrafts(folder);
  const draft = join(folder, `${DRAFT}${randomUUID()}`);
  await runChild(folder, draft);
  await rename(draft, databaseFolder(folder));
}

async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(DRAFT));
  for (const draft of drafts) await rm(join(folder, draft), { recursive: true, force: true });
}

/** In a clone the child is TypeScript and needs the loader; in the package it is compiled like this file. */
function childArguments(draft: string): string[] {
  const extension = extname(fileURLToPath(import.meta.url));
  const script = fileURLToPath(new URL('./create-embedded.ts', import.meta.url)).replace(/\.ts$/, extension);
  return [
    ...(extension === '.ts'
      ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href]
      : []),
    script,
    draft,
  ];
}

async function runChild(folder: string, draft: string): Promise<void> {
  const child = spawn(process.execPath, childArguments(draft), { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const ended = await new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? '' : `ended with ${signal ?? code}: ${said.trim()}`),
    );
  });
  if (ended === '') return;
  await rm(draft, { recursive: true, force: true });
  throw new EmbeddedBroken(folder, `its creation failed: ${ended}`);
}
