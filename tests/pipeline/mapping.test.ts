import { expect, test } from 'vitest';
import { decide } from '../../src/review/decide.ts';
import { aliasMap, mapAlias, unmapAlias } from '../../src/review/map.ts';
import { checksum, checksumLines } from '../../src/store/checksum.ts';
import { onBothDatabases } from '../support/databases.ts';
import { identityWorld } from '../support/identity-world.ts';

const [SPARK, CODEX] = ['openai/gpt-5.3-codex-spark', 'openai/gpt-5.3-codex'];
const written = (source: string, name: string) => ({ source, kind: 'model' as const, written: name });

onBothDatabases('a mapping that a person makes', (open) => {
  test('merges, and its undo restores everything: claims, facts, conflicts, checksum', async () => {
    const database = await open();
    const own = identityWorld(database, ['page', 'other', 'third']);
    own.show(
      'page',
      'model||GPT-5.3-Codex-Spark|context_window|||128,000',
      'model||GPT-5.3-Codex-Spark|released|||2026-02-12',
    );
    own.show(
      'other',
      'model||GPT-5.3-Codex|context_window|||400,000',
      'model||GPT-5.3-Codex|released|||2026-02-05',
    );
    own.show('third', 'model||GPT-5.3-Codex|context_window|||400,000');
    await own.refresh();
    const [before, claims, seq] = [
      await checksum(database.db),
      await own.claims(),
      (await own.changes()).length,
    ];
    const address = written('page', 'GPT-5.3-Codex-Spark');
    const merged = await mapAlias(database, { ...own.say('one product'), address, to: CODEX, fresh: false });
    expect(merged).toMatchObject({
      mapping: { subject: CODEX, cause: 'decision', by: 'ada', reason: 'one product', closed: null },
      history: [{ subject: CODEX }, { subject: SPARK, cause: 'name parsed', decision: null }],
    });
    expect(await own.facts('context_window')).toEqual([
      { subject: CODEX, value: '400000', status: 'contested' },
    ]);
    expect((await own.queue()).map(({ subject, attribute }) => [subject, attribute])).toEqual([
      [CODEX, 'context_window'],
      [CODEX, 'released'],
    ]);
    expect((await own.changes()).slice(seq)).toEqual([
      { subject: CODEX, attribute: 'context_window', op: 'status', cause: 'identity' },
      { subject: CODEX, attribute: 'released', op: 'status', cause: 'identity' },
      { subject: SPARK, attribute: 'context_window', op: 'delete', cause: 'identity' },
      { subject: SPARK, attribute: 'released', op: 'delete', cause: 'identity' },
    ]);
    await own.sound();
    expect((await own.refresh()).changes).toBe(0);
    const back = await unmapAlias(database, { ...own.say('two products'), address });
    expect(back.mapping).toMatchObject({ subject: SPARK, cause: 'name parsed', decision: null });
    expect(back.history).toHaveLength(3);
    expect(await checksum(database.db)).toEqual(before);
    expect(await own.claims()).toEqual(claims);
    expect((await own.changes()).slice(seq + 4).every(({ cause }) => cause === 'identity')).toBe(true);
    expect((await own.changes()).slice(seq + 4)).toHaveLength(4);
    await own.sound();
    expect((await own.refresh()).changes).toBe(0);
    await database.close();
  });

  test('leaves no trace in what was contested, ruled or settled on either side', async () => {
    const database = await open();
    const own = identityWorld(database, ['page', 'other', 'third', 'maker'], { maker: { owner: 'openai' } });
    const spark = 'model||GPT-5.3-Codex-Spark|';
    const codex = 'model||GPT-5.3-Codex|';
    own.show(
      'page',
      `${spark}context_window|||131k`,
      `${spark}max_output|||32,000`,
      `${spark}released|||2026-02-12`,
    );
    own.show(
      'other',
      `${spark}context_window|||128k`,
      `${spark}max_output|||64,000`,
      `${codex}context_window|||400,000`,
      `${codex}max_output|||128,000`,
    );
    own.show(
      'third',
      `${codex}context_window|||272,000`,
      `${codex}max_output|||100,000`,
      `${codex}released|||2026-02-05`,
      `${spark}released|||2026-02-13`,
    );
    own.show('maker', `${codex}released|||2026-02-04`, `${spark}released|||2026-02-12`);
    await own.refresh();
    const asked = await own.queue();
    for (const { id, subject, attribute } of asked.filter((one) => one.attribute === 'max_output')) {
      await decide(database, { id, choice: { candidate: subject === SPARK ? 1 : 2 }, ...own.say(attribute) });
    }
    expect(asked.length).toBeGreaterThan(3);
    const [before, claims] = [await checksumLines(database.db), await own.claims()];
    for (const source of ['page', 'other', 'third', 'maker']) {
      for (const [name, to] of [
        ['GPT-5.3-Codex-Spark', CODEX],
        ['GPT-5.3-Codex', SPARK],
      ] as const) {
        const address = written(source, name);
        if (source === 'page' && to === SPARK) continue;
        await mapAlias(database, { ...own.say(), address, to, fresh: false });
        expect(await checksumLines(database.db)).not.toEqual(before);
        await own.sound();
        await unmapAlias(database, { ...own.say(), address });
        expect(await checksumLines(database.db), `${source} ${name}`).toEqual(before);
        await own.sound();
      }
    }
    expect(await own.claims()).toEqual(claims);
    await database.close();
  });

  test('splits into a subject of its own, stays through a refresh and another reading, and comes back in steps', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    own.show('page', 'model||GPT-5.3-Codex|context_window|||400,000');
    await own.refresh();
    const address = written('page', 'GPT-5.3-Codex');
    const to = 'openai/gpt-5.3-codex-special';
    await expect(mapAlias(database, { ...own.say(), address, to, fresh: false })).rejects.toThrow(
      'There is no model',
    );
    await mapAlias(database, { ...own.say(), address, to, fresh: true });
    own.show('page', 'model||GPT-5.3-Codex|context_window|||410,000');
    await own.refresh();
    expect(await own.facts('context_window')).toMatchObject([{ subject: to, value: '410000' }]);
    await mapAlias(database, { ...own.say(), address, to: CODEX, fresh: false });
    expect(await own.facts('context_window')).toMatchObject([{ subject: CODEX }]);
    await unmapAlias(database, { ...own.say(), address });
    expect(await own.facts('context_window')).toMatchObject([{ subject: to }]);
    await unmapAlias(database, { ...own.say(), address });
    expect((await aliasMap(database, address)).mapping).toMatchObject({
      subject: CODEX,
      cause: 'name parsed',
    });
    await expect(unmapAlias(database, { ...own.say(), address })).rejects.toThrow(
      'no person made its mapping',
    );
    await expect(aliasMap(database, written('page', 'nobody'))).rejects.toThrow('There is no such alias');
    await own.sound();
    await database.close();
  });
});
