import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Facts } from '../../src/read/facts.ts';
import { markdownPage, unknownComponents } from '../../src/read/markdown-page.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { SECTIONS } from './lines.ts';
import { readModel } from './model.ts';

const ID = String.raw`[a-z\d]+(?:[.-][a-z\d]+)*`;
const LINK = new RegExp(
  String.raw`\[(?<label>[^[\]\n]{2,60})\]\((?:https://developers\.openai\.com)?/api/docs/models/(?<id>${ID}?)(?:\.md)?\)`,
  'gu',
);
const PATH = new RegExp(`/api/docs/models/(${ID})`, 'gu');
/** Pages beside those of models. */
const NO_MODEL = /^(?:all|compare)$/u;

const slug = (label: string): string => label.trim().toLowerCase().replaceAll(' ', '-');

/** The index links to each model's page; a link whose label is its id in other letters lists a model. */
function readIndex(page: Page, facts: Facts): void {
  for (const found of page.text.matchAll(LINK)) {
    const { label = '', id = '' } = found.groups ?? {};
    if (slug(label) !== id) continue;
    const place = { kind: 'text', start: found.index, end: found.index + found[0].length } as const;
    facts.statements.add({
      subject: { kind: 'offering', provider: 'openai', id },
      means: ['model'],
      asWritten: label.trim(),
      pieces: [{ text: found[0], place }],
      row: id,
    });
  }
}

function read(page: Page): PageReading {
  const { blocks, components } = markdownPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  const [title] = blocks.filter(({ kind }) => kind === 'heading');
  if (title?.kind !== 'heading' || title.level !== 1)
    return refusePage('landmark-missing', 'the page has no title');
  if (/^(?:All )?[Mm]odels$/u.test(title.text)) readIndex(page, facts);
  else readModel(facts, blocks);
  return facts.finish();
}

/** The Markdown pages of models that a page links to. */
function links({ text }: Page): string[] {
  const ids = [...text.matchAll(PATH)].map(([, id = '']) => id.replace(/\.md$/u, ''));
  return [...new Set(ids)].filter((id) => !NO_MODEL.test(id)).map((id) => `/api/docs/models/${id}.md`);
}

const urlOf = (page: string): string => `https://developers.openai.com/api/docs/models${page}.md`;

/** OpenAI's pages of single models: limits, cutoff, media, features and snapshots. */
export const source: Source = {
  id: 'openai-model-pages',
  owner: 'openai',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '27 4 * * *',
  seeds: [{ url: urlOf('') }, { url: urlOf('/gpt-4o') }, { url: urlOf('/gpt-5') }],
  media: ['text'],
  follow: { links, most: 150 },
  locale: 'en',
  attributes: [
    ...(['context_window', 'max_input', 'max_output', 'model'] as const),
    ...(['capability', 'modality', 'knowledge_cutoff'] as const),
  ],
  absent: 'unknown',
  note: 'Limits, knowledge cutoff, media, features, tools and snapshots of each model.',
  ignores: [
    ...[...SECTIONS].flatMap(([what, is]) => (typeof is === 'object' ? [{ what, reason: is.ignore }] : [])),
    { what: 'prose', reason: 'descriptions and advice' },
    {
      what: 'the default snapshot',
      reason: 'what an id points to today; the id is sold as a model of its own',
    },
    { what: 'links in other words', reason: 'a line of models may link to one of them' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 3,
  read,
};
