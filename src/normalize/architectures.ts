import { Lexicon } from './lexicon.ts';

export type Feature =
  | 'noise'
  | 'moe'
  | 'dense'
  | 'decoder_only'
  | 'encoder_decoder'
  | 'encoder_only'
  | 'state_space'
  | 'transformer'
  | 'hybrid'
  | 'diffusion'
  | 'vision_language'
  | 'rnn'
  | 'linear_attention'
  | 'embedding';

/** Words of which descriptions of networks are made. */
export const ARCHITECTURE_WORDS = new Lexicon<Feature>([
  [
    'noise',
    'architecture|architectures|model|models|based|a|an|with|and|the|of|large|language|network|neural|causal lm',
  ],
  [
    'noise',
    'that|for|routing|active|llm|lm|autoregressive|auto-regressive|generative|pretrained|pre-trained|sparse|sparsely-gated|fine-grained',
  ],
  [
    'noise',
    'deep|style|type|is|uses|using|standard|optimized|架构|模型|アーキテクチャ|layers|design|routed|gated|shared',
  ],
  [
    'noise',
    'self-attention|attention|mla|gqa|grouped-query attention|multi-head latent attention|sliding window|native',
  ],
  [
    'moe',
    'moe|mixture of experts|mixture-of-experts|mixture-of-expert|mixture_of_experts|sparse moe|混合专家|专家混合|expert',
  ],
  ['moe', 'experts|mélange d’experts|mezcla de expertos|混合専家|専門家混合|混合エキスパート'],
  ['dense', 'dense|稠密|密集|dicht'],
  [
    'decoder_only',
    'decoder only|decoder-only|decoder_only|decoder|causal|causallm|causal language model|仅解码器|デコーダのみ',
  ],
  [
    'encoder_decoder',
    'encoder decoder|encoder-decoder|encoder_decoder|encoder/decoder|seq2seq|sequence-to-sequence',
  ],
  ['encoder_only', 'encoder only|encoder-only|encoder_only|masked language model|bidirectional encoder'],
  [
    'state_space',
    'ssm|state space|state-space|state space model|mamba|mamba2|mamba-2|selective state space|s4',
  ],
  ['transformer', 'transformer|transformers|transformer++'],
  ['hybrid', 'hybrid|混合|ハイブリッド|interleaved'],
  [
    'diffusion',
    'diffusion|latent diffusion|latent|flow matching|rectified flow|dit|mmdit|diffusion transformer',
  ],
  [
    'vision_language',
    'vision-language|vision language|vlm|vision-language model|multimodal|multi-modal|vision|visual',
  ],
  ['rnn', 'rnn|rwkv|recurrent|lstm'],
  [
    'linear_attention',
    'linear attention|gated deltanet|deltanet|kda|lightning attention|linear-attention|convolution|conv',
  ],
  ['embedding', 'embedding|embeddings|bi-encoder|cross-encoder|reranker'],
]);

/** Beginnings of class names of mixtures that do not say so, as Hugging Face configurations name them. */
export const MIXTURES =
  /moe|^(?:mixtral|deepseekv[23]|deepseekv32|gptoss|dbrx|minimaxm|minimaxtext|llama4|grok1?|jamba|qwen3next|kimi|bailing|longcatflash|arctic|olmoe|step3|dots1|exaonemoe)/i;
/** Beginnings of class names of networks of several kinds of layers. */
export const HYBRIDS =
  /^(?:jamba|bamba|nemotronh|falconh1|zamba|granitemoehybrid|qwen3next|lfm|plamo2|hymba|samba|kimilinear|recurrentgemma)/i;
export const STATE_SPACES = /^(?:mamba|falconmamba|codestralmamba)/i;
export const VISION =
  /vl|vision|llava|visual|mllama|idefics|paligemma|pixtral|omni|gemma3for|gemma3n|llama4|mistral3|kimik25|internvl|multimodal|janus|molmo|phi4mm|phi3v/i;
export const ENCODER_DECODERS =
  /^(?:t5|mt5|umt5|bart|mbart|marian|pegasus|whisper|led|switchtransformers|longt5|m2m100|t5gemma)/i;
