import { z } from 'zod';

/**
 * The kinds of thing that a fact can be about. A `name` is what one source calls a model, `<source>/<as written>`, where
 * that can be several models: the only thing that is ever said of it is which model it means.
 */
export const SUBJECT_KINDS = ['provider', 'model', 'offering', 'name'] as const;
export const subjectKindSchema = z.enum(SUBJECT_KINDS);
export type SubjectKind = z.infer<typeof subjectKindSchema>;

interface AttributeRule {
  /** Which kinds of subject may carry it. */
  of: readonly SubjectKind[];
  /** One sentence: what a value of this attribute says. */
  means: string;
  /** Differences are never a conflict (lists of phrases that an editor wrote). */
  neverInConflict?: true;
}

/** Every attribute that a source can state, what it says, and of which subjects. */
export const ATTRIBUTES = {
  context_window: {
    of: ['model', 'offering'],
    means: 'Tokens of input and output together that one request may hold.',
  },
  max_input: { of: ['model', 'offering'], means: 'Tokens that the input of one request may hold.' },
  max_output: { of: ['model', 'offering'], means: 'Tokens that one answer may hold.' },
  price: { of: ['offering'], means: 'What the seller charges for one unit of use.' },
  available: { of: ['model'], means: 'Whether the model can be used through a provider or a plan.' },
  model: { of: ['offering', 'name'], means: 'Which model the offering sells, or the name means.' },
  capability: { of: ['model', 'offering'], means: 'Whether the named capability exists.' },
  modality: {
    of: ['model', 'offering'],
    means: 'Whether the medium is accepted as input or given as output.',
  },
  parameters: { of: ['model'], means: 'Number of weights, in total or active for one token.' },
  architecture: { of: ['model'], means: 'The family of network.' },
  licence: { of: ['model'], means: 'The licence of the weights: an SPDX id or a LicenseRef.' },
  openness: { of: ['model'], means: 'Whether the weights can be had.' },
  commercial_use: { of: ['model'], means: 'Whether commercial use is permitted.' },
  product_type: { of: ['model'], means: 'What kind of product the model is sold as.' },
  status: {
    of: ['model', 'offering'],
    means: 'Where the model or offering stands in its life: preview, available, deprecated, retired.',
  },
  released: { of: ['model', 'offering'], means: 'The day on which it could first be used by the public.' },
  knowledge_cutoff: { of: ['model', 'offering'], means: 'The date up to which its knowledge is reliable.' },
  training_cutoff: { of: ['model', 'offering'], means: 'The date of its newest training data.' },
  deprecated: { of: ['model', 'offering'], means: 'The day from which it is deprecated.' },
  retired: { of: ['model', 'offering'], means: 'The day from which it can no longer be used.' },
  benchmark: { of: ['model'], means: 'A score on a named benchmark.' },
  throughput: { of: ['model', 'offering'], means: 'Output tokens per second.' },
  task_time: { of: ['model', 'offering'], means: 'Seconds for a named task.' },
  subscription_price: { of: ['provider'], means: 'Money per month for a plan.' },
  best_for: { of: ['model'], means: 'What an editor recommends it for.', neverInConflict: true },
  decision_fit: { of: ['model'], means: 'Tags that an editor gave it.', neverInConflict: true },
} as const satisfies Record<string, AttributeRule>;

export type Attribute = keyof typeof ATTRIBUTES;
export const attributeSchema = z.enum(Object.keys(ATTRIBUTES) as [Attribute, ...Attribute[]]);

/** The rule of one attribute. */
export const attributeRule = (attribute: Attribute): AttributeRule => ATTRIBUTES[attribute];
