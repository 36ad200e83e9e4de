import type { Source } from '../../schema/source.ts';
import { readPage } from './page.ts';

const compare = (first: string, second: string): { url: string } => ({
  url: `https://www.llmreference.com/compare/${first}/vs/${second}`,
});

/** Comparison pages of LLM Reference: each speaks of two models, as HTML, as Markdown or as flattened text. */
export const source: Source = {
  id: 'llm-reference',
  owner: 'llm-reference',
  kind: 'comparison',
  upstreams: {},
  recordings: [],
  schedule: '19 5 * * 1',
  seeds: [compare('gpt-5-3-codex-spark', 'step-3-7-flash'), compare('gpt-5-3-codex-spark', 'ling-2-6-flash')],
  locale: 'en',
  attributes: [
    'context_window',
    'price',
    'available',
    'capability',
    'parameters',
    'architecture',
    'licence',
    'openness',
    'commercial_use',
    'product_type',
    'released',
    'knowledge_cutoff',
    'benchmark',
    'best_for',
    'decision_fit',
  ],
  absent: 'unknown',
  note: 'Reads tables and sentences that name their model; leaves out monthly cost, switching advice and counts of rows.',
  ignores: [
    { what: 'monthly cost and switching advice', reason: 'derived from figures that are read' },
    { what: 'counts of rows', reason: 'they say nothing of a model' },
  ],
  terms: 'Public pages; facts with their link, no text.',
  floor: 12,
  read: readPage,
};
