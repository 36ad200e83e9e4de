import type { Attribute } from '../../schema/attributes.ts';
import type { Page, PageReading } from '../../schema/source.ts';
import type { Context, NamedSubject } from '../../schema/statement.ts';
import type { Block, HeadingBlock, TextBlock } from './blocks.ts';
import { bodyPiece } from './markdown.ts';
import type { Flow } from './markdown-flow.ts';
import { ANY_MODEL } from './model-names.ts';
import { type Sentence, sentencesAt, states } from './prose.ts';
import { refusalOf, Statements } from './statements.ts';
import type { Piece } from './text.ts';

/**
 * One way in which a page writes a fact. `is` has a named group `value`; `name` names whom it is about where `about` is
 * `sentence`, `unit` is what the figure counts in. A pattern that does not say whom it means is about its section.
 */
export interface ProseRule {
  is: RegExp;
  means: Attribute | readonly Attribute[];
  scope?: string;
  part?: string;
  about: 'sentence' | 'section';
  unitWritten?: string;
}

/** How prose is read. */
export interface ProseRules {
  rules: readonly ProseRule[];
  /** Whom a name or a heading means; undefined where it names nobody that the page speaks of. */
  subject(name: string): NamedSubject | undefined;
  context: Context;
  /** What counts as a figure that must not be left unread: money and tokens, unless said otherwise. */
  figures?: RegExp;
}

const FIGURES =
  /[$€£¥￥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:元|美元|USD\b|dollars?\b|cents?\b|[kKmM]\b|(?:[kKmM]|thousand|million)?[ -]?tokens?\b)/gu;

interface Around {
  page: Page;
  block: (HeadingBlock | TextBlock) & { flow?: Flow };
  sentence: Sentence;
  /** Whom the section is about, and the heading that says so. */
  owner: { subject: NamedSubject; piece: Piece; title: string } | undefined;
}

interface Hit {
  rule: ProseRule;
  groups: Record<string, string | undefined>;
  start: number;
  end: number;
}

/** Where each pattern is met in a sentence. A pattern without the flags that are needed gets them. */
function hitsIn(text: string, rules: readonly ProseRule[]): Hit[] {
  return rules.flatMap((rule) => {
    const pattern = new RegExp(rule.is.source, [...new Set(`${rule.is.flags}dg`)].join(''));
    return [...text.matchAll(pattern)].flatMap((match) => {
      const at = match.indices?.groups?.value;
      return at ? [{ rule, groups: { ...match.groups }, start: at[0], end: at[1] }] : [];
    });
  });
}

/** The sentence as it stands in the body, with its own place where the block knows its characters. */
function pieceOf({ page, block, sentence }: Around): Piece {
  const knows = block.flow !== undefined && block.flow.from.length > 0;
  return knows && block.flow
    ? bodyPiece(page, block.flow, sentence)
    : { text: sentence.text, place: sentence.place };
}

/** Whether a sentence in a section about one model names another one. */
function namesAnother({ sentence, owner }: Around): boolean {
  const own = owner?.title.toLowerCase() ?? '';
  return [...sentence.text.matchAll(ANY_MODEL)].some(([name]) => !own.includes(name.toLowerCase()));
}

/** Whom a hit is about, or why nobody knows. */
function ownerOf(
  hit: Hit,
  around: Around,
  rules: ProseRules,
): { subject: NamedSubject; pieces: Piece[] } | string {
  if (hit.rule.about === 'sentence') {
    const subject = rules.subject(hit.groups.name ?? '');
    return subject ? { subject, pieces: [] } : 'unknown-subject';
  }
  if (around.owner === undefined) return 'no-subject';
  if (namesAnother(around)) return 'another-subject';
  return { subject: around.owner.subject, pieces: [around.owner.piece] };
}

/** Says what the patterns find in a sentence; returns what is refused of it. */
function readSentence(around: Around, rules: ProseRules, statements: Statements): PageReading['refused'] {
  const { text } = around.sentence;
  const piece = pieceOf(around);
  const figures = [...text.matchAll(rules.figures ?? FIGURES)];
  if (!states(text)) return figures.length > 0 ? [refusalOf('not-stated', text, [piece])] : [];
  const hits = hitsIn(text, rules.rules);
  const refused: PageReading['refused'] = [];
  for (const hit of hits) {
    const owner = ownerOf(hit, around, rules);
    if (typeof owner === 'string') refused.push(refusalOf(owner, text, [piece]));
    else {
      const { means, scope, part, unitWritten } = hit.rule;
      const unit = hit.groups.unit ?? unitWritten;
      statements.add({
        subject: owner.subject,
        means: typeof means === 'string' ? [means] : means,
        asWritten: (hit.groups.value ?? '').trim(),
        pieces: [...owner.pieces, piece],
        context: rules.context,
        ...(scope === undefined ? {} : { scope }),
        ...(part === undefined ? {} : { part }),
        ...(unit === undefined ? {} : { unitWritten: unit }),
      });
    }
  }
  const left = figures.filter(({ index, 0: figure }) =>
    hits.every(({ start, end }) => end <= index || start >= index + figure.length),
  );
  return [
    ...refused,
    ...left.map(([figure]) => refusalOf('unread-figure', `${figure} in: ${text}`, [piece])),
  ];
}

/**
 * Reads running text by a table of patterns. Only sentences that state something are read, none is about a model that
 * neither it nor its heading names, and a figure that no pattern reads is refused by name. Code is never read.
 */
export function readProse(page: Page, blocks: readonly Block[], rules: ProseRules): PageReading {
  const statements = new Statements(page, rules.context);
  const refused: PageReading['refused'] = [];
  let open: { level: number; owner: Around['owner'] }[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const subject = rules.subject(block.text);
      const piece = { text: block.text, place: block.place };
      const owner = subject && { subject, piece, title: block.text };
      open = [...open.filter(({ level }) => level < block.level), { level: block.level, owner }];
    } else if (block.kind === 'text' && block.role !== 'code') {
      const { path } = block;
      const within = open.filter(({ owner }) => path === undefined || path.includes(owner?.title ?? ''));
      const owner = within.findLast((heading) => heading.owner !== undefined)?.owner;
      for (const sentence of sentencesAt(block)) {
        refused.push(...readSentence({ page, block, sentence, owner }, rules, statements));
      }
    }
  }
  return { statements: statements.all, refused };
}
