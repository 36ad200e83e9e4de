import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedHeld } from '../../src/report/errors.ts';
import { takeOwnership } from '../../src/store/owner.ts';
import { isAlive, startOf } from '../../src/store/process.ts';
import { type Child, startChild } from '../support/child.ts';

const SCRIPT = new URL('../support/scripts/own.ts', import.meta.url);

let folder: string;
const children: Child[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelfacts-owner-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function claimant(waitMs: number): Promise<Child> {
  const child = startChild(SCRIPT, [folder, String(waitMs)]);
  children.push(child);
  expect(await child.line()).toBe('ready');
  return child;
}

const go = (child: Child): void => void child.process.stdin?.write('go\n');

test('a second owner is refused with who holds it, and what to do', async () => {
  const first = await takeOwnership({ folder, waitMs: 0 });
  const refused = await takeOwnership({ folder, waitMs: 0 }).catch((error) => error);
  expect(refused).toBeInstanceOf(EmbeddedHeld);
  expect(refused.message).toContain(`process ${process.pid} on ${hostname()} has held it since 20`);
  expect(refused.next).toContain('--wait');
  await first.release();
  await (await takeOwnership({ folder, waitMs: 0 })).release();
});

test('who waits is told once and gets it when the owner ends', async () => {
  const owner = await claimant(0);
  go(owner);
  expect(await owner.line()).toBe('taken');
  const told: string[] = [];
  const waiting = takeOwnership({
    folder,
    waitMs: 20_000,
    onWait: (sentence) => {
      told.push(sentence);
      owner.process.kill('SIGKILL');
    },
  });
  await (await waiting).release();
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(`process ${owner.process.pid}`);
});

test('the file of a killed owner is taken over by exactly one of several takers', async () => {
  for (let round = 0; round < 3; round += 1) {
    const dead = await claimant(0);
    go(dead);
    expect(await dead.line()).toBe('taken');
    const takers = await Promise.all([claimant(0), claimant(0), claimant(0), claimant(0)]);
    dead.process.kill('SIGKILL');
    await dead.ended;
    for (const taker of takers) go(taker);
    const answers = await Promise.all(takers.map((taker) => taker.line()));
    expect(answers.sort()).toEqual(['EmbeddedHeld', 'EmbeddedHeld', 'EmbeddedHeld', 'taken']);
    for (const taker of takers) taker.process.kill('SIGKILL');
    await Promise.all(takers.map((taker) => taker.ended));
  }
});

test('in one process too, of many that ask at once one gets it', async () => {
  for (let round = 0; round < 20; round += 1) {
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => takeOwnership({ folder, waitMs: 0 })),
    );
    const taken = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    expect(taken).toHaveLength(1);
    await taken[0]?.release();
  }
  expect(await readdir(folder)).toHaveLength(1);
});

const written = async (owner: object): Promise<void> =>
  await writeFile(join(folder, 'owner.7.json'), JSON.stringify({ since: 'then', released: false, ...owner }));

test('a later process with the pid of a dead owner does not hold it', async () => {
  await written({ pid: process.pid, start: '1', host: hostname() });
  await (await takeOwnership({ folder, waitMs: 0 })).release();
  expect(await readdir(folder)).toEqual(['owner.8.json']);
});

test('an owner on another host counts as alive', async () => {
  await written({ pid: 1, start: '1', host: 'elsewhere.example' });
  await expect(takeOwnership({ folder, waitMs: 0 })).rejects.toThrow(/elsewhere\.example/);
});

test('a process lives by its pid and its start', async () => {
  expect(isAlive(process.pid, startOf(process.pid))).toBe(true);
  expect(isAlive(process.pid, '')).toBe(true);
  const child = await claimant(0);
  const pid = child.process.pid ?? 0;
  const start = startOf(pid);
  expect(start).toMatch(/^\d+$/);
  child.process.kill('SIGKILL');
  await child.ended;
  expect(isAlive(pid, start)).toBe(false);
});
