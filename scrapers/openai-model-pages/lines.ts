import type { Attribute } from '../../schema/attributes.ts';

/** What a line of "Model details" says; its group `value` is one value, or several behind commas where `each` says of what. */
export interface Line {
  is: RegExp;
  means: Attribute;
  scope?: string;
  /** Each item is yes: `input` of `input=image`. */
  each?: 'input' | 'output';
  unitWritten?: string;
}

const COUNT = String.raw`(?<value>\d{1,3}(?:,\d{3})*)`;

/** The lines that are read; any other one is refused by name. */
export const LINES: readonly Line[] = [
  { is: new RegExp(`^${COUNT} context window$`, 'u'), means: 'context_window' },
  { is: new RegExp(`^Maximum input tokens: ${COUNT}$`, 'u'), means: 'max_input' },
  { is: new RegExp(`^${COUNT} max(?:imum)? output tokens$`, 'u'), means: 'max_output' },
  { is: /^(?<value>[A-Z][a-z]{2} \d{2}, \d{4}) knowledge cutoff$/u, means: 'knowledge_cutoff' },
  { is: /^Input modalities: (?<value>[a-z]+(?:, [a-z]+)*)$/u, means: 'modality', each: 'input' },
  { is: /^Output modalities: (?<value>[a-z]+(?:, [a-z]+)*)$/u, means: 'modality', each: 'output' },
  { is: /^(?<value>Reasoning token support)$/u, means: 'capability', scope: 'reasoning', unitWritten: 'yes' },
];

/** What an id points to today: the id is sold as a model of its own, so the line is left alone. */
export const SNAPSHOT = /^Default snapshot: \S+$/u;
/** "Model ID: gpt-4o". */
export const MODEL_ID = /^Model ID: (?<value>\S+)$/u;

/** Sections by their title; those with a reason are left alone, others refuse the page. */
export const SECTIONS: ReadonlyMap<string, 'details' | 'features' | 'snapshots' | { ignore: string }> =
  new Map<string, 'details' | 'features' | 'snapshots' | { ignore: string }>([
    ['Model details', 'details'],
    ['Supported features', 'features'],
    ['Supported tools', 'features'],
    ['Snapshots', 'snapshots'],
    ['Pricing', { ignore: 'the price page is read for prices' }],
    ['Endpoints', { ignore: 'addresses of the interface' }],
    ['Quick comparison', { ignore: 'prices of other models' }],
    ['Rate limits', { ignore: 'belong to an account' }],
  ]);
