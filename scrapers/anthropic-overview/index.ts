import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import type { Say } from '../../src/read/say.ts';
import { isIdOf } from './ids.ts';
import { idLine, LINES, label, offering } from './lines.ts';

/** A table with models in columns, and what its line of ids says. */
const table = (name: string, ids: Say): FactTable => ({
  name,
  corner: /^Feature$/iu,
  turned: true,
  unknown: 'column',
  many: true,
  rows: [{ row: /^(?:Capabilities|Additional details|Model IDs)$/u, ignore: 'a heading' }],
  columns: [...LINES, { is: 'id', header: label('Claude API ID'), say: ids }],
  subject: (row) =>
    isIdOf(row.text('name'), row.text('id'))
      ? { subject: offering('anthropic', row.text('id')) }
      : { refused: 'bad-id' },
  unit: { in: 'cell' },
});

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  const known = new Map([
    ['NextOpus', 'a name that the site fills in'],
    ['ModelComparison', 'draws what stands in the tables'],
  ]);
  facts.account.refused.push(...unknownComponents(components, known));
  facts.tables(blocks, [
    { ...table('older models', idLine([])), under: /Legacy|Deprecated|Older|Previous/iu, optional: true },
    table('models', idLine(blocks)),
  ]);
  return facts.finish();
}

/** Anthropic's overview of its models: the names of each on every platform, limits, dates. */
export const source: Source = {
  id: 'anthropic-overview',
  owner: 'anthropic',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    {
      glob: 'anthropic/docs_models_overview_*.md',
      url: () => 'https://platform.claude.com/docs/en/about-claude/models/overview.md',
    },
  ],
  schedule: '41 4 * * *',
  seeds: [{ url: 'https://platform.claude.com/docs/en/about-claude/models/overview.md' }],
  locale: 'en',
  currency: 'USD',
  attributes: [
    ...(['context_window', 'max_output', 'price', 'model', 'capability', 'modality'] as const),
    ...(['knowledge_cutoff', 'training_cutoff', 'retired'] as const),
  ],
  absent: 'unknown',
  note: 'Ids of each model on every platform, limits, prices, cutoffs, thinking and media.',
  ignores: [
    { what: 'comparative latency', reason: 'words that compare models of one day' },
    { what: 'priority tier, default effort', reason: 'settings of one request' },
    { what: 'limits of batches', reason: 'a header of the beta asks for them' },
    { what: 'sentences on single models', reason: 'the tables say the same' },
  ],
  terms: 'Public documentation; facts with their link, no text. Anthropic owns the page.',
  floor: 20,
  read,
};
