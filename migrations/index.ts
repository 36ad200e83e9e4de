import { ABSENCE } from './0001/absence.ts';
import { CATALOG, CATALOG_COMMENTS } from './0001/catalog.ts';
import { CLAIMS } from './0001/claims.ts';
import { EVIDENCE } from './0001/evidence.ts';
import { JUDGEMENT } from './0001/judgement.ts';
import { NAMES } from './0001/names.ts';
import { RESULTS } from './0001/results.ts';

/** One step of the schema: its name, under which it is recorded, and its SQL text. */
export interface MigrationText {
  name: string;
  sql: string;
}

/** Every migration, oldest first. Until version 0.1.0 the first may be rewritten; from then on only new ones are added. */
export const MIGRATIONS: readonly MigrationText[] = [
  {
    name: '0001_registry',
    sql: [EVIDENCE, NAMES, CLAIMS, ABSENCE, RESULTS, JUDGEMENT, CATALOG, CATALOG_COMMENTS].join('\n'),
  },
];
