import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { readCard } from '../../src/read/card.ts';
import { strictFrontMatter } from '../../src/read/front-matter.ts';
import { Statements } from '../../src/read/statements.ts';
import { LEFT, modelOf, readAnswers, repositoryAt, TASKS } from './answers.ts';

const DOCUMENTS: ReadonlyMap<string, (id: string) => string> = new Map([
  ['card', (id) => `https://huggingface.co/${id}/raw/main/README.md`],
  ['config', (id) => `https://huggingface.co/${id}/raw/main/config.json`],
  [
    'api',
    (id) =>
      `https://huggingface.co/api/models/${id}?expand[]=cardData&expand[]=config&expand[]=gated&expand[]=pipeline_tag&expand[]=safetensors`,
  ],
]);
const OPEN = ['api', 'card', 'config'];
/** Files of these are behind a form; the hub answers about them all the same. */
const GATED = ['api'];

/** Repositories of makers, whose they are, and which documents can be had. */
const MODELS: readonly [id: string, owner: string, documents: readonly string[]][] = [
  ['openai/gpt-oss-120b', 'openai', OPEN],
  ['openai/gpt-oss-20b', 'openai', OPEN],
  ['Qwen/Qwen3-235B-A22B', 'alibaba', OPEN],
  ['Qwen/Qwen3-Coder-480B-A35B-Instruct', 'alibaba', OPEN],
  ['Qwen/Qwen3-8B', 'alibaba', OPEN],
  ['Qwen/Qwen3-VL-4B-Instruct', 'alibaba', OPEN],
  ['Qwen/Qwen3.5-4B', 'alibaba', OPEN],
  ['Qwen/Qwen2-72B', 'alibaba', OPEN],
  ['moonshotai/Kimi-K2.6', 'moonshotai', OPEN],
  ['deepseek-ai/DeepSeek-V3', 'deepseek', OPEN],
  ['zai-org/GLM-4.5', 'zai', OPEN],
  ['MiniMaxAI/MiniMax-M2', 'minimax', OPEN],
  ['inclusionAI/Ling-mini-2.0', 'inclusionai', OPEN],
  ['meta-llama/Llama-3.1-8B-Instruct', 'meta', GATED],
  ['meta-llama/Llama-4-Scout-17B-16E-Instruct', 'meta', GATED],
];

const folded = (text: string): string => text.toLowerCase().replace(/[\s_-]+/gu, '-');

const ownerOf = (id: string): string => id.split('/')[0] ?? '';

/**
 * Whom a card's front matter is about: the repository of its address where the card names it, else the one that keeps
 * its licence, unless somebody else made the card out of another model.
 */
function repositoryOf(page: Page): NamedSubject | undefined {
  const id = repositoryAt(page.url, 'README.md');
  const name = id?.split('/')[1];
  if (id !== undefined && name !== undefined && folded(page.text).includes(folded(name))) return modelOf(id);
  const front = strictFrontMatter(page);
  const link = front.get('license_link')?.items[0]?.value ?? '';
  const linked = /^https:\/\/huggingface\.co\/([\w-]+\/[\w.-]+)\/blob\/[\w.-]+\/LICENSE\b/u.exec(link)?.[1];
  const bases = front.get('base_model')?.items ?? [];
  const isOwn = linked !== undefined && bases.every(({ value }) => ownerOf(value) === ownerOf(linked));
  return isOwn ? modelOf(linked) : undefined;
}

/** A card with its front matter; the task there tells the media of the repository's model. */
function readFile(page: Page): PageReading {
  const repository = repositoryOf(page);
  const reading = readCard(page, { sellers: new Map(), repository });
  const statements = new Statements(page, { locale: 'en' });
  const [task] = strictFrontMatter(page).get('pipeline_tag')?.items ?? [];
  const said = { means: ['modality'] as const, asWritten: task?.value ?? '', unitWritten: 'yes' };
  for (const scope of TASKS.get(task?.value ?? '') ?? [])
    if (task && repository) statements.add({ ...said, subject: repository, scope, pieces: [task] });
  return { ...reading, statements: [...reading.statements, ...statements.all] };
}

const read = (page: Page): PageReading => (/^\s*[[{]/u.test(page.text) ? readAnswers(page) : readFile(page));

/** Repositories of makers on Hugging Face: the card, the configuration, and what the hub answers about them. */
export const source: Source = {
  id: 'huggingface-card',
  owner: 'huggingface-card',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    {
      glob: 'excerpts/hf_config_qwen3_coder_480b*.json',
      url: () => 'https://huggingface.co/Qwen/Qwen3-Coder-480B-A35B-Instruct/raw/main/config.json',
    },
  ],
  schedule: '51 3 * * 1',
  seeds: MODELS.flatMap(([id, owner, documents]) =>
    documents.map((document) => ({ url: DOCUMENTS.get(document)?.(id) ?? '', owner })),
  ),
  locale: 'en',
  media: ['text', 'json'],
  attributes: [
    'context_window',
    'max_output',
    'modality',
    'parameters',
    'architecture',
    'licence',
    'released',
    'knowledge_cutoff',
    'throughput',
    'available',
    'price',
  ],
  absent: 'unknown',
  note: 'Licence, media, native and stretched window, architecture, and what the card says of the model in words and tables.',
  ignores: [
    ...[...LEFT].map(([what, reason]) => ({ what, reason })),
    { what: 'base_model', reason: 'another model' },
    {
      what: 'original_max_position_embeddings',
      reason: 'the length of training before the files stretch it',
    },
    { what: 'other keys of config.json', reason: 'the inside of the network' },
  ],
  terms: "Files of public repositories, each under its own licence; the hub's interface needs no key.",
  floor: 1,
  read,
};
