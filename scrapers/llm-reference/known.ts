import { QUOTE_GAP, type Statement } from '../../schema/statement.ts';
import type { TableBlock } from '../../src/read/blocks.ts';
import { ownersOf, wordsIn } from './columns.ts';
import type { Known, Said } from './draft.ts';
import { labelKey } from './labels.ts';
import { type Pair, SIDES, type Side } from './names.ts';
import { routesOf } from './routes.ts';
import type { Section } from './sections.ts';

/** The cells of one row label, by model, over all tables whose header names both. */
function rowValues(sections: readonly Section[], pair: Pair, label: string): Map<Side, string> {
  const values = new Map<Side, string>();
  for (const section of sections) {
    for (const table of section.blocks.filter((block): block is TableBlock => block.kind === 'table')) {
      const owned = ownersOf(table, section, pair);
      if ('reason' in owned || owned.byOrder) continue;
      const row = table.rows.find((cells) => cells[0] && labelKey(wordsIn(cells[0])) === label);
      for (const side of SIDES) {
        const cell = row?.[owned.columns[side]];
        if (cell && !values.has(side)) values.set(side, wordsIn(cell));
      }
    }
  }
  return values;
}

function countsOf(sections: readonly Section[], pair: Pair): Map<Side, number> {
  const counts = new Map<Side, number>();
  for (const [side, text] of rowValues(sections, pair, 'provider routes')) {
    const count = /^(\d+) tracked$/u.exec(text)?.[1];
    if (count !== undefined) counts.set(side, Number(count));
  }
  return counts;
}

/** What can be known before any statement is made. */
export function knownAtFirst(sections: readonly Section[], pair: Pair): Known {
  return {
    routes: routesOf(sections, pair).routes,
    providers: new Map(),
    outputs: rowValues(sections, pair, 'output price'),
    counts: countsOf(sections, pair),
  };
}

/** Where each model can be run, out of what a first reading stated. */
function providersOf(statements: readonly Statement[], pair: Pair): Map<Side, Said<string[]>> {
  const providers = new Map<Side, Said<string[]>>();
  for (const said of statements) {
    const side = said.means[0] === 'available' ? pair.sideOf(said.subject.name ?? '') : undefined;
    const place = said.locator.places.at(-1);
    if (side === undefined || place === undefined) continue;
    const before = providers.get(side);
    const last = said.locator.places.length === 1 ? said.quote : said.quote.split(QUOTE_GAP).at(-1);
    const pieces = before?.pieces ?? [{ text: last ?? said.quote, place }];
    providers.set(side, { value: [...new Set([...(before?.value ?? []), said.asWritten])], pieces });
  }
  return providers;
}

/** What is known once the page was read a first time. */
export const knownThen = (before: Known, statements: readonly Statement[], pair: Pair): Known => ({
  ...before,
  providers: providersOf(statements, pair),
});
