import type { Attribute } from '../../schema/attributes.ts';
import type { Statement } from '../../schema/statement.ts';
import type { Cell } from '../../src/read/blocks.ts';
import { unevenness, wordsIn } from './columns.ts';
import { labelKey } from './labels.ts';
import { type Pair, SIDES, type Side } from './names.ts';
import type { Trust } from './tables.ts';

/** Rows of the nameless table that the page also states with a name, and how their values are compared. */
const CROSS_CHECKED: readonly (readonly [string, Attribute, (text: string) => string])[] = [
  ['context window', 'context_window', (text) => text.toLowerCase()],
  ['released', 'released', (text) => text.slice(0, 4)],
  ['license', 'licence', (text) => text.toLowerCase().replace(/\s*osi[- ]approved$/u, '')],
];

/** Whether a cell says what the page says of the other model, and not what it says of its own. */
function isCrossed(text: string, own: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return own.size > 0 && other.has(text) && !own.has(text);
}

/**
 * The header of the specifications names no model: its columns stand in the order of the title. The sentences and
 * tables that do name their models are the test of it; where they say the opposite, the table is not read.
 */
export function orderTest(pair: Pair, statements: readonly Statement[]): Trust {
  const said = (attribute: Attribute, side: Side, key: (text: string) => string): Set<string> => {
    const own = statements.filter(
      (one) =>
        one.means[0] === attribute && one.subject.kind === 'model' && one.subject.name === pair.name(side),
    );
    return new Set(own.map((one) => key(one.asWritten)));
  };
  return (table, owned) => {
    const crossed = CROSS_CHECKED.some(([label, attribute, key]) => {
      const row = table.rows.find((cells) => cells[0] && labelKey(wordsIn(cells[0])) === label);
      // A row that lost or gained a cell is refused by itself and is no witness of the order.
      if (row === undefined || unevenness(row, owned) !== undefined) return false;
      const sets = SIDES.map((side) => said(attribute, side, key));
      return SIDES.some((side) => {
        const cell: Cell | undefined = row[owned.columns[side]];
        const [own, other] = [sets[side], sets[1 - side]];
        return cell && own && other ? isCrossed(key(wordsIn(cell)), own, other) : false;
      });
    });
    return crossed ? 'column-order' : undefined;
  };
}
