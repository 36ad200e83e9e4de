import type { Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { withoutFootnotes } from './footnotes.ts';
import { CLASSES, LICENCES, type Licence } from './licences.ts';
import { isEmpty } from './markers.ts';
import { slug } from './text.ts';

/** Families whose own licences have no SPDX identifier; their name and version make the LicenseRef. */
const OWN =
  /^(?:modified|llama|meta-llama|gemma|tongyi-qianwen|qwen|deepseek|nvidia|kimi|minimax|glm|stepfun|hunyuan|tencent|falcon|jamba|grok|command|cohere|openmdw|health|exaone|yi|lfm[\d.]*|internlm|baichuan|bigscience|bigcode|creativeml|stability|mistral)(?:-|$)/;
/** A name of up to six words that ends in "License", "Community", "Terms": a licence whatever else it is called. */
const CALLED =
  /^(?!no |not |without |un)[\p{L}\d][\p{L}\d.+&' _-]{1,60} (?:licen[cs]e|community|terms(?: of (?:use|service))?|eula)(?: agreement)?(?: v?[\d.]+)?$/iu;
const SLUG = /^[a-z0-9][a-z0-9.+-]{1,59}$/;

/** What pages glue to a licence: badges of approval, of openness and of use. */
const BADGE =
  /[ (·,;/-]+(osi[- ]approved|osi[- ]compliant|open[- ]source|open[- ]weights?|commercial use: ?(?:permitted|allowed|yes|no)|commercial(?:ly)? (?:friendly|permissive)|permissive|non-commercial|research only)\)?$/i;
/** "MITOSI-approved": a badge glued to the last letter. */
const GLUED =
  /(?<=[\d\p{L}])(OSI[- ]approved|Open[- ][sS]ource|Open[- ][wW]eights?|Commercial use: ?\p{L}+|Permissive|Non-commercial)$/u;

const LABEL =
  /^["'`]?(?:model |weights? |code )?(?:licen[cs]e(?:[_ ]?name)?|licen[cs]ed under|released under|lizenz|licencia|licença|许可证|许可|协议)["'`]? ?[:=]? ?["'`]?/i;
/** `open_weights = true`: a flag of catalogues instead of a licence. */
const OPEN_FLAG = /^["'`]?open[_ ]?weights?["'`]?\s*[:=]\s*["'`]?(true|false)$/i;
const NAMED_FIELD = /licen[cs]e[_ ]name["'`]? ?[:=] ?["'`]?([\p{L}\d][\p{L}\d.+_-]*)/iu;
const LINK = /^https?:\/\/(\S+)$/i;

function nameOf(text: string): string {
  const link = LINK.exec(text)?.[1];
  const plain =
    link === undefined
      ? text
      : link
          .replace(/\.(?:html|md|txt)$/, '')
          .replace(/\/LICENSE-/i, '-')
          .replace(/^choosealicense\.com\/licenses\/|^spdx\.org\/licenses\//, '');
  return slug(plain.replace(/\+\+/g, ' plus plus').replaceAll('_', '-'));
}

const withoutWords = (name: string): string =>
  name
    .replace(/(?:^|-)(?:licen[cs]ed?|the|under|a|terms)(?=-|$)/g, '')
    .replace(/^-/, '')
    .replace(/-(?:agreement|of-use)$/g, '')
    .replace(/-version-?/, '-')
    .replace(/-v(\d)/, '-$1');

function licenceOf(text: string): Licence | undefined {
  const bare = nameOf(text);
  const name = withoutWords(bare);
  const known = LICENCES.get(bare) ?? LICENCES.get(name) ?? LICENCES.get(name.replace(/-agreement$/, ''));
  if (known) return known;
  if (!SLUG.test(name)) return undefined;
  const communal = /(?:^|-)(?:community|open-model)$/.test(name);
  const research = /(?:^|-)(?:research|non-?commercial|nc)(?:-|$)/.test(name);
  if (!OWN.test(name) && !CALLED.test(text)) return undefined;
  return {
    id: `LicenseRef-${name}`,
    ...((communal || research || /^modified/.test(name)) && { openness: 'open_weights' as const }),
    ...(research && { commercialUse: 'no' as const }),
  };
}

const licenceValue = (id: string): Value => ({ kind: 'licence', text: id });

function qualifiersOf(licence: Licence, more: Record<string, string>): Pick<Reading, 'qualifiers'> {
  const all = {
    ...(licence.openness && { openness: licence.openness }),
    ...(licence.commercialUse && { commercial_use: licence.commercialUse }),
    ...more,
  };
  return Object.keys(all).length > 0 ? { qualifiers: all } : {};
}

const USES: ReadonlyMap<string, string> = new Map([
  ...['permitted', 'allowed', 'yes', 'unrestricted', 'free', 'ok'].map((word): [string, string] => [
    word,
    'permitted',
  ]),
  ...['conditional', 'restricted', 'limited', 'with-conditions', 'with-restrictions'].map(
    (word): [string, string] => [word, 'conditional'],
  ),
  ...['no', 'not-permitted', 'not-allowed', 'prohibited', 'forbidden'].map((word): [string, string] => [
    word,
    'no',
  ]),
]);

/** "Commercial use: permitted", "Non-commercial": words about use, which no licence's name are. */
function useOf(text: string): Reading | undefined {
  const [, said = ''] = /^commercial use ?[:=]? ?(?:is )?(.+)$/i.exec(text) ?? [];
  const use =
    USES.get(slug(said)) ??
    (/^(?:non-?commercial(?: use)?(?: only)?|research only|no commercial use)$/i.test(text)
      ? 'no'
      : undefined);
  return use === undefined ? undefined : { attribute: 'commercial_use', value: { kind: 'term', text: use } };
}

/** A class instead of a name: the licence is unknown, and how open the weights are is said. */
function classReadings(text: string): Reading[] | undefined {
  const name = slug(text);
  if (!CLASSES.has(name)) return undefined;
  const openness = CLASSES.get(name);
  return [
    { value: UNKNOWN, qualifiers: { class: text } },
    ...(openness
      ? [{ attribute: 'openness' as const, value: { kind: 'term' as const, text: openness } }]
      : []),
  ];
}

function unbadged(text: string): { name: string; badge?: string } {
  const found = GLUED.exec(text) ?? BADGE.exec(text);
  const name = found ? text.slice(0, found.index).trim() : '';
  return found && name !== '' ? { name, badge: found[1] ?? '' } : { name: text };
}

const SPLIT = / ?[;,] ?| and | & | \+ /i;
const PART =
  /^(.*?) ?[([](code|weights?|models?|data)[)\]]$|^(code|weights?|models?|data)(?: licen[cs]e)? ?[:=] ?(.*)$/i;

/** "MIT (code), DeepSeek License (weights)": the licence of the weights, with that of the code beside it. */
function partedLicence(text: string): Reading | undefined {
  const pieces = text.split(SPLIT).map((piece) => PART.exec(piece.trim()));
  if (pieces.length < 2 || pieces.some((piece) => piece === null)) return undefined;
  const named = pieces.map((piece) => [
    (piece?.[2] ?? piece?.[3] ?? '').toLowerCase(),
    piece?.[1] ?? piece?.[4] ?? '',
  ]);
  const weights = licenceOf(named.find(([part = '']) => /^(?:weight|model)/.test(part))?.[1] ?? '');
  const code = licenceOf(named.find(([part]) => part === 'code')?.[1] ?? '');
  return (
    weights && { value: licenceValue(weights.id), ...qualifiersOf(weights, code ? { code: code.id } : {}) }
  );
}

const EITHER = / ?\/ ?| or | \|\| /i;

/** "Apache 2.0 / MIT": either of two licences that the list knows, as an SPDX expression. */
function eitherLicence(text: string): Reading | undefined {
  const pieces = text.split(EITHER);
  const found = pieces.map((piece) => licenceOf(piece.trim()));
  const [one, other, ...more] = found;
  const named = [one, other].every((each) => each !== undefined && !each.id.startsWith('LicenseRef-'));
  if (!one || !other || more.length > 0 || !named || one.id === other.id) return undefined;
  const alike: Licence = {
    id: `${one.id} OR ${other.id}`,
    ...(one.openness && one.openness === other.openness && { openness: one.openness }),
    ...([one, other].some(({ commercialUse }) => commercialUse === 'permitted') && {
      commercialUse: 'permitted' as const,
    }),
  };
  return { value: licenceValue(alike.id), ...qualifiersOf(alike, {}) };
}

/** "Open weights (MIT)": a class with the licence that makes it one. */
const CLASSED = /^(?:open[- ]source|open[- ]weights?|open[- ]models?|open) ?\(([^()]{2,40})\)$/i;

/** "Apache 2.0 (weights)": whose licence it is stands behind it. */
const OF_WEIGHTS = / ?\((?:model |open )?(?:weights?|models?)\)$/i;

/**
 * Reads a licence as an SPDX identifier, else as LicenseRef of its name ("Modified MIT" is not MIT); what its name
 * says of openness and commercial use stands beside it, never in it. "Open model" and its like name no licence:
 * unknown, and an openness. A name that no list knows is refused.
 */
export function readLicence(cell: Cell): Read {
  const { text: written, footnote } = withoutFootnotes(cell.text);
  const custom = NAMED_FIELD.exec(written)?.[1];
  const text = (custom ?? written.replace(LABEL, '')).replace(/["'`]+$/, '').trim();
  if (isEmpty(text)) return read({ value: UNKNOWN });
  const flag = OPEN_FLAG.exec(text)?.[1]?.toLowerCase();
  if (flag) return read(...(classReadings(flag === 'true' ? 'open weights' : 'closed') ?? []));
  const apart = useOf(text);
  const classes = apart ? [apart] : (classReadings(text) ?? []);
  if (classes.length > 0) return read(...classes);
  const parted = partedLicence(text) ?? (licenceOf(text) ? undefined : eitherLicence(text));
  if (parted) return read(parted);
  const whole = CLASSED.exec(text)?.[1] ?? text.replace(OF_WEIGHTS, '');
  const { name, badge } = licenceOf(whole) ? { name: whole, badge: undefined } : unbadged(whole);
  const declared = custom !== undefined && SLUG.test(withoutWords(nameOf(custom)));
  const licence =
    licenceOf(name) ?? (declared ? { id: `LicenseRef-${withoutWords(nameOf(custom))}` } : undefined);
  if (!licence) return refused('unknown-licence', `${shown(cell.text)} is no licence that the list knows.`);
  const more = { ...(badge !== undefined && { badge }), ...(footnote !== undefined && { footnote }) };
  return read({ value: licenceValue(licence.id), ...qualifiersOf(licence, more) });
}
