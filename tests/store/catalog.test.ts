import { expect, test } from 'vitest';
import type { Value } from '../../schema/value.ts';
import { onBothDatabases, type TestDatabase } from '../support/databases.ts';

const AT = new Date('2026-11-20T00:00:00Z');
const SHA = 'a'.repeat(64);
const LOCATOR = JSON.stringify({ places: [{ kind: 'text', start: 0, end: 4 }] });

interface World {
  database: TestDatabase;
  publication: string;
  /** A subject's id, made where it is new. */
  subject(kind: 'model' | 'offering', key: string): Promise<string>;
}

const id = async (row: Promise<{ id: string }>): Promise<string> => (await row).id;

async function world(database: TestDatabase): Promise<World> {
  const publication = await id(
    database.db
      .insertInto('registry.publication')
      .values({ at: AT, cause: 'source' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const subject = (kind: 'model' | 'offering', key: string): Promise<string> =>
    id(
      database.db
        .insertInto('registry.subject')
        .values({ kind, key })
        .onConflict((conflict) => conflict.columns(['kind', 'key']).doUpdateSet({ key }))
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
  return { database, publication, subject };
}

async function addFact(
  { database, publication }: World,
  fact: {
    subject: string;
    attribute: string;
    scope?: string;
    part?: string;
    text: string;
    status?: 'held' | 'single';
  },
): Promise<void> {
  const value: Value = { kind: 'term', text: fact.text };
  await database.db
    .insertInto('registry.fact')
    .values({
      subject: fact.subject,
      attribute: fact.attribute,
      scope: fact.scope ?? '',
      part: fact.part ?? '',
      value: JSON.stringify(value),
      value_text: fact.text,
      status: fact.status ?? 'single',
      basis: 'a test',
      valid_from: AT,
      known_from: AT,
      publication,
    })
    .execute();
}

/** One claim of a source with everything that it stands on. */
async function addClaim(
  { database, publication }: World,
  claim: {
    source: string;
    subject: string;
    part?: string;
    confirmedAt: Date;
    standing: 'supports' | 'against';
  },
): Promise<void> {
  const { db } = database;
  const run = await id(
    db
      .insertInto('registry.run')
      .values({ command: 'test', world: 'demo', started_at: AT })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db
    .insertInto('registry.source')
    .values({ id: claim.source, owner: 'o', kind: 'press', schedule: '', note: '', declared: '{}' })
    .execute();
  const document = await id(
    db
      .insertInto('registry.document')
      .values({
        source: claim.source,
        url: `https://${claim.source}.example/`,
        owner: 'o',
        confirmed_at: claim.confirmedAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db
    .insertInto('registry.body')
    .values({ sha256: SHA, bytes: Buffer.from('x'), size: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const capture = await id(
    db
      .insertInto('registry.capture')
      .values({ document, run, fetched_at: AT, outcome: 'ok', status: 200, sha256: SHA })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const extraction = await id(
    db
      .insertInto('registry.extraction')
      .values({ document, capture, reading: 'r', verdict: 'accepted', at: AT })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const alias = await id(
    db
      .insertInto('registry.alias')
      .values({ source: claim.source, kind: 'offering', native_id: 'n', has_id: true })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const made = await id(
    db
      .insertInto('registry.claim')
      .values({
        source: claim.source,
        document,
        alias,
        attribute: 'price',
        means: ['price'],
        scope: 'USD',
        part: claim.part ?? '',
        value: JSON.stringify({ kind: 'price', text: '$0.20' }),
        value_key: '0.20',
        as_written: '$0.20',
        quote: 'Input: $0.20',
        locator: LOCATOR,
        opened_by: extraction,
        seen_from: AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await db
    .insertInto('registry.standing')
    .values({
      claim: made,
      subject: claim.subject,
      attribute: 'price',
      scope: 'USD',
      standing: claim.standing,
      chosen: claim.standing === 'supports',
      publication,
    })
    .execute();
}

const modelRows = async (database: TestDatabase): Promise<string[]> => {
  const rows = await database.db.selectFrom('catalog_v1.model').selectAll().execute();
  return rows
    .map((row) => [row.subject, row.attribute, row.scope, row.part, row.value, row.via].join(' '))
    .sort();
};

onBothDatabases('catalog_v1', (open) => {
  test('shows live facts with who supports them and when they were last seen; held and closed ones not', async () => {
    const database = await open();
    const w = await world(database);
    const subject = await w.subject('offering', 'acme/one');
    await addFact(w, { subject, attribute: 'price', scope: 'USD', part: 'input', text: '0.20' });
    await addFact(w, { subject, attribute: 'price', scope: 'USD', part: 'output', text: '1.15' });
    await addFact(w, { subject, attribute: 'licence', text: 'MIT', status: 'held' });
    await addFact(w, { subject, attribute: 'status', text: 'preview' });
    await database.db
      .updateTable('registry.fact')
      .set({ valid_until: AT, closed_in: w.publication })
      .where('attribute', '=', 'status')
      .execute();
    const [early, late, other] = ['2026-11-18', '2026-11-19', '2026-11-20'].map((day) => new Date(day));
    const claim = { subject, part: 'input' };
    await addClaim(w, { ...claim, source: 's1', confirmedAt: early ?? AT, standing: 'supports' });
    await addClaim(w, { ...claim, source: 's2', confirmedAt: late ?? AT, standing: 'supports' });
    await addClaim(w, { ...claim, source: 's3', confirmedAt: other ?? AT, standing: 'against' });
    const rows = await database.db.selectFrom('catalog_v1.fact').selectAll().orderBy('part').execute();
    expect(rows.map((row) => [row.subject, row.part, row.value, row.sources, row.confirmed_at])).toEqual([
      ['acme/one', 'input', '0.20', '2', late],
      ['acme/one', 'output', '1.15', '0', null],
    ]);
    const evidence = await database.db
      .selectFrom('catalog_v1.evidence')
      .selectAll()
      .orderBy('source')
      .execute();
    expect(evidence.map((row) => [row.source, row.standing, row.chosen])).toEqual([
      ['s1', 'supports', true],
      ['s2', 'supports', true],
      ['s3', 'against', false],
    ]);
    expect(evidence[0]).toMatchObject({
      subject: 'acme/one',
      kind: 'offering',
      attribute: 'price',
      scope: 'USD',
      part: 'input',
      as_written: '$0.20',
      quote: 'Input: $0.20',
      locator: JSON.parse(LOCATOR),
      url: 'https://s1.example/',
      fetched_at: AT,
      sha256: SHA,
    });
    await database.close();
  });

  test('fills a model from the first offering of its own maker, and says so', async () => {
    const database = await open();
    const w = await world(database);
    const model = await w.subject('model', 'acme/one');
    await addFact(w, { subject: model, attribute: 'licence', text: 'MIT' });
    await addFact(w, { subject: model, attribute: 'capability', scope: 'vision', text: 'yes' });
    const offerings = ['acme/one-b', 'acme/one-a', 'reseller/one', 'acme/two'];
    for (const key of offerings) {
      const subject = await w.subject('offering', key);
      const sells = key === 'acme/two' ? 'acme/two' : 'acme/one';
      await addFact(w, { subject, attribute: 'model', text: sells });
      await addFact(w, { subject, attribute: 'price', scope: 'USD', part: 'input', text: `price of ${key}` });
      await addFact(w, { subject, attribute: 'capability', scope: 'vision', text: `vision of ${key}` });
      await addFact(w, { subject, attribute: 'capability', scope: 'tool_use', text: `tools of ${key}` });
    }
    const only = await w.subject('model', 'acme/unsold');
    await addFact(w, { subject: only, attribute: 'licence', text: 'Apache-2.0' });
    expect(await modelRows(database)).toEqual([
      'acme/one capability tool_use  tools of acme/one-a acme/one-a',
      'acme/one capability vision  yes model',
      'acme/one licence   MIT model',
      'acme/one price USD input price of acme/one-a acme/one-a',
      'acme/unsold licence   Apache-2.0 model',
    ]);
    await database.close();
  });

  test('says who settled a conflict, and of an open one nobody', async () => {
    const database = await open();
    const w = await world(database);
    const subject = await w.subject('model', 'acme/one');
    const conflict = (scope: string, state: 'open' | 'settled'): Promise<string> =>
      id(
        database.db
          .insertInto('registry.conflict')
          .values({
            subject,
            attribute: 'available',
            scope,
            kind: 'between-sources',
            diagnosis: 'none-known',
            arithmetic: '',
            candidates: '[]',
            state,
            opened_at: AT,
            opened_in: w.publication,
          })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
    const [open_, byPerson, byPolicy] = [
      await conflict('a', 'open'),
      await conflict('b', 'settled'),
      await conflict('c', 'settled'),
    ];
    const decision = await id(
      database.db
        .insertInto('registry.decision')
        .values({
          kind: 'conflict',
          conflict: byPerson,
          target: '{}',
          verdict: '{}',
          reason: 'r',
          by: 'ada',
          at: AT,
          seen: '{}',
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const settle = (settlement: object & { conflict: string; undone_by?: string }) =>
      database.db
        .insertInto('registry.settlement')
        .values({ considered: '{}', at: AT, ...settlement })
        .execute();
    await settle({ conflict: open_, ...{ policy: 'authority', authority: 'acme' }, undone_by: decision });
    await settle({ conflict: byPerson, ...{ policy: 'authority', authority: 'acme' } });
    await settle({ conflict: byPerson, ...{ decision } });
    await settle({ conflict: byPolicy, ...{ policy: 'authority', authority: 'acme' } });
    const rows = await database.db.selectFrom('catalog_v1.conflict').selectAll().orderBy('scope').execute();
    expect(rows.map((row) => [row.scope, row.settled_by, row.decided_at])).toEqual([
      ['a', null, null],
      ['b', 'ada', AT],
      ['c', 'policy: authority (acme)', AT],
    ]);
    await database.close();
  });

  test('keeps a decision as it was made', async () => {
    const database = await open();
    const decision = {
      kind: 'rule',
      target: '{}',
      verdict: '{}',
      reason: 'r',
      by: 'ada',
      at: AT,
      seen: '{}',
    };
    await database.db.insertInto('registry.decision').values(decision).execute();
    await expect(
      database.db.updateTable('registry.decision').set({ reason: 'other' }).execute(),
    ).rejects.toThrow(/supersede it/);
    await expect(database.db.deleteFrom('registry.decision').execute()).rejects.toThrow(/supersede it/);
    await database.close();
  });
});
