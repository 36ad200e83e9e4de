import { CAPABILITY_OF } from './capabilities.ts';
import { type Reading, UNKNOWN } from './cell.ts';
import { mediaReadings } from './media.ts';
import { BEFORE, BEHIND, conditionOf, modeOnly } from './state-words.ts';
import {
  capabilityName,
  flagName,
  isBareName,
  medium,
  mediumOf,
  parameterName,
  stated,
  stateText,
} from './stated.ts';
import { slug } from './text.ts';

type Found = Reading[] | undefined;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_./-]*(?: [\p{L}\p{N}_./-]+){0,3}$/u;
/** How far a capability is, behind its name or its state. */
const STAGE = / ?[(（](beta|preview|测试版)[)）]$/i;
const SENTENCE =
  /\b(?:we|it|is|are|was|you|this|that|the|will|can|not|only|and|or|if|when)\b|仅|只有|只在|时才/i;
/** The key of a name that no list knows; a sentence, a bracket or a condition is none. */
const ownName = (phrase: string): string | undefined =>
  NAME.test(phrase) && !SENTENCE.test(phrase) ? capabilityName(phrase) : undefined;

const known = (phrase: string): string | undefined => CAPABILITY_OF.get(slug(phrase, '_'));

/** A state of a capability, or of a medium in both directions where it is denied; a condition makes it neither. */
function named(phrase: string, said: string): Found {
  const whole = phrase.replace(/^["'`*]+|["'`*]+$/g, '').trim();
  const bare = known(whole) === undefined ? whole.replace(STAGE, '') : whole;
  const condition = conditionOf(/\(([^()]*\bonly\b[^()]*)\)$/i.exec(said)?.[1] ?? said);
  const state = stateText(said.replace(STAGE, ''));
  const stage = STAGE.exec(said)?.[1] ?? (bare === whole ? undefined : STAGE.exec(whole)?.[1]);
  const name = known(bare);
  const asMedium = name === undefined ? mediumOf(bare) : undefined;
  const key = name ?? asMedium ?? ownName(bare);
  if (key === undefined) return undefined;
  if (condition !== undefined) return [conditional(name ?? key, condition)];
  if (state === undefined) return undefined;
  if (asMedium !== undefined && state === 'no')
    return [medium('input', asMedium, 'no'), medium('output', asMedium, 'no')];
  const qualifiers = {
    ...(stage && { stage: stage.toLowerCase() }),
    ...(asMedium && { direction: 'not stated' }),
  };
  return [stated(key, state, qualifiers)];
}

/** What holds under a condition only: neither yes nor no. */
function conditional(name: string, said: string): Reading {
  const mode = modeOnly(said);
  const reasoning =
    mode === 'non-thinking' ? 'only when reasoning is off' : mode ? 'only when reasoning is on' : said;
  return {
    value: UNKNOWN,
    scope: mode ? `${name === '' ? '' : `${name};`}mode=${mode}` : name,
    qualifiers: { condition: reasoning },
  };
}

const PAIR = /["'`]?([A-Za-z][\w.-]{1,60})["'`]?\s*[:=]\s*["'`]?(true|false|null|yes|no)["'`]?/gi;
/** `supports_pdf_input`: a flag about a medium. */
const FLAG_OF_MEDIUM = /^(?:supports_)?(pdf|audio|image|video|text|file)_(input|output)$/i;
const OPENNESS: ReadonlySet<string> = new Set(['open_weights', 'open_weight', 'open_source']);

/** `supports_vision: false`, `tool_call = true`: flags of catalogues, one reading each. */
function flags(text: string): Found {
  const readings: Reading[] = [];
  let strange = false;
  const rest = text.replace(PAIR, (_all, key: string, said: string) => {
    const name = flagName(key);
    const state = stateText(said) ?? 'unknown';
    const open = OPENNESS.has(slug(key, '_')) && state !== 'unknown';
    const weights = {
      kind: 'term' as const,
      text: state === 'yes' ? slug(key, '_').replace(/t$/, 'ts') : 'closed',
    };
    const media = FLAG_OF_MEDIUM.exec(key);
    const direction = media?.[2] === 'output' ? 'output' : 'input';
    if (media && state !== 'unknown') readings.push(medium(direction, mediumOf(media[1] ?? '') ?? '', state));
    else if (open) readings.push({ attribute: 'openness', scope: '', value: weights });
    else if (name)
      readings.push(
        stated(name, state, name === 'attachment' ? { evidence: 'files or images, weak for vision' } : {}),
      );
    else if (/_|[a-z][A-Z]/.test(key))
      readings.push(stated(capabilityName(key.replace(/^supports_/, '')), state));
    else strange = true;
    return '';
  });
  if (strange || readings.length === 0 || /[\p{L}\p{N}]/u.test(rest)) return undefined;
  return readings;
}

const LIST = /^["'`]?([A-Za-z_]{0,40})["'`]?\s*[:=]?\s*\[([^[\]]*)\]$/;
const MEDIA_LIST: ReadonlyMap<string, 'input' | 'output'> = new Map([
  ['input_modalities', 'input'],
  ['inputmodalities', 'input'],
  ['input', 'input'],
  ['output_modalities', 'output'],
  ['outputmodalities', 'output'],
  ['output', 'output'],
]);

/** `"input_modalities": [...], "output_modalities": [...]`: several lists beside each other. */
function lists(text: string): Found {
  const pieces = text.split(/(?<=\]) ?, ?(?=["'`]?[A-Za-z_]+["'`]? ?[:=] ?\[)/);
  const found = pieces.map(listed);
  return found.some((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? []);
}

/** `"supported_parameters": ["tools", …]`, `"input_modalities": ["text", "image"]`: each entry says yes. */
function listed(text: string): Found {
  const [, key = '', inside] = LIST.exec(text) ?? [];
  if (inside === undefined) return undefined;
  const words = inside
    .split(',')
    .map((word) => word.replace(/["'`\s]/g, ''))
    .filter((word) => word !== '');
  const direction = MEDIA_LIST.get(key.toLowerCase());
  if (direction) {
    const media = words.map(mediumOf);
    return media.some((one) => one === undefined)
      ? undefined
      : media.map((one) => medium(direction, one ?? '', 'yes'));
  }
  if (/^modalities$/i.test(key)) {
    const media = words.map(mediumOf);
    return media.some((one) => one === undefined)
      ? undefined
      : media.map((one) => stated(one ?? '', 'yes', { direction: 'not stated' }));
  }
  const names = words.map(parameterName);
  if (names.some((name) => name === undefined)) return undefined;
  const found = new Set(names.filter((name) => name !== undefined && name !== ''));
  return found.size > 0 ? [...found].map((name) => stated(name ?? '', 'yes')) : undefined;
}

const REASONING = /^["'`]?reasoning["'`]?\s*[:=]\s*\{(.*)\}$/s;

/** `"reasoning": {"mandatory": true, "supported_efforts": [...]}`: that it reasons, and how it is asked to. */
function reasoningObject(text: string): Found {
  const inside = REASONING.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const mandatory = /["'`]?mandatory["'`]?\s*:\s*(true|false)/.exec(inside)?.[1];
  const efforts = /["'`]?(?:supported_efforts|efforts)["'`]?\s*:\s*\[([^\]]*)\]/.exec(inside)?.[1];
  const byDefault = /["'`]?(?:default_enabled|default)["'`]?\s*:\s*["'`]?(\w+)/.exec(inside)?.[1];
  const more = {
    ...(mandatory && { mandatory }),
    ...(efforts && {
      efforts: efforts
        .replace(/["'`\s]/g, '')
        .split(',')
        .filter(Boolean)
        .join(', '),
    }),
    ...(byDefault && { default: byDefault }),
  };
  return Object.keys(more).length > 0 ? [stated('reasoning', 'yes', more)] : undefined;
}

const EFFORTS =
  /^["'`]?(?:supported_)?(?:reasoning|thinking)_?efforts?["'`]? ?[:=] ?\[?((?:["'`]?(?:none|minimal|low|medium|high|xhigh|max)["'`]?(?:, ?| ?\/ ?| ?\| ?)?){2,8})\]?$/i;
const ALWAYS =
  /^(?:thinking|reasoning|思考)(?: mode)? ?[:=：]? ?(always(?:[- ]on)?|mandatory|required|cannot be (?:disabled|turned off))$/i;

/** "reasoning_effort: low, medium, high", "Thinking: always on": that it reasons, and how it is asked to. */
function reasoningWords(text: string): Found {
  if (ALWAYS.test(text)) return [stated('reasoning', 'yes', { mandatory: 'true' })];
  const efforts = EFFORTS.exec(text)?.[1];
  return efforts === undefined
    ? undefined
    : [stated('reasoning', 'yes', { efforts: (efforts.match(/[a-z]+/gi) ?? []).join(', ').toLowerCase() })];
}

const BOTH_MODES =
  /^(?:supports? )?both (?:the )?(?:non-)?thinking(?: mode)?(?: \(default\))? and (?:the )?(?:non-)?thinking(?: \(default\))?(?: modes?)?$/i;
const BOTH_MODES_ZH =
  /^(?:同时)?支持(?:非思考(?:模式)?[与和及、](?:思考)(?:模式)?|思考(?:模式)?[与和及、]非思考(?:模式)?)(?:（默认）|\(默认\))?(?:模式)?$/;

/** "Supports both non-thinking and thinking (default) modes": it reasons where it is asked to. */
function bothModes(text: string): Found {
  if (!BOTH_MODES.test(text) && !BOTH_MODES_ZH.test(text)) return undefined;
  const byDefault = /non-thinking(?: mode)? \(default\)|非思考(?:模式)?(?:（默认）|\(默认\))/i.test(text)
    ? 'off'
    : /\(default\)|（默认）|\(默认\)/i.test(text)
      ? 'on'
      : undefined;
  return [stated('reasoning', 'yes', { mode: 'optional', ...(byDefault && { default: byDefault }) })];
}

const LABELLED = /^([^:=：]{1,60})[:=：] ?(.+)$/s;

function labelled(text: string): Found {
  const [, label = '', said = ''] = LABELLED.exec(text) ?? [];
  if (label === '' || /[{[\]}]/.test(text)) return undefined;
  return named(label, said);
}

/** "Json Output 支持", "Does not support function calling", "✓ Vision". */
function phrased(text: string): Found {
  const [, front = '', verb = ''] = BEHIND.exec(text) ?? [];
  if (front !== '') return named(front, verb);
  const [, before = '', object = ''] = BEFORE.exec(text) ?? [];
  if (object === '') return undefined;
  return known(object) || mediumOf(object)
    ? named(object, /^(?:no|not|without|lacks)$/i.test(before) ? 'no' : before)
    : undefined;
}

/** "function calling (beta)": a name alone with its stage. */
function staged(text: string): Found {
  const [, name = '', stage = ''] = /^(.{2,60}?) ?[(（](beta|preview|测试版)[)）]$/i.exec(text) ?? [];
  const capability = known(name);
  return capability === undefined ? undefined : [stated(capability, 'yes', { stage: stage.toLowerCase() })];
}

/** "Function calling", "tools, vision, thinking": names alone say yes; each must be known. */
function alone(text: string): Found {
  // A sign of any other kind ("✗", a dash) may say no.
  if (!isBareName(text)) return undefined;
  const names = text.split(/ ?[,|;、] ?/).map((piece) => known(piece.trim()));
  return names.some((name) => name === undefined)
    ? undefined
    : names.map((name) => stated(name ?? '', 'yes'));
}

/** "Extended thinking | Yes": a row of two cells. */
function cells(text: string): Found {
  const [, name = '', said = ''] = /^([^|]{2,60}?) ?\| ?([^|]{1,60})$/.exec(text) ?? [];
  return known(name) === undefined ? undefined : named(name, said);
}

/** "FIM Completion (Beta) Non-thinking mode only": a name with its condition behind it. */
function conditioned(text: string): Found {
  const [, name = '', said = ''] =
    /^(.{2,60}?)(?: ?[(（](?:beta|preview|测试版)[)）])? ((?:non-)?thinking mode only|仅(?:非)?思考模式(?:支持)?)$/i.exec(
      text,
    ) ?? [];
  return known(name) === undefined ? undefined : named(name, said);
}

/** Every reading of a text that names its capability itself; undefined where it names none that is understood. */
export function capabilitiesOf(text: string): Found {
  const condition = modeOnly(text);
  if (condition !== undefined) return [conditional('', text)];
  return (
    reasoningObject(text) ??
    lists(text) ??
    reasoningWords(text) ??
    flags(text) ??
    bothModes(text) ??
    mediaReadings(text) ??
    labelled(text) ??
    alone(text) ??
    staged(text) ??
    conditioned(text) ??
    phrased(text) ??
    cells(text)
  );
}
