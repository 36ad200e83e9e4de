import type { Attribute } from '../../schema/attributes.ts';

/** What a named field of an API, a catalogue or a configuration file holds. */
export type FieldRole = Attribute | 'native' | 'positions' | 'client' | 'tier' | 'other' | 'ignored';

const fields = (role: FieldRole, names: string): [string, FieldRole][] =>
  names.split(' ').map((name) => [name.replaceAll('_', ''), role]);

/** Names of fields in lower case without `_`, so that max_input_tokens and maxInputTokens are one. */
const FIELDS: ReadonlyMap<string, FieldRole> = new Map([
  ...fields(
    'context_window',
    'context context_length context_window context_size context_limit context_tokens',
  ),
  ...fields(
    'context_window',
    'max_context max_context_length max_context_window max_context_tokens max_context_size',
  ),
  ...fields(
    'context_window',
    'max_model_len max_seq_len max_sequence_length max_seq_length seq_length n_ctx n_positions',
  ),
  ...fields(
    'context_window',
    'model_max_length context_window_size total_context max_total_tokens top_provider window',
  ),
  ...fields(
    'context_window',
    'context_window_tokens limit_context limits_context max_tokens_total contextlen ctx_len',
  ),
  ...fields('positions', 'max_position_embeddings'),
  ...fields(
    'native',
    'original original_max_position_embeddings original_context_length native_context_length',
  ),
  ...fields(
    'max_input',
    'max_input_tokens max_input input_token_limit input_limit max_prompt_tokens max_prompt_length',
  ),
  ...fields(
    'max_input',
    'max_input_length prompt_token_limit input limit_input limits_input input_tokens_limit',
  ),
  ...fields(
    'max_output',
    'max_output_tokens max_output max_completion_tokens output_token_limit output_limit max_tokens',
  ),
  ...fields(
    'max_output',
    'max_output_length completion_token_limit output limit_output limits_output max_new_tokens',
  ),
  ...fields(
    'max_output',
    'max_generation_tokens max_completion_length max_response_tokens output_tokens_limit',
  ),
  ...fields(
    'client',
    'default_max_tokens default_max_output_tokens default_max_completion_tokens default_output_tokens',
  ),
  ...fields(
    'client',
    'num_ctx num_predict default_context_length default_num_ctx max_tokens_to_sample default_tokens',
  ),
  ...fields(
    'tier',
    'min_prompt_tokens max_prompt_threshold long_context_threshold threshold min_tokens tier_size range',
  ),
  ...fields('tier', 'context_over_200k above_tokens min_input_tokens price_threshold'),
  ...fields(
    'other',
    'sliding_window vocab_size hidden_size num_hidden_layers max_window_layers tpm rpm max_images',
  ),
  ...fields(
    'other',
    'max_audio_tokens max_thinking_tokens thinking_budget embedding_length output_vector_size',
  ),
  ...fields('ignored', 'factor rope_theta beta_fast beta_slow mscale mscale_all_dim attention_factor'),
]);

/** What the named field says; undefined where the table does not know it. */
const fieldRole = (name: string): FieldRole | undefined =>
  FIELDS.get(name.toLowerCase().replace(/[_.-]/g, ''));

/** A field with what is written behind it: digits, `null`, a word. */
export interface Field {
  name: string;
  role: FieldRole;
  written: string;
  /** The piece of the text that holds both. */
  piece: string;
}

const FIELD =
  /(["'`]?)([A-Za-z][A-Za-z\d_.-]{1,60})\1(\s*[:=]\s*|\s+)["'`]?(null|none|undefined|-?\d(?:[\d.,_]*\d)?(?:\s?(?:[kKmM]i?)(?![A-Za-z\d]))?)["'`]?/g;

/** Only a name that no prose uses stands before its value without a sign between them. */
const isCoded = (name: string, quote: string, sign: string): boolean =>
  /[a-z]_[a-z]|[a-z][A-Z]/.test(name) ||
  (quote !== '' && sign.trim() !== '') ||
  sign.includes('=') ||
  (/^(?:original|factor|context_length)$/.test(name) && sign.trim() === '');

/** Every field of a snippet ("max_input_tokens: 272000", JSON, TOML) and the text without them. */
export function fieldsOf(text: string): { fields: Field[]; rest: string; unknown: string[] } {
  const [fields, unknown]: [Field[], string[]] = [[], []];
  const rest = text.replace(FIELD, (piece, quote: string, name: string, sign: string, written: string) => {
    if (!isCoded(name, quote, sign)) return piece;
    const role = fieldRole(name);
    if (role)
      fields.push({
        name,
        role,
        written: written.replace(/[.,_]+$/, ''),
        piece: piece.trim().replace(/[,;]$/, ''),
      });
    else unknown.push(name);
    return ' ';
  });
  return { fields, rest, unknown };
}
