import { CAPABILITY_OF, MEDIUM_OF } from './capabilities.ts';
import type { Reading } from './cell.ts';
import { UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';
import { stateWord } from './state-words.ts';
import { slug } from './text.ts';

/** The name of a capability as one word of our list, or of the phrase that states it. */
export function capabilityName(phrase: string): string {
  const name = slug(phrase, '_');
  return CAPABILITY_OF.get(name) ?? name;
}

/** Both names of tool calling belong to one capability, which sources list together or apart. */
const FAMILY: ReadonlyMap<string, string> = new Map([
  ['function_calling', 'tool_calling'],
  ['tool_use', 'tool_calling'],
  ['json_output', 'json_mode'],
  ['structured_outputs', 'structured_output'],
]);

/** One state of one capability, with the name of the capability under which others list it. */
export function stated(
  name: string,
  value: 'yes' | 'no' | 'unknown',
  more: Record<string, string> = {},
): Reading {
  const capability = FAMILY.get(name);
  const qualifiers = { ...(capability && { capability }), ...more };
  return {
    value: value === 'unknown' ? UNKNOWN : { kind: 'state', text: value },
    scope: name,
    ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
  };
}

/** One state of a medium in one direction. */
export const medium = (direction: 'input' | 'output', name: string, value: 'yes' | 'no'): Reading => ({
  attribute: 'modality',
  scope: `${direction}=${name}`,
  value: { kind: 'state', text: value },
});

/** The name of a medium, where the word is one. */
export const mediumOf = (word: string): string | undefined => MEDIUM_OF.get(slug(word, '_'));

/** Names of flags: what stands around the capability's own name. */
const FLAG = /^(?:supports?_|is_|has_|can_|enable_|enables_)|(?:_supported|_support|_enabled)$/g;

/** True for a text that is a name and nothing else: a sign beside it ("✗", a dash) may say no. */
export const isBareName = (text: string): boolean =>
  /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M} _./,|;、()（）&+-]*[\p{L}\p{N})）])?$/u.test(text);

/** The capability of a flag: `supports_function_calling` -> function_calling; undefined where no list knows it. */
export function flagName(key: string): string | undefined {
  const name = slug(key, '_');
  return CAPABILITY_OF.get(name) ?? CAPABILITY_OF.get(name.replace(FLAG, ''));
}

/** Parameters of requests that every model takes: they are no capability. */
const PLAIN_PARAMETERS: ReadonlySet<string> = new Set(
  (
    'temperature top_p top_k top_a min_p max_tokens max_completion_tokens stop seed frequency_penalty presence_penalty ' +
    'repetition_penalty logit_bias logprobs top_logprobs tool_choice verbosity n user stream_options reasoning_effort'
  ).split(' '),
);

/** The capability that a request's parameter shows; '' where it shows none, undefined where it is not known. */
export function parameterName(parameter: string): string | undefined {
  const name = slug(parameter, '_');
  return PLAIN_PARAMETERS.has(name) ? '' : CAPABILITY_OF.get(name);
}

/** "Yes", "not supported", null: a state in words; undefined where it is none. */
export function stateText(text: string): 'yes' | 'no' | 'unknown' | undefined {
  return stateWord(text) ?? (isEmpty(text) ? 'unknown' : undefined);
}
