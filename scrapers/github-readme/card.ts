import type { Page } from '../../schema/source.ts';
import type { MarkdownBlock } from '../../src/read/markdown.ts';
import { looksLikeModel } from '../../src/read/model-names.ts';
import { type KnownName, sentencesAt } from '../../src/read/prose.ts';

/** Whom a card speaks of. */
export interface Card {
  /** Every model that the card names as one of its own. */
  models: readonly KnownName[];
  /** The model that the whole card is about; undefined where it is about several or none for certain. */
  single: string | undefined;
  /** The text of the first heading. */
  title: string;
  /** What the maker is called as a seller; undefined for an organisation that is not known. */
  maker: string | undefined;
}

/** Organisations that publish cards, and the name under which they sell. */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ['stepfun-ai', 'StepFun'],
  ['inclusionAI', 'inclusionAI'],
]);

const repositoryOf = (url: string): { owner: string; name: string } => {
  const [owner = '', name = ''] = new URL(url).pathname.split('/').filter((part) => part !== '');
  return { owner, name };
};

const NAME = '(?<name>\\p{Lu}[\\p{L}\\d.]*(?:[- ][\\p{L}\\d.]+){0,5}?)';
const DEFINED = new RegExp(
  `^(?:We (?:present|introduce|release) )?${NAME}(?:,| is) an? (?:[^.;:]|\\.(?=\\d))*?\\bmodel\\b`,
  'u',
);
const ITEM = /^(?<name>[\p{L}][\p{L}\d.-]*-\d[\p{L}\d.-]*) — /u;

/** Names that a sentence makes a model: "X is a … model"; an item that begins with its name defines it too. */
function definedIn(blocks: readonly MarkdownBlock[]): { sentences: string[]; items: string[] } {
  const found = { sentences: new Set<string>(), items: new Set<string>() };
  for (const block of blocks) {
    if (block.kind !== 'text' || block.role === 'code') continue;
    const item = block.role === 'item' ? ITEM.exec(block.text)?.groups?.name : undefined;
    if (item && looksLikeModel(item)) found.items.add(item);
    for (const sentence of sentencesAt(block)) {
      const name = DEFINED.exec(sentence.text)?.groups?.name;
      if (name && looksLikeModel(name)) found.sentences.add(name);
    }
  }
  return { sentences: [...found.sentences], items: [...found.items] };
}

const letters = (name: string): string => (/\p{L}+/u.exec(name)?.[0] ?? '').toLowerCase();

/** Rows of a table headed "Model" whose name begins like the repository, the title or a model that a sentence defines. */
function rowsIn(blocks: readonly MarkdownBlock[], relatives: readonly string[]): string[] {
  const families = new Set(relatives.map(letters));
  return blocks.flatMap((block) => {
    if (block.kind !== 'table' || !/^models?$/iu.test(block.rows[0]?.[0]?.plain ?? '')) return [];
    return block.rows
      .slice(1)
      .map((row) => row[0]?.plain ?? '')
      .filter((name) => /^[\p{L}\d.-]+(?: [\p{L}\d.-]+)*$/u.test(name) && families.has(letters(name)));
  });
}

/** Reads from a card whom it is about. A card with one defined model, or else one row of its own, is about that one. */
export function cardOf(page: Page, blocks: readonly MarkdownBlock[]): Card {
  const repository = repositoryOf(page.url);
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? '';
  const { sentences, items } = definedIn(blocks);
  const rows = rowsIn(
    blocks,
    [repository.name, title, ...sentences].filter((name) => name !== ''),
  );
  const names = [...new Set([...sentences, ...items, ...rows])];
  const candidates = sentences.length > 0 ? sentences : [...new Set([...items, ...rows])];
  return {
    models: names.map((name) => ({ name, forms: [name] })),
    single: candidates.length === 1 ? candidates[0] : undefined,
    title,
    maker: MAKERS.get(repository.owner),
  };
}
