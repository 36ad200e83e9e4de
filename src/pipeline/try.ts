import type { SourceTry } from '../../schema/outputs.ts';
import type { Page, Source } from '../../schema/source.ts';
import type { NamedSubject, Refusal, Statement } from '../../schema/statement.ts';
import { identifyModel, providerKey } from '../identify/index.ts';
import { PageRefused } from '../read/refuse.ts';
import { draftStatement } from './draft.ts';
import { offeringKeyOf, ownSubject } from './names.ts';
import { pageGate } from './page-gate.ts';
import { type RefusedReason, Tally } from './tally.ts';

/** Characters of an example in a sentence. */
const SHOWN = 80;

/** The key of the subject that a statement names, as far as its own words tell; null where they do not. */
function keyOf(source: string, subject: NamedSubject): string | null {
  const nativeId = subject.id ?? subject.name ?? '';
  const provider = subject.provider ?? '';
  if (subject.kind === 'offering' && subject.id === undefined)
    return offeringKeyOf({ source, provider, nativeId }, new Map());
  if (subject.kind === 'provider') return providerKey(source, nativeId).key;
  if (subject.kind === 'model') {
    const model = identifyModel(subject);
    return 'key' in model ? model.key : null;
  }
  return ownSubject(source, { kind: subject.kind, provider, nativeId, hasId: true });
}

function tried(
  source: Source,
  statement: Statement,
): { stated: SourceTry['statements'][number]; refused: Refusal[] } {
  const { drafts, refused } = draftStatement(source.id, statement);
  const claims = drafts.map(({ alias: _alias, quote: _quote, locator: _locator, ...claim }) => claim);
  return { stated: { ...statement, key: keyOf(source.id, statement.subject), claims }, refused };
}

/** Why rows were refused, most frequent reason first, as the end of a sentence. */
function rowsText([top]: readonly RefusedReason[]): string {
  if (!top) return '';
  const [example] = top.examples;
  const seen = example && (example.quote === '' ? example.what : example.quote);
  const such = seen === undefined ? '' : `, such as "${seen.slice(0, SHOWN)}"`;
  return `; refused: ${top.reason} ${top.count} ${top.count === 1 ? 'time' : 'times'}${such}`;
}

/** Fewer statements than a whole page gives: somebody has to look, first at what was refused of its rows. */
export function checkFloor(source: Source, statements: number, refused: readonly RefusedReason[]): void {
  if (statements >= source.floor) return;
  const detail = `${statements} statements were read, at least ${source.floor} are expected of a whole page`;
  throw new PageRefused('volume', detail + rowsText(refused));
}

const tallied = (refused: readonly Refusal[]): RefusedReason[] => {
  const tally = new Tally();
  tally.add(refused);
  return tally.all;
};

/** What the source's scraper makes of one page, normalized and identified; nothing is stored. */
export function tryPage(source: Source, page: Page): SourceTry {
  const base = { source: source.id, document: page.url, url: page.url };
  const refused: Refusal[] = [];
  try {
    const tripped = pageGate(source, page);
    if (tripped) throw new PageRefused(tripped.reason, tripped.detail);
    const read = source.read(page);
    const all = read.statements.map((statement) => tried(source, statement));
    for (const refusal of [...read.refused, ...all.flatMap((one) => one.refused)]) refused.push(refusal);
    checkFloor(source, read.statements.length, tallied(refused));
    const statements = all.map(({ stated }) => stated);
    return { ...base, verdict: 'accepted', reasons: [], statements, refused };
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error;
    const reasons = [`${error.code}: ${error.message}`];
    return { ...base, verdict: 'refused', reasons, statements: [], refused };
  }
}
