import type { Page, PageReading, Source } from '../../schema/source.ts';
import { pathOf } from '../../src/read/css-path.ts';
import { findVisible, textOf } from '../../src/read/dom.ts';
import { Facts } from '../../src/read/facts.ts';
import { openPage, treeOf } from '../../src/read/html.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { type PlacedTable, placedTables } from '../../src/read/table.ts';
import { PROPERTIES } from './properties.ts';
import { ModelTable } from './table.ts';

const PATH =
  /^(?:https:\/\/ai\.google\.dev)?\/gemini-api\/docs\/models\/(?<id>[a-z]+-\d[a-z\d.-]*?)(?:[?#].*)?$/u;
const slug = (label: string): string => label.trim().toLowerCase().replaceAll(' ', '-');

/** The ids of models to whose pages the page links, with the label and place of each link. */
function linksOf(page: Page): { id: string; label: string; path: string }[] {
  return findVisible(treeOf(page), ({ name }) => name === 'a').flatMap((node) => {
    const id = PATH.exec(node.attribs?.href ?? '')?.groups?.id;
    return id === undefined ? [] : [{ id, label: textOf(node), path: pathOf(node) }];
  });
}

/** The index links to each model's page; a link whose label is its id in other letters lists a model. */
function readIndex(page: Page, facts: Facts): void {
  for (const { id, label, path } of linksOf(page)) {
    if (slug(label) !== id) continue;
    facts.statements.add({
      subject: { kind: 'offering', provider: 'google', id },
      means: ['model'],
      asWritten: label,
      pieces: [{ text: label, place: { kind: 'css', path } }],
      row: id,
    });
  }
}

const isOfModel = ({ table }: PlacedTable): boolean =>
  (table.rows[0] ?? []).some(({ text }) => /^(?:Property|Description)$/u.test(text));

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  const tables = placedTables(openPage(page, { locale: 'en', title: /\bGemini\b/u }));
  facts.account.expect(tables, ({ path }) => `the table under "${path}"`);
  if (tables.length === 0) readIndex(page, facts);
  for (const placed of tables) {
    const header = placed.table.rows[0] ?? [];
    if (isOfModel(placed)) {
      const isKnown = header.map(({ text }) => text).join('|') === 'Property|Description';
      if (!isKnown) refusePage('unknown-column', header.map(({ text }) => text).join(', '));
      new ModelTable(facts, placed).read();
    } else facts.account.refuse(placed, refusalOf('unknown-table', placed.path, header.slice(0, 1)));
  }
  return facts.finish();
}

const urlOf = (page: string): string => `https://ai.google.dev/gemini-api/docs/models${page}`;

/** Google's pages of single models of the Gemini API: limits, media, capabilities, cutoff. */
export const source: Source = {
  id: 'google-model-pages',
  owner: 'google',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '31 4 * * *',
  seeds: [{ url: urlOf('') }, { url: urlOf('/gemini-2.5-flash') }, { url: urlOf('/gemini-2.0-flash') }],
  media: ['html'],
  follow: { links: (page) => [...new Set(linksOf(page).map(({ id }) => urlOf(`/${id}`)))], most: 60 },
  locale: 'en',
  attributes: [
    ...(['context_window', 'max_input', 'max_output', 'model'] as const),
    ...(['capability', 'modality', 'knowledge_cutoff'] as const),
  ],
  absent: 'unknown',
  note: 'Token limits, media, capabilities and knowledge cutoff of each model.',
  ignores: [
    ...[...PROPERTIES].flatMap(([what, is]) => ('ignore' in is ? [{ what, reason: is.ignore }] : [])),
    { what: 'prose', reason: 'descriptions and advice' },
    { what: 'links in other words', reason: 'a line of models may link to one of them' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 3,
  read,
};
