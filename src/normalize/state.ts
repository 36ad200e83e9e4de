import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Value } from '../../schema/value.ts';
import { CAPABILITY_OF, MEDIUM_OF } from './capabilities.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';
import { slug } from './text.ts';

const YES: ReadonlySet<string> = new Set([
  ...[
    'yes',
    'y',
    'true',
    'supported',
    'available',
    'included',
    'enabled',
    'generally available',
    'now available',
  ],
  ...[
    'supports',
    'support',
    'has',
    'have',
    'exposes',
    'expose',
    'uniquely exposes',
    'share',
    'offers',
    'provides',
  ],
  ...['✓', '✔', '✔️', '✅', '☑', '●', '支持', '是', '有'],
]);
const NO: ReadonlySet<string> = new Set([
  ...[
    'no',
    'n',
    'false',
    'not supported',
    'unsupported',
    'not available',
    'unavailable',
    'not yet available',
  ],
  ...['no longer available', 'not included', 'disabled', 'not yet supported', 'none', 'lacks'],
  ...['✗', '✘', '❌', '✕', '×', 'x', '✖', '✖️', '不支持', '否', '无'],
]);
/** "Non-thinking mode only": yes, under a condition that becomes a qualifier and is judged by itself. */
const MODE_ONLY = /^(?:supported in |in )?(non-thinking|thinking) mode only$/;
const CONDITIONAL: ReadonlyMap<string, string> = new Map([
  ['仅非思考模式支持', 'non-thinking'],
  ['仅思考模式支持', 'thinking'],
]);

const state = (text: 'yes' | 'no'): Value => ({ kind: 'state', text });

function stateOf(text: string): Value | undefined {
  const plain = text.toLowerCase().replace(/\.$/, '');
  if (YES.has(plain)) return state('yes');
  if (NO.has(plain)) return state('no');
  return isEmpty(text) ? UNKNOWN : undefined;
}

/** The canonical name of a capability: from the closed list, else a slug of the phrase with `_`. */
function capabilityName(phrase: string): string {
  const name = slug(phrase, '_');
  return CAPABILITY_OF.get(name) ?? name;
}

/**
 * The answer that a cell gives in words, else the one that the scraper recognised in the wording and put where a unit
 * stands ("yes", "no"); refused where the two disagree or there is neither.
 */
function answer(cell: Cell, scope: string, words: Value | undefined): Read {
  const said = stateOf(cell.unit === '' ? '?' : cell.unit);
  const recognised = said?.kind === 'state' ? said : undefined;
  const value = words ?? recognised;
  if (value && (!recognised || value.kind === 'unknown' || value.text === recognised.text))
    return read({ value, scope });
  const what = `${cell.attribute} ${shown(cell.scope)}`;
  return refused('unreadable-state', `${shown(cell.text)} is neither yes nor no for ${what}.`);
}

/**
 * Reads a capability in three states. Its scope is the phrase as stated and becomes the canonical name. A cell that
 * repeats the name ("tools" in a list of what is supported) says yes.
 */
export function readCapability(cell: Cell): Read {
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const name = capabilityName(head);
  if (name === '') return refused('bad-scope', `No capability is named beside ${shown(cell.text)}.`);
  const [, label = '', rest = cell.text] = /^([^:]{1,60}): ?(.+)$/.exec(cell.text) ?? [];
  const text = label !== '' && capabilityName(label) === name ? rest : cell.text;
  const mode = MODE_ONLY.exec(text.toLowerCase())?.[1] ?? CONDITIONAL.get(text);
  const scope = qualified(name, { ...Object.fromEntries(qualifiers), ...(mode && { mode }) });
  if (mode) return read({ value: state('yes'), scope });
  return answer(cell, scope, stateOf(text) ?? (capabilityName(text) === name ? state('yes') : undefined));
}

const mediumName = (word: string): string => MEDIUM_OF.get(slug(word, '_')) ?? slug(word, '_');

/** "text+image->text": every medium on its side. */
function mediaOf(text: string): string[] | undefined {
  const sides = text.toLowerCase().split(/->|→/);
  if (sides.length !== 2 || !/^[a-z+>→ -]+$/i.test(text)) return undefined;
  return sides.flatMap((side, index) =>
    side.split('+').map((medium) => `${index === 0 ? 'input' : 'output'}=${mediumName(medium)}`),
  );
}

const TEXT_ONLY = /^(?:supports? )?text[- ]only(?: (input|output))?(?: at launch)?\.?$/i;

function mediumState(text: string, direction: string, medium: string): Value | undefined {
  const only = TEXT_ONLY.exec(text);
  if (only) return (only[1] ?? 'input') === direction ? state(medium === 'text' ? 'yes' : 'no') : undefined;
  return stateOf(text) ?? (mediumName(text) === medium ? state('yes') : undefined);
}

/** Reads whether a medium goes in or comes out; the scope is `input=image`, or the cell is "text+image->text". */
export function readModality(cell: Cell): Read {
  const media = cell.scope === '' ? mediaOf(cell.text) : undefined;
  if (media?.every((scope) => !scope.endsWith('='))) {
    return read(...media.map((scope) => ({ value: state('yes'), scope })));
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
