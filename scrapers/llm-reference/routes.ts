import type { Block } from '../../src/read/blocks.ts';
import { unmarked } from '../../src/read/pipes.ts';
import type { Said } from './draft.ts';
import { type Pair, type Side, sideOfMark } from './names.ts';
import type { Section } from './sections.ts';

const ROUTE = /cheapest tracked (?:route\/tier|route|tier):\s*(\S.*)$/iu;
const AMOUNT = /^(?:\$[\d.,]+|unavailable)/iu;

/** Whether a line of the monthly cost names the route whose prices the page shows. */
export const isRouteLine = (text: string): boolean => ROUTE.test(text);

/** Follows the lines of the monthly cost: a name, its amount, its route. */
class CostLines {
  readonly routes = new Map<Side, Said<string> | null>();
  /** Route lines whose model the page does not name. */
  readonly ownerless: Block[] = [];
  private readonly pair: Pair;
  private side: Side | undefined;
  private amounts = 0;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  read(block: Block): void {
    if (block.kind === 'table') return;
    const masked = this.pair.mask(unmarked(block.text));
    const named = sideOfMark(masked[0]);
    const rest = (named === undefined ? masked : masked.slice(1)).trim();
    if (named !== undefined) this.begin(named);
    if (AMOUNT.test(rest)) this.amount(rest);
    const route = ROUTE.exec(rest)?.[1];
    if (route !== undefined) this.route(route.trim(), block);
  }

  private begin(side: Side): void {
    this.side = side;
    this.amounts = 0;
  }

  /** A second amount under one name is another model's whose name is missing. */
  private amount(text: string): void {
    this.amounts += 1;
    if (this.amounts > 1 || /^unavailable/iu.test(text)) this.side = undefined;
  }

  private route(value: string, block: Exclude<Block, { kind: 'table' }>): void {
    const { side } = this;
    if (side === undefined) {
      this.ownerless.push(block);
      return;
    }
    const before = this.routes.get(side);
    const same = before === undefined || before?.value === value;
    const pieces = [{ text: block.text, place: block.place }];
    this.routes.set(side, same ? { value, pieces } : null);
    this.side = undefined;
  }
}

/** The route whose prices the page shows, by model, and the lines whose model is not certain. */
export function routesOf(sections: readonly Section[], pair: Pair): CostLines {
  const lines = new CostLines(pair);
  const cost = sections.filter((section) => section.name === 'cost');
  for (const block of cost.flatMap((section) => section.blocks)) lines.read(block);
  return lines;
}
