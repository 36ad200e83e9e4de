import { Lexicon } from './lexicon.ts';

export type ParameterTag =
  | 'noise'
  | 'total'
  | 'active'
  | 'moe'
  | 'backbone'
  | 'encoder'
  | 'embedding'
  | 'mtp'
  | 'checkpoint'
  | 'estimated'
  | 'foreign';

/** Words beside a number of weights: which of the numbers it is, of which part, or that it counts something else. */
export const PARAMETER_WORDS = new Lexicon<ParameterTag>([
  [
    'noise',
    'parameter|parameters|params|param|with|and|of|for|each|per|token|tokens|in|on|is|has|it|its|model|models',
  ],
  [
    'noise',
    'weights|weight|a|an|the|size|sizes|dense|which|are|while|only|number|count|about|language|large|llm|transformer',
  ],
  [
    'noise',
    'inference|at|during|forward|pass|from|plus|or|to|by|trainable|learnable|non-embedding|architecture|variant',
  ],
  [
    'noise',
    '参数|参数量|个|模型|约|的|其中|每|パラメータ|パラメーター|매개변수|파라미터|paramètres|paramètre|de|parámetros',
  ],
  [
    'noise',
    'but|per input|input|num_parameters|parameter_count|n_params|num_params|total_params|non_embedding',
  ],
  ['noise', 'parametri|parâmetros|parameters:|parametern|параметров|mit|avec|con|com'],
  [
    'total',
    'total|overall|in total|totals|totaling|totalling|总|总参数|总参数量|总计|総|totales|totaux|insgesamt|gesamt|totali',
  ],
  [
    'active',
    'active|activated|activates|activating|active per token|activations|激活|激活参数|激活参数量|アクティブ',
  ],
  ['active', 'actifs|activos|aktive|aktiv|attivi|ativos|activated per token|activation'],
  ['moe', 'moe|sparse|mixture-of-experts|mixture of experts|sparse moe|experts|mixture|混合专家'],
  ['backbone', 'backbone|language backbone|decoder|llm backbone|text backbone'],
  ['encoder', 'encoder|vision encoder|audio encoder|vit|vision tower|image encoder|visual encoder'],
  ['embedding', 'embedding|embeddings|embedding parameters'],
  ['mtp', 'mtp|mtp module|multi-token prediction|multi-token prediction module|module|modules'],
  [
    'checkpoint',
    'on hugging face|hugging face|huggingface|checkpoint|checkpoints|safetensors|total size|file size|on disk',
  ],
  ['estimated', 'estimated|est|est.|rumored|rumoured|reportedly|unconfirmed|speculated'],
  [
    'foreign',
    'layers|layer|heads|languages|gpus|gpu|gb|gib|tb|mb|tokens of|trained on|training tokens|data|context|images',
  ],
]);
