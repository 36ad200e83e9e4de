import { existsSync, watch } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EmbeddedBroken, EmbeddedHeld } from '../../src/report/errors.ts';
import { openDatabase } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startChild } from '../support/child.ts';

const SCRIPT = new URL('../support/scripts/open-embedded.ts', import.meta.url);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelfacts-embedded-'));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

/** Resolves when the folder holds a name that begins so. */
async function appearance(start: string): Promise<void> {
  const watcher = watch(folder);
  try {
    await new Promise<void>((resolve) => {
      const look = async (): Promise<void> => {
        if ((await readdir(folder)).some((name) => name.startsWith(start))) resolve();
      };
      watcher.on('change', look);
      void look();
    });
  } finally {
    watcher.close();
  }
}

describe('the embedded database in a folder', { timeout: 60_000 }, () => {
  test('is not half made when its creation is killed', async () => {
    const child = startChild(SCRIPT, [folder]);
    await appearance('pgdata.new-');
    child.process.kill('SIGKILL');
    await child.ended;
    expect(existsSync(join(folder, 'pgdata'))).toBe(false);
  });

  test('is made by the next owner, keeps its rows, and leaves no draft', async () => {
    const first = await openDatabase({ folder, waitMs: 0 });
    await migrate(first);
    await first.db.insertInto('registry.subject').values({ kind: 'model', key: 'a/b' }).execute();
    await first.close();
    const second = await openDatabase({ folder, waitMs: 0 });
    expect(await second.db.selectFrom('registry.subject').select('key').execute()).toEqual([{ key: 'a/b' }]);
    await second.close();
    expect((await readdir(folder)).sort()).toEqual([expect.stringMatching(/^owner\.\d+\.json$/), 'pgdata']);
  });

  test('has one owner at a time, and survives the kill of one', async () => {
    const other = startChild(SCRIPT, [folder]);
    expect(await other.line()).toBe('open');
    await expect(openDatabase({ folder, waitMs: 0 })).rejects.toThrow(EmbeddedHeld);
    other.process.kill('SIGKILL');
    await other.ended;
    const database = await openDatabase({ folder, waitMs: 0 });
    expect(await database.db.selectFrom('registry.subject').select('key').execute()).toEqual([
      { key: 'a/b' },
    ]);
    await database.close();
  });

  test('in a place that is no folder is one clear error', async () => {
    const inside = join(folder, (await readdir(folder)).find((name) => name.startsWith('owner.')) ?? '');
    const failed = await openDatabase({ folder: inside, waitMs: 0 }).catch((error) => error);
    expect(failed).toBeInstanceOf(EmbeddedBroken);
    expect(failed.where).toBe(inside);
  });

  test('that cannot be opened is one clear error, and the folder is free again', async () => {
    await rm(join(folder, 'pgdata', 'global'), { recursive: true });
    await expect(openDatabase({ folder, waitMs: 0 })).rejects.toThrow(EmbeddedBroken);
    await expect(openDatabase({ folder, waitMs: 0 })).rejects.toThrow(EmbeddedBroken);
  });
});
