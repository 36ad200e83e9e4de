import type { Page } from '../../schema/source.ts';
import type { Block } from './blocks.ts';
import { modelRows } from './card-rows.ts';
import { looksLikeModel } from './model-names.ts';
import { type KnownName, sentencesAt, tokensOf } from './prose.ts';

/** Whom a card speaks of. */
export interface Card {
  /** Every model that the card names as one of its own. */
  models: readonly KnownName[];
  /** The model that the whole card is about; undefined where it is about several or none for certain. */
  single: string | undefined;
  /** The models that the card's own tables list: those that a word about all of them means. */
  listed: readonly string[];
  /** The text of the first heading. */
  title: string;
  /** Repositories of the card's models on a hub: organisation and name. */
  repositories: readonly { owner: string; name: string }[];
}

/** Whether two writings are one name: blanks and hyphens, capitals or not. */
export const sameName = (a: string, b: string): boolean =>
  tokensOf(a).join(' ').toLowerCase() === tokensOf(b).join(' ').toLowerCase();

const NAME = '(?<name>\\p{Lu}[\\p{L}\\d.]*(?:[- ][\\p{L}\\d.]+){0,5}?)';
const DEFINED = new RegExp(
  `^(?:(?:Today, )?[Ww]e(?:['’]re| are)? (?:present|introduc(?:e|ing)|releas(?:e|ing)|open[- ]sourc(?:e|ing))(?: and open[- ]source)? |Introducing )?${NAME}(?: \\([^()]*\\))?(?:,|:| is) (?:an?|our|the) (?:[^.;:]|\\.(?=\\d))*?\\bmodel\\b`,
  'u',
);
/** "The Meta Llama 3.1 collection of … models": no model, but the name with which its members begin. */
const FAMILY =
  /^(?:\p{Lu}\w+ (?:developed and )?released )?[Tt]he (?:Meta )?(?<name>\p{Lu}[\p{L}\d.-]*(?: \d[\d.]*)?) (?:(?:multilingual )?(?:large )?language model|collection|series|family)\b/u;
const ITEM = /^(?<name>[\p{L}][\p{L}\d.-]*-\d[\p{L}\d.-]*) — /u;

const HYPHENED = '\\p{Lu}[\\p{L}\\d.]*(?:-[\\p{L}\\d]+(?:\\.\\d+)*)+';
/** "We introduce two sizes, which are X and Y": each of them is a model of the card. */
const SIZES = new RegExp(
  `\\b[Ww]e (?:introduce|release|present|open-source) [^.;:]*?\\b(?:sizes|models|versions), (?:which are|namely) (?<list>${HYPHENED}(?:, ${HYPHENED})*,? and ${HYPHENED})(?=[.,;]|$)`,
  'u',
);

interface Defined {
  sentences: string[];
  items: string[];
  families: string[];
}

/** Names that a sentence makes a model: "X is a … model"; an item that begins with its name defines it too. */
function definedIn(blocks: readonly Block[]): Defined {
  const found = { sentences: new Set<string>(), items: new Set<string>(), families: new Set<string>() };
  for (const block of blocks) {
    if (block.kind !== 'text' || block.role === 'code') continue;
    const item = block.role === 'item' ? ITEM.exec(block.text)?.groups?.name : undefined;
    if (item && looksLikeModel(item)) found.items.add(item);
    for (const { text } of sentencesAt(block)) {
      const name = DEFINED.exec(text)?.groups?.name;
      if (name && looksLikeModel(name)) found.sentences.add(name);
      const sizes = SIZES.exec(text)?.groups?.list?.split(/,? and |, /u) ?? [];
      for (const size of sizes) found.items.add(size);
      const family = FAMILY.exec(text)?.groups?.name;
      if (family) found.families.add(family);
    }
  }
  return { sentences: [...found.sentences], items: [...found.items], families: [...found.families] };
}

const HUB =
  /(?:huggingface\.co|hf\.co)\/(?<owner>[\w.-]+)\/(?<name>[\w.-]*[\w-])(?=[/\s)"'>\]?#.,]|$)|(?<=["'`])(?<owner2>[\w-]+)\/(?<name2>[\w.-]*\d[\w.-]*[\w-])(?=["'`])/gu;
const NO_OWNER = /^(?:collections|datasets|spaces|blog|docs|papers|front|api|models|organizations)$/u;

/** Repositories of models that the page links to or loads. */
function repositoriesIn(text: string): { owner: string; name: string }[] {
  const found = [...text.matchAll(HUB)].map(({ groups }) => ({
    owner: groups?.owner ?? groups?.owner2 ?? '',
    name: groups?.name ?? groups?.name2 ?? '',
  }));
  return found.filter(({ owner }) => !NO_OWNER.test(owner));
}

const letters = (name: string): string => (/\p{L}+/u.exec(name)?.[0] ?? '').toLowerCase();

/** Names in the first column of tables of models that begin like the title or a name which a sentence defines. */
function listedIn(page: Page, blocks: readonly Block[], relatives: readonly string[]): string[] {
  const families = new Set(relatives.map(letters).filter((word) => word !== ''));
  return blocks.flatMap((block) =>
    modelRows(block, page.text)
      .map(({ name }) => name)
      .filter((name) => /^[\p{L}\d.-]+(?: [\p{L}\d.()-]+)*$/u.test(name) && families.has(letters(name))),
  );
}

/** "DeepSeek-V2: A Strong … Model" and "Meet MiniMax-M2" are titles of the model that they name. */
const bareTitle = (title: string): string =>
  title
    .replace(/^Meet /u, '')
    .replace(/[:：].*$/u, '')
    .trim();

/** The one model of a card: the one in its title, else the only one that is defined and with which all rows begin. */
function singleOf(title: string, { sentences, items }: Defined, rows: readonly string[]): string | undefined {
  const all = [...new Set([...sentences, ...items, ...rows])];
  const titled = all.find((name) => sameName(name, bareTitle(title)));
  const [first, second] = sentences;
  if (titled !== undefined) return titled;
  if (first !== undefined && second === undefined && rows.every((name) => name.startsWith(first)))
    return first;
  return sentences.length === 0 && all.length === 1 ? all[0] : undefined;
}

/** Reads from a card whom it is about, by what stands on it alone. */
export function cardOf(page: Page, blocks: readonly Block[]): Card {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? '';
  const defined = definedIn(blocks);
  const repositories = repositoriesIn(page.text);
  const bare = bareTitle(title);
  const isTitled = looksLikeModel(bare) && repositories.some(({ name }) => sameName(name, bare));
  const sentences = isTitled ? [...new Set([bare, ...defined.sentences])] : defined.sentences;
  const listed = [...new Set(listedIn(page, blocks, [title, ...sentences, ...defined.families]))];
  const names = [...new Set([...sentences, ...defined.items, ...listed])];
  return {
    models: names.map((name) => ({ name, forms: [name] })),
    single: singleOf(title, defined, listed) ?? (isTitled && listed.length === 0 ? bare : undefined),
    listed,
    title,
    repositories: repositories.filter(({ name }) => names.some((own) => sameName(own, name))),
  };
}
