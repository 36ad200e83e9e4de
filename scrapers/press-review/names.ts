import type { Block } from '../../src/read/blocks.ts';
import { looksLikeModel } from '../../src/read/model-names.ts';
import { type KnownName, mentionsIn, sentencesAt, tokensOf } from '../../src/read/prose.ts';

/** The models that an article is about, and who it says makes them. */
export interface Article {
  models: readonly KnownName[];
  /** Maker by model name; only where the article says whose model it is. */
  makers: ReadonlyMap<string, string>;
}

interface Definition {
  name: string;
  maker: string | undefined;
}

const DEFINED =
  /^(?<name>[\p{Lu}\d][\p{L}\d.+-]*(?: [\p{Lu}\d][\p{L}\d.+-]*){0,5}) is (?:an? |the |(?<maker>\p{Lu}[\p{L}\d.]*(?: \p{Lu}[\p{L}\d.]*)?)[’']s )[^,.;:—]*\bmodel\b/u;
const NO_NAME = /^(?:It|This|That|The|There|What|Which|Here|He|She|Neither|Each|Both)\b/u;

/** "X is Maker's fastest coding model": the sentence that makes X a model and names its maker. */
function definitionsIn(blocks: readonly Block[]): Definition[] {
  const sentences = blocks.flatMap((block) =>
    block.kind === 'text' && block.role !== 'code' ? sentencesAt(block) : [],
  );
  return sentences.flatMap((sentence) => {
    const groups = DEFINED.exec(sentence.text)?.groups;
    if (groups?.name === undefined || NO_NAME.test(groups.name)) return [];
    return [{ name: groups.name, maker: groups.maker }];
  });
}

/** Names between which a title or heading says "vs". */
function rivalsIn(text: string): string[] {
  const sides = text.length > 140 ? [] : text.split(/\s+(?:vs\.?|versus)\s+/iu);
  if (sides.length < 2) return [];
  return sides.map((side) => side.replace(/[:?!|–—].*$/u, '').trim()).filter(looksLikeModel);
}

function headersOf(block: Block): string[] {
  if (block.kind !== 'table') return [];
  const [head, ...body] = block.rows;
  const first = head?.[0]?.plain ?? '';
  const cells = /^models?$/iu.test(first) ? body.map((row) => row[0]) : (head ?? []).slice(1);
  return cells.map((cell) => cell?.plain ?? '');
}

const sameName = (a: string, b: string): boolean =>
  tokensOf(a).join(' ').toLowerCase() === tokensOf(b).join(' ').toLowerCase();

/** Lines and size words that several models share: alone they name nobody. */
const SHARED =
  /^(?:Pro|Mini|Max|Flash|Lite|Ultra|Preview|Plus|Turbo|Instruct|Thinking|Reasoning|Base|High|Low|Medium|Nano|Air|Large|Small|Fast|Chat|Code|Coder|Vision|Next|Latest|Edition|Model|Beta|Alpha)$/iu;

/** The full name, its endings ("Codex Spark", "Spark") and its words before its version ("Codex 5.3"). */
function formsOf(name: string): string[] {
  const tokens = tokensOf(name);
  const endings = tokens.slice(1).map((_, at) => tokens.slice(at + 1));
  const turned = /^\d/u.test(tokens[1] ?? '')
    ? endings.slice(1).map((rest) => [...rest, tokens[1] ?? ''])
    : [];
  const short = [...endings, ...turned].filter(
    (rest) =>
      /^\p{Lu}/u.test(rest[0] ?? '') &&
      !rest.every((token) => SHARED.test(token)) &&
      rest.join('').length > 3,
  );
  return [name, ...short.map((rest) => rest.join(' '))];
}

function known(names: readonly string[]): KnownName[] {
  const all = names.map((name) => ({ name, forms: formsOf(name) }));
  const holders = (form: string): number => all.filter(({ forms }) => forms.includes(form)).length;
  return all.map(({ name, forms }) => ({
    name,
    forms: forms.filter(
      (form) => form === name || (holders(form) === 1 && !names.some((n) => sameName(n, form))),
    ),
  }));
}

/** Finds the models in table headers, in "X vs Y" and in sentences that define them; short forms are no models. */
export function articleOf(blocks: readonly Block[]): Article {
  const definitions = definitionsIn(blocks);
  const isDefined = (name: string): boolean => definitions.some((found) => sameName(found.name, name));
  const candidates = [
    ...blocks.flatMap(headersOf).filter((name) => looksLikeModel(name) || isDefined(name)),
    ...blocks.flatMap((block) => (block.kind === 'table' ? [] : rivalsIn(block.text))),
    ...definitions.map(({ name }) => name),
  ];
  const names: string[] = [];
  for (const name of candidates) if (!names.some((seen) => sameName(seen, name))) names.push(name);
  const isShort = (name: string): boolean =>
    names.some(
      (other) =>
        other !== name &&
        formsOf(other)
          .slice(1)
          .some((form) => sameName(form, name)),
    );
  const models = known(names.filter((name) => !isShort(name)));
  return { models, makers: makersOf(models, definitions) };
}

function makersOf(models: readonly KnownName[], definitions: readonly Definition[]): Map<string, string> {
  const said = new Map<string, Set<string>>();
  for (const { name, maker } of definitions) {
    const model = models.find(({ forms }) => forms.some((form) => sameName(form, name)));
    if (model && maker) said.set(model.name, (said.get(model.name) ?? new Set()).add(maker));
  }
  const makers = new Map<string, string>();
  for (const { name } of models) {
    const own = said.get(name) ?? relatives(name, said);
    const [maker] = own;
    if (maker !== undefined && own.size === 1) makers.set(name, maker);
  }
  return makers;
}

/** A model whose name another one continues ("GPT-5.3 Codex", "GPT-5.3 Codex Spark") has the same maker. */
function relatives(name: string, said: ReadonlyMap<string, Set<string>>): Set<string> {
  const found = [...said].filter(([other]) => other.startsWith(`${name} `) || name.startsWith(`${other} `));
  return new Set(found.flatMap(([, makers]) => [...makers]));
}

/** The model of a table's header, by its full name only. */
export const modelOf = (article: Article, text: string): string | undefined =>
  article.models.find(({ name }) => sameName(name, text))?.name;

/**
 * The names for one paragraph: a short form that would also fit a third model named there ("Codex" beside
 * "GPT-5.2 Codex") is left out.
 */
export function namesFor(article: Article, paragraph: string): KnownName[] {
  const strangers = mentionsIn(paragraph, article.models)
    .filter((mention) => mention.name === undefined)
    .map((mention) => paragraph.slice(mention.start, mention.end));
  const fitsStranger = (form: string): boolean =>
    strangers.some((other) => formsOf(other).slice(1).includes(form));
  return article.models.map(({ name, forms }) => ({
    name,
    forms: forms.filter((form) => form === name || !fitsStranger(form)),
  }));
}

/** The text of a mention as a model of its own, where it is another version of one of the article's models. */
export function siblingName(article: Article, text: string): string | undefined {
  const bare = (name: string): string =>
    tokensOf(name)
      .join(' ')
      .replace(/\d+(?:\.\d+)*/gu, '#');
  return article.models.some(({ name }) => bare(name) === bare(text)) ? text : undefined;
}
