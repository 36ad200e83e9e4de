import type { Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { readDate } from './date.ts';
import { withoutFootnotes } from './footnotes.ts';
import { Lexicon } from './lexicon.ts';
import { isEmpty } from './markers.ts';

type Stage = 'preview' | 'available' | 'limited' | 'deprecated' | 'retired' | 'noise' | 'badge';

/** Words for where something stands in its life, and the badges that say nothing of it. */
const STATUS_WORDS = new Lexicon<Stage>([
  [
    'preview',
    'preview|research preview|public preview|private preview|beta|public beta|private beta|alpha|experimental',
  ],
  [
    'preview',
    'early access|limited preview|in preview|in beta|gated preview|pre-release|公测|内测|预览|预览版|测试版|邀测',
  ],
  ['preview', 'ベータ|プレビュー|실험|미리보기|aperçu|vista previa|vorschau'],
  [
    'available',
    'available|generally available|general availability|ga|stable|active|production|live|current|online',
  ],
  ['available', 'in production|正式版|已上线|在线|可用|正式発表|提供中|disponible|verfügbar'],
  [
    'limited',
    'limited|limited availability|limited access|waitlist|invite only|invitation only|by invitation|restricted',
  ],
  [
    'deprecated',
    'deprecated|legacy|deprecating|being deprecated|即将下线|弃用|已弃用|非推奨|obsolète|obsoleto|veraltet',
  ],
  [
    'retired',
    'retired|discontinued|sunset|shut down|shutdown|end of life|end-of-life|eol|removed|offline|decommissioned',
  ],
  ['retired', 'no longer available|已下线|下线|停用|已停用|廃止|提供終了|retiré|retirado|eingestellt'],
  [
    'noise',
    'status|lifecycle|stage|state|is|in|currently|now|model|this|the|has been|a|been|状态|the model|and|will be',
  ],
  [
    'badge',
    'new|new model|新品|new!|hot|热门|推荐|recommended|popular|featured|最新|latest|flagship|旗舰|popular choice|新|nuevo',
  ],
]);

const term = (text: string): Value => ({ kind: 'term', text });

const EXCEPT =
  /,? ?(?:except(?: on| for| in| via)?|but still (?:available|active) (?:on|in|via)|除了) (.{2,120}?)\)?$/i;
/** "currently the same as X", "points to X": a moving name, and the snapshot that it is today. */
const ALIAS =
  /^(?:当前|目前)?(?:能力)?(?:等同于|指向|对应)(?:模型|版本|快照)?[:： ]?|^(?:currently |this is |now )?(?:an )?(?:alias (?:of|for|to)|points? to|pointing to|equivalent to|resolves to|redirects to|same as)[: ]+/i;
const ID = /^[`"']?([\p{L}\d][\p{L}\d._/:@-]{2,80}?)[`"']?[。.]?$/u;
const SNAPSHOT = /(\d{4}-\d\d-\d\d|\d{8}|\d{6}|\d{4})$/;

function aliasOf(text: string): Reading | undefined {
  const bare = text.replace(ALIAS, '');
  const id = bare === text ? undefined : ID.exec(bare.trim())?.[1];
  if (id === undefined) return undefined;
  const snapshot = SNAPSHOT.exec(id)?.[1];
  const qualifiers = { relation: 'alias', ...(snapshot !== undefined && { snapshot }) };
  return { attribute: 'model', value: { kind: 'key', text: id }, qualifiers };
}

const FLAG =
  /^["'`]?(deprecated|preview|beta|retired|legacy|active|experimental|is_deprecated)["'`]?\s*[:=]\s*(true|false|null)$/i;

function flagOf(text: string): Reading | undefined {
  const [, name = '', said = ''] = FLAG.exec(text) ?? [];
  if (name === '') return undefined;
  const [stage] = STATUS_WORDS.read(name.replace('is_', '')).tags;
  return {
    value: said.toLowerCase() === 'true' && stage ? term(stage) : UNKNOWN,
    qualifiers: { flag: text },
  };
}

/** The stage that the words name; undefined where they name none or two. */
function stageOf(text: string): Reading | undefined {
  const left = text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[([]|[)\]]$/g, '')
    .trim();
  const [, where = ''] = EXCEPT.exec(left) ?? [];
  const bare = left.replace(EXCEPT, '').replace(/_/g, ' ');
  const asWritten = STATUS_WORDS.read(bare);
  const { tags, rest } = asWritten.rest === '' ? asWritten : STATUS_WORDS.read(bare.replace(/-/g, ' '));
  const stages = [...tags].filter((tag) => tag !== 'noise' && tag !== 'badge');
  const qualifiers = {
    ...(where !== '' && { except: where.split(/,? and |, | & /).join('; ') }),
    ...(tags.has('badge') && { badge: 'new' }),
  };
  const more = Object.keys(qualifiers).length > 0 ? { qualifiers } : {};
  const [stage] = stages;
  if (rest === '' && stages.length === 1 && stage) return { value: term(stage), ...more };
  if (rest === '' && tags.has('preview') && tags.has('limited') && stages.length === 2)
    return { value: term('preview'), ...more };
  return rest === '' && stages.length === 0 && tags.has('badge') ? { value: UNKNOWN, ...more } : undefined;
}

const BADGE = / ?[([]?(新品|NEW!?|New!?|热门|推荐|Hot|最新|Recommended)[)\]]?$/;

/** "GLM-5.2 新品": a name with a badge; nothing is said of its life. */
function badgeOf(text: string): Reading | undefined {
  const badge = BADGE.exec(text)?.[1];
  const name = badge === undefined ? '' : text.replace(BADGE, '').trim();
  if (badge === undefined || name === '' || !ID.test(name.replace(/ /g, '-'))) return undefined;
  const meaning = /新品|new|最新/i.test(badge) ? 'new' : badge;
  return { value: UNKNOWN, qualifiers: { badge: meaning, written: badge, name } };
}

/** A date that names what happens on it: "deprecation_date: 2026-02-27", "retired on July 1, 2026". */
function datedOf(cell: Cell, text: string): Reading[] | undefined {
  if (!/\d|null|none/i.test(text)) return undefined;
  const keyed = text.replace(/^(["'`]?\w+(?:_date|_at|_on)["'`]?) (null|none|\d)/i, '$1: $2');
  const found = readDate({
    ...cell,
    attribute: 'status',
    means: ['status'],
    text: keyed.replace(/^\(|\)$/g, ''),
  });
  if (!found.ok) return undefined;
  // Only an end is announced "not sooner than" a day.
  const readings = found.readings.map((one) =>
    one.attribute === undefined && one.value.marks?.includes('not_sooner_than')
      ? { ...one, attribute: 'retired' as const }
      : one,
  );
  const named = readings.every(({ attribute }) => attribute !== undefined && attribute !== 'released');
  return named ? readings : undefined;
}

/** "Deprecated (retires October 1, 2026)": the words in brackets say of what the date is. */
const IN_BRACKETS = /^([^()\d]+?) ?[(（]([^()（）]*[\p{L}][^()（）]*)[)）]$/u;

/** "Deprecated, retires 2026-06-15": a stage and a date beside each other. */
function mixedOf(cell: Cell, text: string): Reading[] | undefined {
  const [, front = '', inside = ''] = IN_BRACKETS.exec(text) ?? [];
  const pieces = inside !== '' ? [front, inside] : text.split(/[,;] (?:and )?| and (?=will |retire)/i);
  const found = pieces.map((piece) => {
    const stage = stageOf(piece);
    if (stage) return [{ ...stage, asWritten: piece }];
    return datedOf(cell, piece)?.map((one) => ({ asWritten: piece, ...one }));
  });
  if (pieces.length < 2 || found.some((one) => one === undefined)) return undefined;
  const all = found.flatMap((one) => one ?? []);
  return new Set(all.map(({ attribute }) => attribute)).size === all.length ? all : undefined;
}

/** "deepseek-chat will be retired on …": an id before the verb says of whom it is. */
const SUBJECT = /^[`"']?[a-z][\w.]*(?:-[\w.]+)+[`"']? (?=(?:will|is|was|has)\b)/;

/**
 * Reads where a model or offering stands in its life. A date moves to the attribute that it is the date of, another
 * name's target to `model`; where it still lives and which badges it wears stand beside it.
 */
export function readStatus(cell: Cell): Read {
  const { text: whole, footnote } = withoutFootnotes(cell.text.replace(/\.$/, ''));
  if (isEmpty(whole)) return read({ value: UNKNOWN });
  const text = whole.replace(SUBJECT, '');
  const one = aliasOf(text) ?? flagOf(text) ?? stageOf(text);
  const found = one
    ? [one]
    : ((IN_BRACKETS.test(text) ? mixedOf(cell, text) : undefined) ??
      datedOf(cell, text) ??
      mixedOf(cell, text) ??
      [badgeOf(text)].filter((reading) => reading !== undefined));
  if (found.length === 0)
    return refused('unknown-term', `${shown(cell.text)} is no status that the list knows.`);
  if (footnote === undefined) return read(...found);
  return read(...found.map((reading) => ({ ...reading, qualifiers: { ...reading.qualifiers, footnote } })));
}
