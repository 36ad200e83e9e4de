import {
  ARCHITECTURE_WORDS,
  ENCODER_DECODERS,
  type Feature,
  HYBRIDS,
  MIXTURES,
  STATE_SPACES,
  VISION,
} from './architectures.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { withoutFootnotes } from './footnotes.ts';
import { isEmpty } from './markers.ts';

type Features = Set<Feature>;

/** The features that stand for the whole, the most telling first; all others go beside it. */
const ORDER: readonly Feature[] = [
  'diffusion',
  'moe',
  'encoder_decoder',
  'encoder_only',
  'decoder_only',
  'dense',
  'state_space',
  'rnn',
  'transformer',
  'vision_language',
  'embedding',
];

/** A class name of a configuration ("Qwen3MoeForCausalLM"); undefined where its name does not tell the network. */
function featuresOfClass(name: string): Features | undefined {
  const [, family = '', head = ''] = /^([A-Z]\w*?)(For\w+|LMHeadModel|Model)$/.exec(name) ?? [];
  if (head === '') return undefined;
  const found: Features = new Set();
  const add = (feature: Feature, holds: boolean): void => void (holds && found.add(feature));
  add('moe', MIXTURES.test(family));
  add('hybrid', HYBRIDS.test(family));
  add('state_space', STATE_SPACES.test(family));
  add('vision_language', VISION.test(`${family}For`) && head !== 'ForCausalLM');
  add('encoder_decoder', ENCODER_DECODERS.test(family) && !/Encoder/.test(head));
  add('encoder_only', /^For(?:MaskedLM|SequenceClassification|TokenClassification)$/.test(head));
  const causal =
    /^For(?:CausalLM|ConditionalGeneration)$|LMHeadModel/.test(head) && !found.has('encoder_decoder');
  const known = head !== 'ForConditionalGeneration' || found.size > 0;
  add('decoder_only', causal && known && !found.has('state_space') && !found.has('hybrid'));
  return found.size > 0 ? found : undefined;
}

const CLASS =
  /\b[A-Z]\w*(?:For(?:CausalLM|ConditionalGeneration|MaskedLM|SequenceClassification|TokenClassification)|LMHeadModel)\b/g;

/** `"model_type": "qwen3_moe"`, `num_experts: 160`: what a configuration tells of a mixture. */
const CONFIGURED =
  /^["'`]?model_type["'`]?\s*[:=]\s*["'`]?[a-z\d_]*_moe["'`]?$|\b(?:num_experts|num_local_experts|n_routed_experts)["'`]?\s*[:=]\s*(?:[2-9]|\d{2,4})\b/i;

const EXPERT_COUNT = /\b\d{1,4} (?=(?:routed |shared |active )?experts?\b)/gi;

function featuresOf(text: string): Features | undefined {
  const classes = text.match(CLASS) ?? [];
  if (classes.length > 1) return undefined;
  if (classes[0] !== undefined) return featuresOfClass(classes[0]);
  if (CONFIGURED.test(text)) return new Set(['moe']);
  const { tags, rest } = ARCHITECTURE_WORDS.read(
    text.replace(EXPERT_COUNT, '').replace(/[_–—-]/g, (sign) => (sign === '_' ? ' ' : '-')),
  );
  if (rest !== '') return undefined;
  const found = new Set(tags);
  found.delete('noise');
  return found.size > 0 ? found : undefined;
}

/** The term of the whole, and the features that stand beside it. */
function termOf(found: Features): { term: string; beside: Feature[] } | undefined {
  const mixed = found.has('state_space') || found.has('linear_attention') || found.has('rnn');
  const hybrid = found.has('hybrid') || (mixed && (found.has('transformer') || found.has('moe')));
  const rest = (...used: Feature[]): Feature[] =>
    ORDER.filter((one) => found.has(one) && !used.includes(one));
  if (
    hybrid &&
    (found.has('state_space') || !mixed) &&
    (mixed || found.has('transformer') || found.has('moe'))
  ) {
    return { term: 'hybrid_ssm_transformer', beside: rest('state_space', 'transformer') };
  }
  if (hybrid && mixed) return { term: 'hybrid_linear_attention', beside: rest('transformer', 'rnn') };
  if (found.has('hybrid')) return undefined;
  const [whole] = ORDER.filter((one) => found.has(one) && one !== 'dense');
  const term =
    whole === undefined || (whole === 'transformer' && found.has('dense'))
      ? found.has('dense')
        ? 'dense'
        : whole
      : whole;
  return term === undefined ? undefined : { term, beside: rest(term as Feature, 'transformer') };
}

const LABEL = /^["'`]?(?:model )?architectures?["'`]? ?[:=] ?\[? ?|[\]"'`]+/gi;

/**
 * Reads the family of a network out of the words for it, or out of a class name of a configuration. Where several hold
 * ("sparse Mixture-of-Experts vision-language model"), the more telling one is the value and the others stand beside it.
 */
export function readArchitecture(cell: Cell): Read {
  const { text } = withoutFootnotes(cell.text);
  if (isEmpty(text)) return read({ value: UNKNOWN });
  const features = featuresOf(text.replace(LABEL, ' ').trim());
  const found = features && termOf(features);
  if (!found) return refused('unknown-term', `${shown(cell.text)} is no architecture that the list knows.`);
  const value = { kind: 'term', text: found.term } as const;
  return read(found.beside.length > 0 ? { value, qualifiers: { also: found.beside.join(', ') } } : { value });
}
