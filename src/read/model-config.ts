import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, take, writtenOf } from './json.ts';
import type { JsonEntry } from './json-entries.ts';

const POSITIONS = 'max_position_embeddings';
/** Keys of a configuration that count tokens and are no window of the model: of one layer, or of a call. */
const NO_WINDOW: ReadonlySet<string> = new Set(['max_window_layers', 'max_length', 'max_new_tokens']);
const COUNTS_TOKENS =
  /^(?:n_positions|n_ctx|(?:max|model)_\w*(?:len|length|tokens|context|window)\w*|\w*context_\w*|seq\w*length)$/u;

/** States the classes of a configuration, which tell the family of network. */
export function sayArchitectures(entry: JsonEntry, of: NamedSubject, config: JsonNode | undefined): void {
  const list = take(config, 'architectures');
  for (const at of list?.type === 'array' ? list.items : []) {
    const asWritten = writtenOf(at);
    if (asWritten) entry.say(of, { means: ['architecture'], asWritten, at, column: 'architectures' });
  }
}

/** How the files stretch the positions: undefined where that cannot be told, no mode where they do not. */
function scalingOf(text: JsonNode): { mode?: string; beside: JsonNode[] } | undefined {
  const scaling = take(text, 'rope_scaling') ?? take(text, 'rope_parameters');
  if (scaling === undefined || scaling.type === 'null') return { beside: [] };
  const type = writtenOf(take(scaling, 'rope_type') ?? take(scaling, 'type'));
  if (type === 'default' || type === 'mrope') return { beside: [] };
  const original = take(scaling, `original_${POSITIONS}`) ?? take(text, `original_${POSITIONS}`);
  const before = Number(writtenOf(original));
  const now = Number(writtenOf(take(text, POSITIONS)));
  if (type === undefined || !(before > 0 && before <= now)) return undefined;
  return before === now ? { beside: [] } : { mode: type.includes('yarn') ? 'yarn' : type, beside: [scaling] };
}

/** Why the positions of a configuration are not stated as a window, or undefined. */
function wrongWindow(config: JsonNode, text: JsonNode): { reason: string; at: JsonNode } | undefined {
  const at = take(text, POSITIONS);
  const outer = text === config ? undefined : take(config, POSITIONS);
  if (at === undefined) return { reason: 'no-window', at: config };
  if (at.type !== 'number' || !/^[1-9]\d*$/u.test(at.text)) return { reason: 'not-a-number', at };
  if (outer !== undefined && writtenOf(outer) !== at.text) return { reason: 'two-windows', at: outer };
  return scalingOf(text) === undefined ? { reason: 'unknown-scaling', at } : undefined;
}

/** Refuses by name keys that stand twice, and counts of tokens that nobody decided about. */
function checkCounts(entry: JsonEntry, part: JsonNode | undefined): void {
  if (part?.type !== 'object') return;
  for (const key of part.duplicates) entry.refuse('duplicate-key', key, part);
  for (const [key, node] of part.entries) {
    const counts = COUNTS_TOKENS.test(key) && node.type === 'number' && key !== POSITIONS;
    if (counts && !NO_WINDOW.has(key)) entry.refuse('unknown-field', key, node);
  }
}

/**
 * States the window and the architecture of a `config.json` of the transformers library. The window stands at the top
 * or in the part that reads text; one that the files stretch is stated in the mode that they name (`mode=yarn`), and
 * the length before it is not: it is that of a training run.
 */
export function sayModelConfig(entry: JsonEntry, of: NamedSubject, config: JsonNode): void {
  const inner = take(config, 'text_config');
  const text = inner?.type === 'object' ? inner : config;
  const wrong = wrongWindow(config, text);
  const at = take(text, POSITIONS) ?? config;
  const { mode, beside = [] } = scalingOf(text) ?? {};
  if (wrong) entry.refuse(wrong.reason, POSITIONS, wrong.at);
  else {
    const scope = mode === undefined ? '' : `mode=${mode}`;
    const asWritten = writtenOf(at) ?? '';
    entry.say(of, { means: ['context_window'], scope, asWritten, at, beside, column: POSITIONS });
  }
  sayArchitectures(entry, of, config);
  checkCounts(entry, config);
  checkCounts(entry, inner);
}
