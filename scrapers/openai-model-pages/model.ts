import type { NamedSubject } from '../../schema/statement.ts';
import type { Block, TextBlock } from '../../src/read/blocks.ts';
import type { Facts } from '../../src/read/facts.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { type Section, sectionsOf } from '../../src/read/sections.ts';
import { type Draft, refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import { LINES, type Line, MODEL_ID, SECTIONS, SNAPSHOT } from './lines.ts';

const ID = /^[a-z\d][a-z\d.-]*$/u;
const FEATURE = /^[a-z][a-z\d]*(?:_[a-z\d]+)*$/u;
/** A name that points to another model tomorrow says nothing lasting about a model. */
const MOVING = /(?:^|-)latest$/u;

const pieceOf = ({ text, place }: Piece): Piece => ({ text, place });

/** The page of one model, while it is read. */
class ModelPage {
  private readonly facts: Facts;
  private readonly head: Piece;
  private readonly id: string;

  constructor(facts: Facts, id: string, head: Piece) {
    this.facts = facts;
    this.id = id;
    this.head = head;
  }

  private offering(id: string): NamedSubject {
    return { kind: 'offering', provider: 'openai', id };
  }

  /** The maker speaks of what it sells, and of the model behind it. */
  private both(item: TextBlock, draft: Omit<Draft, 'subject' | 'pieces'>): void {
    const model: NamedSubject[] = MOVING.test(this.id) ? [] : [{ kind: 'model', id: this.id }];
    for (const subject of [this.offering(this.id), ...model])
      this.facts.statements.add({ ...draft, subject, pieces: [this.head, pieceOf(item)], row: this.id });
  }

  private refuse(reason: string, item: TextBlock): void {
    this.facts.account.refuse(item, refusalOf(reason, item.text, [this.head, pieceOf(item)]));
  }

  /** An id is sold as the model of that name. */
  sells(id: string, item: Piece): void {
    const pieces = item.text === this.head.text ? [this.head] : [this.head, pieceOf(item)];
    this.facts.statements.add({
      subject: this.offering(id),
      means: ['model'],
      asWritten: id,
      pieces,
      row: this.id,
    });
  }

  /** One line of the details, or a refusal of it by name. */
  private detail(item: TextBlock): void {
    const line = LINES.find(({ is }) => is.test(item.text));
    const value = line?.is.exec(item.text)?.groups?.value;
    if (SNAPSHOT.test(item.text)) this.facts.account.ignore(item, 'what an id points to today');
    else if (line === undefined || value === undefined) this.refuse('unknown-line', item);
    else this.line(item, line, value);
  }

  private line(item: TextBlock, { means, scope, each, unitWritten }: Line, value: string): void {
    for (const asWritten of each === undefined ? [value] : value.split(', ')) {
      const said = each === undefined ? scope : `${each}=${asWritten}`;
      const unit = each === undefined ? unitWritten : 'yes';
      this.both(item, {
        means: [means],
        asWritten,
        ...(said && { scope: said }),
        ...(unit && { unitWritten: unit }),
      });
    }
    this.facts.account.take(item);
  }

  private feature(item: TextBlock): void {
    const { text } = item;
    if (FEATURE.test(text)) {
      this.both(item, { means: ['capability'], scope: text, asWritten: text, unitWritten: 'yes' });
      this.facts.account.take(item);
    } else this.refuse('unknown-feature', item);
  }

  private snapshot(item: TextBlock): void {
    if (!ID.test(item.text)) this.refuse('bad-id', item);
    else {
      this.sells(item.text, item);
      this.facts.account.take(item);
    }
  }

  /** Reads the items of a section; its other text is prose. */
  section({ blocks }: Section, is: 'details' | 'features' | 'snapshots'): void {
    const items = blocks.flatMap((block) => (block.kind === 'text' && block.role === 'item' ? [block] : []));
    this.facts.account.expect(items, ({ text }) => text);
    for (const item of items) {
      if (is === 'details') this.detail(item);
      else if (is === 'features') this.feature(item);
      else this.snapshot(item);
    }
  }
}

/** Reads the page of one model. A section that nobody decided about refuses it, and so does a page without its id or details. */
export function readModel(facts: Facts, blocks: readonly Block[]): void {
  const heads = blocks.flatMap((block) =>
    block.kind === 'text' && MODEL_ID.test(block.text) ? [block] : [],
  );
  const [head = refusePage('landmark-missing', 'no line says "Model ID:"')] = heads;
  const id = MODEL_ID.exec(head.text)?.groups?.value ?? '';
  if (heads.length > 1 || !ID.test(id)) refusePage('landmark-twice', `the page is about "${id}" and others`);
  const page = new ModelPage(facts, id, pieceOf(head));
  page.sells(id, head);
  const sections = sectionsOf(blocks).filter(({ path }) => path.length > 1);
  const titles = sections.filter(({ path }) => path.length === 2).map(({ title }) => title);
  const twice = titles.find((title, at) => titles.indexOf(title) !== at);
  if (twice !== undefined) refusePage('landmark-twice', `the section "${twice}" stands twice`);
  if (!titles.includes('Model details'))
    refusePage('landmark-missing', 'there is no section "Model details"');
  for (const section of sections) {
    const is = SECTIONS.get(section.path[1] ?? '');
    if (is === undefined) refusePage('unknown-section', `"${section.path[1]}"`);
    if (typeof is === 'string' && section.path.length > 2)
      refusePage('unknown-section', section.path.join(' › '));
    if (typeof is === 'string') page.section(section, is);
  }
}
