import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { unmatchedNames } from '../../src/pipeline/unmatched.ts';
import { why } from '../../src/report/why.ts';
import { decide, undo } from '../../src/review/decide.ts';
import { checksum } from '../../src/store/checksum.ts';
import { onBothDatabases } from '../support/databases.ts';
import { identityWorld } from '../support/identity-world.ts';

const TORN = 'databricks-claude-sonnet-4 = Claude Sonnet 4.5';
const [FOUR, FOUR_FIVE] = ['anthropic/claude-sonnet-4', 'anthropic/claude-sonnet-4.5'];

onBothDatabases('identity', (open) => {
  test('an id and a label that state two models wait in the queue, once, and can be decided and undone', async () => {
    const database = await open();
    const own = identityWorld(database, ['page', 'other']);
    own.show(
      'page',
      `offering|databricks|${TORN}|model|||databricks-claude-sonnet-4`,
      `offering|databricks|${TORN}|price|USD|input|$3.00`,
    );
    own.show('other', 'model||Claude Sonnet 4|context_window|||200,000');
    const first = await own.refresh();
    expect(first.conflicts).toMatchObject({
      open: 1,
      by: [{ attribute: 'model', diagnosis: 'ambiguous-name', count: 1 }],
    });
    const [conflict] = await own.queue('identity');
    expect(conflict).toMatchObject({
      kind: 'identity',
      subject: 'databricks/databricks-claude-sonnet-4',
      attribute: 'model',
      published: null,
      candidates: [
        { key: FOUR, asWritten: 'databricks-claude-sonnet-4', witnesses: [{ source: 'page' }] },
        { key: FOUR_FIVE, asWritten: 'databricks-claude-sonnet-4', witnesses: [{ source: 'page' }] },
      ],
    });
    expect(conflict?.arithmetic).toContain('state different models');
    expect(await own.facts('model')).toEqual([]);
    expect((await own.refresh()).changes).toBe(0);
    await own.sound();
    const [before, claims] = [await checksum(database.db), await own.claims()];
    const id = conflict?.id ?? '';
    const twice = decide(database, { id, choice: { value: 'databricks-claude-sonnet-4' }, ...own.say() });
    await expect(twice).rejects.toThrow('are written');
    await expect(decide(database, { id, choice: { subject: 'openai/gpt-5' }, ...own.say() })).rejects.toThrow(
      'none of its candidates',
    );
    await decide(database, { id, choice: { subject: FOUR_FIVE }, ...own.say() });
    expect(await own.facts('model')).toEqual([
      { subject: 'databricks/databricks-claude-sonnet-4', value: FOUR_FIVE, status: 'ruled' },
    ]);
    expect(await own.queue('identity')).toEqual([]);
    await own.sound();
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 0, open: 0 });
    await undo(database, { id, ...own.say() });
    expect(await own.facts('model')).toEqual([]);
    expect(await own.queue('identity')).toHaveLength(1);
    expect(await checksum(database.db)).toEqual(before);
    expect(await own.claims()).toEqual(claims);
    await own.sound();
    await database.close();
  });

  test('what is ruled is asked again when the name can mean another model', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    const said = (label: string) =>
      `offering|databricks|databricks-claude-sonnet-4 = ${label}|model|||databricks-claude-sonnet-4`;
    own.show('page', said('Claude Sonnet 4.5'));
    await own.refresh();
    const [first] = await own.queue('identity');
    await decide(database, { id: first?.id ?? '', choice: { value: FOUR }, ...own.say() });
    own.show('page', said('Claude Opus 4.5'));
    const again = await own.refresh();
    expect(again.conflicts).toMatchObject({ opened: 1, open: 1 });
    expect((await own.queue('identity'))[0]?.candidates.map(({ key }) => key).sort()).toEqual([
      'anthropic/claude-opus-4.5',
      FOUR,
    ]);
    expect(await own.facts('model')).toMatchObject([{ value: FOUR, status: 'contested' }]);
    await own.sound();
    own.show('page', said('Claude Sonnet 4'));
    const healed = await own.refresh();
    expect(healed.conflicts).toMatchObject({ open: 0 });
    expect(await own.facts('model')).toMatchObject([{ value: FOUR }]);
    await own.sound();
    await database.close();
  });

  test('a name that can be several models keeps its claims waiting, and is asked about once for the source', async () => {
    const database = await open();
    const own = identityWorld(database, ['page', 'other']);
    own.show(
      'page',
      `model||${TORN}|context_window|||1,000,000`,
      `model||${TORN}|max_output|||64,000`,
      `offering|databricks|${TORN}|model|||databricks-claude-sonnet-4`,
    );
    own.show(
      'other',
      'model||Claude Sonnet 4.5|context_window|||200,000',
      'model||Claude Sonnet 4|context_window|||200,000',
    );
    await own.refresh();
    const [conflict, ...more] = await own.queue('identity');
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      subject: 'page/databricks-claude-sonnet-4',
      subjectKind: 'name',
      published: null,
    });
    expect(await own.facts('max_output')).toEqual([]);
    expect((await why(database, 'databricks-claude-sonnet-4')).keys[0]?.claims[0]).toMatchObject({
      source: 'page',
    });
    const [before, claims] = [await checksum(database.db), await own.claims()];
    const seq = (await own.changes()).length;
    const id = conflict?.id ?? '';
    await decide(database, { id, choice: { subject: FOUR_FIVE }, ...own.say() });
    expect(await own.facts('max_output')).toEqual([{ subject: FOUR_FIVE, value: '64000', status: 'single' }]);
    expect(await own.facts('context_window')).toMatchObject([
      { subject: FOUR, status: 'single' },
      { subject: FOUR_FIVE, status: 'contested' },
    ]);
    expect(await own.facts('model')).toEqual([
      { subject: 'databricks/databricks-claude-sonnet-4', value: FOUR_FIVE, status: 'single' },
      { subject: 'page/databricks-claude-sonnet-4', value: FOUR_FIVE, status: 'ruled' },
    ]);
    expect((await own.changes()).slice(seq)).toEqual(
      expect.arrayContaining([
        { subject: FOUR_FIVE, attribute: 'max_output', op: 'insert', cause: 'identity' },
        { subject: FOUR_FIVE, attribute: 'context_window', op: 'status', cause: 'identity' },
      ]),
    );
    const mapped = await database.db
      .selectFrom('registry.mapping')
      .select(['cause', 'decision'])
      .where('decision', 'is not', null)
      .execute();
    expect(mapped).toMatchObject([{ cause: 'decision' }]);
    await own.sound();
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 0 });
    await undo(database, { id, ...own.say() });
    expect(await checksum(database.db)).toEqual(before);
    expect(await own.claims()).toEqual(claims);
    expect(
      (await own.changes()).slice(-4).filter(({ attribute }) => attribute === 'max_output'),
    ).toMatchObject([{ op: 'delete', cause: 'identity' }]);
    await own.sound();
    await database.close();
  });

  test('what was ruled of a name holds for an offering that comes later under it, and for a deletion and return', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    const model = `model||${TORN}|context_window|||1,000,000`;
    own.show('page', model);
    await own.refresh();
    await decide(database, {
      id: (await own.queue('identity'))[0]?.id ?? '',
      choice: { subject: FOUR },
      ...own.say(),
    });
    own.show('page', model, `offering|databricks|${TORN}|model|||databricks-claude-sonnet-4`);
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 0, open: 0 });
    expect(await own.facts('model')).toMatchObject([
      { value: FOUR, status: 'single' },
      { value: FOUR, status: 'ruled' },
    ]);
    await own.sound();
    await database.close();
  });

  test('two catalogues that state two models for one offering differ like about anything else', async () => {
    const database = await open();
    const own = identityWorld(database, ['first', 'second']);
    own.show('first', 'offering|acme|a-1|model|||Claude Sonnet 4');
    own.show('second', 'offering|acme|a-1|model|||Claude Sonnet 4.5');
    await own.refresh();
    const [conflict] = await own.queue('between-sources');
    expect(conflict).toMatchObject({ subject: 'acme/a-1', attribute: 'model', kind: 'between-sources' });
    expect(conflict?.candidates).toHaveLength(2);
    expect((await why(database, 'acme/a-1', 'model')).claims.map(({ quote }) => quote)).toHaveLength(2);
    own.show('second', 'offering|acme|a-1|model|||Claude Sonnet 4');
    expect((await own.refresh()).conflicts).toMatchObject({ healed: 1 });
    const facts = await sql<{
      count: string;
    }>`select count(*) from registry.fact where attribute = 'model'`.execute(database.db);
    expect(Number(facts.rows[0]?.count)).toBe(2);
    await own.sound();
    await database.close();
  });

  test('a moving alias whose target moves is told to a person; the seller is followed, and nothing is merged', async () => {
    const database = await open();
    const own = identityWorld(database, ['seller', 'page'], { seller: { owner: 'openrouter' } });
    const alias = '~openai/gpt-mini-latest';
    const points = (to: string) =>
      own.show(
        'seller',
        `offering|openrouter|${alias}|model|||${to}`,
        `offering|openrouter|${alias}|price|USD|input|$0.25`,
      );
    const subject = `openrouter/${alias}`;
    points('openai/gpt-5-mini');
    await own.refresh();
    expect(await own.queue('alias-moved')).toEqual([]);
    const models = await own.subjects();
    points('openai/gpt-5.4-mini');
    expect((await own.refresh()).conflicts).toMatchObject({
      opened: 1,
      open: 1,
      by: [{ diagnosis: 'alias-moved' }],
    });
    const [conflict] = await own.queue('alias-moved');
    expect(conflict).toMatchObject({
      subject,
      attribute: 'model',
      candidates: [
        { key: 'openai/gpt-5.4-mini', witnesses: [{ source: 'seller', authority: true }] },
        { key: 'openai/gpt-5-mini', asWritten: 'openai/gpt-5-mini', witnesses: [] },
      ],
      arithmetic: 'seller stated openai/gpt-5-mini until 2026-06-15 and states openai/gpt-5.4-mini since',
    });
    expect(await own.facts('model')).toEqual([
      { subject, value: 'openai/gpt-5.4-mini', status: 'preferred' },
    ]);
    expect(await own.subjects()).toEqual(models);
    expect((await own.refresh()).changes).toBe(0);
    await own.sound();
    const before = await checksum(database.db);
    const id = conflict?.id ?? '';
    await decide(database, { id, choice: { proposal: true }, ...own.say() });
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 0, open: 0 });
    await undo(database, { id, ...own.say() });
    expect(await checksum(database.db)).toEqual(before);
    await decide(database, { id, choice: { proposal: true }, ...own.say() });
    points('openai/gpt-5-mini');
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 1, open: 1 });
    expect(await own.facts('model')).toMatchObject([{ value: 'openai/gpt-5.4-mini', status: 'contested' }]);
    await own.sound();
    await database.close();
  });

  test('what somebody else says of a moving alias is not followed; of a plain id it is a correction', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    const says = (moving: string, plain: string) =>
      own.show(
        'page',
        `offering|openrouter|~openai/gpt-mini-latest|model|||${moving}`,
        `offering|acme|a-1|model|||${plain}`,
      );
    says('openai/gpt-5-mini', 'openai/gpt-5-mini');
    await own.refresh();
    says('openai/gpt-5.4-mini', 'openai/gpt-5.4-mini');
    await own.refresh();
    expect(await own.facts('model')).toEqual([
      { subject: 'acme/a-1', value: 'openai/gpt-5.4-mini', status: 'single' },
      { subject: 'openrouter/~openai/gpt-mini-latest', value: 'openai/gpt-5-mini', status: 'contested' },
    ]);
    expect(await own.queue('alias-moved')).toHaveLength(1);
    await own.sound();
    await database.close();
  });

  test('the repository that a source gives is an anchor of the name', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    own.show(
      'page',
      'offering|acme|a-1 @ zai-org/GLM-5|model|||a-1',
      'model||house-model @ zai-org/GLM-5|context_window|||200,000',
    );
    await own.refresh();
    expect(await own.facts('model')).toMatchObject([{ subject: 'acme/a-1', status: 'single' }]);
    const [model] = await own.facts('model');
    expect(await own.facts('context_window')).toMatchObject([{ subject: model?.value }]);
    await own.sound();
    await database.close();
  });

  test('a label that one statement of an entry carries makes no second alias, and the last label is kept', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    const price = 'offering|acme|gpt-5.4|price|USD|input|$3.00';
    const labels: (string | null)[] = [];
    for (const label of ['', ' = GPT-5.4', ' = GPT 5.4']) {
      own.show('page', `offering|acme|gpt-5.4${label}|model|||gpt-5.4`, price);
      await own.refresh();
      const { rows } = await sql<{ name: string | null }>`
        select name from registry.alias where native_id = 'gpt-5.4'`.execute(database.db);
      expect(rows).toHaveLength(1);
      labels.push(rows[0]?.name ?? null);
    }
    expect(labels).toEqual([null, 'GPT-5.4', 'GPT 5.4']);
    expect(await own.claims()).toHaveLength(2);
    await own.sound();
    await database.close();
  });

  test('names that stand for nothing say why: ambiguous, moving, or not known', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    own.show(
      'page',
      `model||${TORN}|context_window|||1,000,000`,
      'model||Mistral Large (latest)|context_window|||128,000',
      'model||Foozle|context_window|||128,000',
    );
    await own.refresh();
    const { groups, unmatched } = await unmatchedNames(database.db);
    expect(groups).toEqual([
      { group: 'ambiguous', count: 1 },
      { group: 'moving', count: 1 },
      { group: 'unknown', count: 1 },
    ]);
    const reasonOf = (group: string) => unmatched.find((one) => one.group === group)?.reason;
    expect(reasonOf('ambiguous')).toContain(`${FOUR} or ${FOUR_FIVE}`);
    expect(reasonOf('unknown')).not.toContain('Foozle: ');
    await database.close();
  });

  test('an offering that is named only so waits too, and a model of the same name that comes later is not asked about', async () => {
    const database = await open();
    const own = identityWorld(database, ['page']);
    const sold = 'named|acme|Spark|price|USD|input|$1.00';
    own.show('page', sold);
    await own.refresh();
    const [conflict] = await own.queue('identity');
    expect(conflict).toMatchObject({ subject: 'page/Spark', subjectKind: 'name' });
    expect(await own.facts('price')).toEqual([]);
    const before = await checksum(database.db);
    const [id, model] = [conflict?.id ?? '', conflict?.candidates[0]?.key ?? ''];
    await decide(database, { id, choice: { candidate: 1 }, ...own.say() });
    expect(await own.facts('price')).toMatchObject([
      { subject: `acme/${model.split('/')[1]}`, value: '1.00' },
    ]);
    await undo(database, { id, ...own.say() });
    expect(await checksum(database.db)).toEqual(before);
    await own.sound();
    await decide(database, { id, choice: { candidate: 1 }, ...own.say() });
    own.show('page', sold, 'model||Spark|context_window|||128,000');
    expect((await own.refresh()).conflicts).toMatchObject({ opened: 0, open: 0 });
    expect(await own.facts('context_window')).toMatchObject([{ subject: model, value: '128000' }]);
    await own.sound();
    await database.close();
  });
});
