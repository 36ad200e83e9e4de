import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type SourceTry, sourceTrySchema } from '../../schema/outputs.ts';
import { BEYOND, type Expected, MEANS, type Row, rowsOf, SHARED, SUBJECTS, TABLE } from './seed-facts.ts';
import { answerOf } from './support.ts';

const nowhere = {
  name: 'none',
  options: [],
  env: { MODELFACTS_DATA: '/nonexistent' },
  remove: async () => {},
};

/** The rows of a page that came without its cells' borders, and the table's names for what stands in them. */
const GLUED: ReadonlyMap<string, string> = new Map([
  ['product type', 'Product type'],
  ['best for', 'Best for'],
  ['decision fit', 'Decision fit'],
  ['context window', 'Context window'],
  ['cheapest output price', 'Cheapest output'],
  ['released', 'Released'],
  ['parameters', 'Parameters'],
  ['architecture', 'Architecture'],
  ['license', 'License'],
  ['openness', 'Openness'],
  ['commercial use', 'Commercial use'],
  ['knowledge cutoff', 'Knowledge cutoff'],
  ['input price', 'Input price'],
  ['output price', 'Output price'],
]);

/** What page 004 says in a sentence that names its model; everything else there stands in glued rows only. */
const IN_SENTENCES: ReadonlySet<string> = new Set([
  'GPT-5.3-Codex-Spark release year',
  'Ling-2.6-Flash release year',
  'GPT-5.3-Codex-Spark product type',
  'Ling-2.6-Flash product type',
  'GPT-5.3-Codex-Spark decision fit',
  'Ling-2.6-Flash decision fit',
  'GPT-5.3-Codex-Spark context window',
  'Ling-2.6-Flash context window',
  'GPT-5.3-Codex-Spark input price',
  'GPT-5.3-Codex-Spark output price',
  'GPT-5.3-Codex-Spark cheapest output price',
  'Ling-2.6-Flash input price',
  'GPT-5.3-Codex-Spark license',
  'Ling-2.6-Flash license',
  'GPT-5.3-Codex-Spark providers',
  'Ling-2.6-Flash providers',
  'GPT-5.3-Codex-Spark function calling',
  'Ling-2.6-Flash function calling',
  'GPT-5.3-Codex-Spark tool use',
  'Ling-2.6-Flash tool use',
  'GPT-5.3-Codex-Spark structured outputs',
  'Ling-2.6-Flash structured outputs',
  'GPT-5.3-Codex-Spark code execution',
]);

/** One normalized value with its owner: a price's owner is the offering, whose key ends with the model's own name. */
interface Stated extends Expected {
  owner: string;
}

const lastPart = (key: string): string => key.split('/').at(-1) ?? '';
const owns = (owner: string, subject: string, attribute: string): boolean =>
  owner === subject || (attribute === 'price' && lastPart(owner) === lastPart(subject));

function statedIn(found: SourceTry): Stated[] {
  return found.statements.flatMap(({ key, claims }) =>
    claims.map(({ attribute, scope, part, value }) => ({
      owner: key ?? '?',
      attribute,
      scope,
      part,
      text: value.text,
      marks: value.marks ?? [],
    })),
  );
}

/** Sizes carry "total" and "active" as their part or their scope; the table only knows that it is one of them. */
const samePlace = (stated: Stated, wanted: Expected): boolean =>
  stated.attribute === wanted.attribute &&
  (wanted.scope === '*'
    ? wanted.part === '' || [stated.scope, stated.part].includes(wanted.part)
    : stated.scope === wanted.scope && stated.part === wanted.part);

const says = (stated: Stated, wanted: Expected): boolean =>
  samePlace(stated, wanted) &&
  stated.text === wanted.text &&
  (wanted.marks ?? stated.marks ?? []).join() === (stated.marks ?? []).join();

const pageOf = (doc: string): string => {
  const file = readdirSync(join(SHARED, 'seeds')).find((name) => name.startsWith(`${doc}_`));
  if (file === undefined) throw new Error(`the seeds are here, but not ${doc}`);
  return join(SHARED, 'seeds', file);
};

const tryPage = (source: string, doc: string): Promise<SourceTry> =>
  answerOf(sourceTrySchema, nowhere, { argv: ['source', 'try', source, '--file', pageOf(doc)] });

/** Everything that a subject is said to be in one place, by the table: a year agrees with its days. */
const agrees = (text: string, known: string): boolean =>
  text === known || (/^\d{4}(-\d\d)?$/.test(text) && known.startsWith(`${text}-`));

/** Claims that the table contradicts: another owner's figure, or a figure that nobody stated. */
function wrongOwners(doc: string, stated: readonly Stated[]): Stated[] {
  const known = rowsOf(doc).flatMap((row) =>
    (MEANS.get(row.attribute)?.(row) ?? []).map((wanted) => ({
      subject: SUBJECTS.get(row.entity) ?? '',
      wanted,
    })),
  );
  return stated.filter(
    (claim) =>
      !known.some(
        ({ subject, wanted }) =>
          owns(claim.owner, subject, claim.attribute) &&
          samePlace(claim, wanted) &&
          agrees(claim.text, wanted.text),
      ),
  );
}

/** Lines that we have an attribute for, and those of them that no statement says with the right owner. */
function covered(doc: string, stated: readonly Stated[]): { rows: Row[]; missing: Row[] } {
  const rows = rowsOf(doc).filter(({ attribute }) => MEANS.has(attribute));
  const missing = rows.filter((row) => {
    const subject = SUBJECTS.get(row.entity) ?? '';
    const wanted = MEANS.get(row.attribute)?.(row) ?? [];
    return !wanted.every((each) =>
      stated.some((claim) => owns(claim.owner, subject, claim.attribute) && says(claim, each)),
    );
  });
  return { rows, missing };
}

const nameOf = (row: Row): string => `${row.entity} ${row.attribute}`;
const told = (doc: string, rows: readonly Row[], missing: readonly Row[]): void =>
  console.info(
    `seed ${doc}: ${rows.length - missing.length} of ${rows.length} facts of the table are stated`,
  );

if (!existsSync(TABLE)) {
  console.info(`the table of the seeds' facts is not here, so they are not compared: ${TABLE}`);
  test.skip('the seeds against the table of their facts', () => {});
} else {
  describe('documents that others wrote, against what a person read in them', () => {
    test('every line of the table is either ours or named as beyond our attributes', () => {
      const lines = ['000', '003', '004'].flatMap(rowsOf);
      expect(lines.length).toBeGreaterThan(170);
      const unknown = lines.filter(({ attribute }) => !MEANS.has(attribute) && !BEYOND.has(attribute));
      expect(unknown.map(({ attribute }) => attribute)).toEqual([]);
    });

    test.each([
      { source: 'llm-reference', doc: '000', least: 50 },
      { source: 'press-review', doc: '003', least: 30 },
    ])('$source on $doc states every line, each with its owner', async ({ source, doc, least }) => {
      const stated = statedIn(await tryPage(source, doc));
      const { rows, missing } = covered(doc, stated);
      told(doc, rows, missing);
      expect(missing.map(nameOf)).toEqual([]);
      expect(rows.length).toBeGreaterThanOrEqual(least);
      expect(wrongOwners(doc, stated)).toEqual([]);
    });

    test('llm-reference on 004, whose cells ran together: the sentences are read, the rows refused by name', async () => {
      const found = await tryPage('llm-reference', '004');
      const stated = statedIn(found);
      const { rows, missing } = covered('004', stated);
      told('004', rows, missing);
      const sentences = rows.filter((row) => IN_SENTENCES.has(nameOf(row)));
      expect(sentences).toHaveLength(IN_SENTENCES.size);
      expect(missing.filter((row) => IN_SENTENCES.has(nameOf(row))).map(nameOf)).toEqual([]);
      const refused = found.refused.map(({ what }) => what.toLowerCase());
      const silent = missing.filter(
        ({ attribute }) => !refused.includes((GLUED.get(attribute) ?? attribute).toLowerCase()),
      );
      expect(silent.map(nameOf)).toEqual([]);
      expect(new Set(found.refused.map(({ reason }) => reason))).toEqual(new Set(['glued-row']));
      expect(wrongOwners('004', stated)).toEqual([]);
    });
  });
}
