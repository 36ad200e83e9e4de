import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Value } from '../../schema/value.ts';
import { capabilitiesOf } from './capability-text.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { withoutFootnotes } from './footnotes.ts';
import { isEmpty } from './markers.ts';
import { mediaReadings } from './media.ts';
import { modeOnly } from './state-words.ts';
import { capabilityName, isBareName, mediumOf, stateText } from './stated.ts';
import { slug } from './text.ts';

const state = (text: 'yes' | 'no'): Value => ({ kind: 'state', text });

function stateOf(text: string): Value | undefined {
  const said = stateText(text);
  return said === 'unknown' ? UNKNOWN : said && state(said);
}

/**
 * The answer that a cell gives in words, else the one that the scraper recognised in the wording and put where a unit
 * stands ("yes", "no"); refused where the two disagree or there is neither.
 */
function answer(cell: Cell, scope: string, words: Value | undefined): Read {
  const recognised = cell.unit === 'yes' || cell.unit === 'no' ? state(cell.unit) : undefined;
  const value = words ?? recognised;
  if (value && (!recognised || value.kind === 'unknown' || value.text === recognised.text))
    return read({ value, scope });
  const what = `${cell.attribute} ${shown(cell.scope)}`;
  return refused('unreadable-state', `${shown(cell.text)} is neither yes nor no for ${what}.`);
}

/** A text that names its capability itself: "Vision: Yes", `supports_vision: false`, "text+image->text". */
function readNaming(cell: Cell): Read {
  const { text, footnote } = withoutFootnotes(cell.text.replace(/\.$/, ''));
  if (isEmpty(text)) return read({ value: UNKNOWN });
  if (stateText(text) !== undefined)
    return refused('bad-scope', `No capability is named beside ${shown(cell.text)}.`);
  const found = capabilitiesOf(text);
  if (!found)
    return refused('unreadable-state', `${shown(cell.text)} says of no known capability yes or no.`);
  if (footnote === undefined) return read(...found);
  return read(...found.map((one) => ({ ...one, qualifiers: { ...one.qualifiers, footnote } })));
}

/**
 * Reads a capability in three states. Its scope is the phrase as stated and becomes the canonical name. A cell that
 * repeats the name ("tools" in a list of what is supported) says yes. Without a scope the text itself names it.
 */
export function readCapability(cell: Cell): Read {
  if (cell.scope === '') return readNaming(cell);
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const name = capabilityName(head);
  if (name === '') return refused('bad-scope', `No capability is named beside ${shown(cell.text)}.`);
  const [, label = '', rest = cell.text] = /^([^:]{1,60}): ?(.+)$/.exec(cell.text) ?? [];
  const text = label !== '' && capabilityName(label) === name ? rest : cell.text;
  const mode = modeOnly(text);
  const scope = qualified(name, { ...Object.fromEntries(qualifiers), ...(mode && { mode }) });
  if (mode) return read({ value: state('yes'), scope });
  return answer(
    cell,
    scope,
    stateOf(text) ?? (isBareName(text) && capabilityName(text) === name ? state('yes') : undefined),
  );
}

const mediumName = (word: string): string => mediumOf(word) ?? slug(word, '_');

const TEXT_ONLY = /^(?:supports? )?text[- ]only(?: (input|output))?(?: at launch)?\.?$/i;

function mediumState(text: string, direction: string, medium: string): Value | undefined {
  const only = TEXT_ONLY.exec(text);
  if (only) return (only[1] ?? 'input') === direction ? state(medium === 'text' ? 'yes' : 'no') : undefined;
  return stateOf(text) ?? (isBareName(text) && mediumName(text) === medium ? state('yes') : undefined);
}

/** Reads whether a medium goes in or comes out; the scope is `input=image`, or the cell is "text+image->text". */
export function readModality(cell: Cell): Read {
  if (cell.scope === '') {
    if (isEmpty(cell.text)) return read({ value: UNKNOWN });
    const media = mediaReadings(cell.text) ?? capabilitiesOf(cell.text);
    if (media?.every(({ attribute }) => attribute === 'modality')) return read(...media);
  }
  const [direction, written, ...more] = cell.scope.split('=');
  const known = (direction === 'input' || direction === 'output') && more.length === 0;
  if (!known || !written) return refused('bad-scope', `${shown(cell.scope)} names no medium and direction.`);
  const medium = mediumName(written);
  return answer(cell, `${direction}=${medium}`, mediumState(cell.text, direction, medium));
}

const NEGATION =
  /\b(?:not|no|never|without|except|unless|isn['’]t|unavailable|soon|planned|later|waitlist|retired|deprecated)\b/i;
const NOT_AVAILABLE =
  /^(?:is |it is )?(?:currently )?(?:not|no longer) (?:yet )?(?:available|offered|sold|supported)(?: (?:via|through|on|in|from|with|by) .{1,80})?\.?$/i;
const ONLY = /^(.{1,80}?) only(?: \([^()]{0,40}\))?\.?$/i;

const folded = (text: string): string => ` ${slug(text, ' ')} `;

/** Whether a text about access says yes or no to the provider or plan of the scope. */
function accessOf(text: string, place: string): Value | undefined {
  const plain = stateOf(text);
  if (plain) return plain;
  const mentioned = place !== '' && folded(text).includes(folded(place));
  if (NOT_AVAILABLE.test(text))
    return mentioned || !/(?: via| through| on| in| from| with| by) /i.test(text) ? state('no') : undefined;
  if (NEGATION.test(text) || place === '') return undefined;
  if (mentioned) return state('yes');
  return ONLY.test(text) ? state('no') : undefined;
}

/**
 * Reads whether a model can be used through a provider or plan. The scope says which (`via=`, `plan=`); a cell that
 * lists it says yes, "not yet available via …" no, "… only" yes to what it names and no to everything else.
 */
export function readAvailable(cell: Cell): Read {
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const plan = qualifiers.get('plan');
  const scope = qualified(head, { ...Object.fromEntries(qualifiers), ...(plan && { plan: slug(plan) }) });
  return answer(cell, scope, accessOf(cell.text, qualifiers.get('via') ?? plan ?? ''));
}
