/**
 * Canonical names of capabilities, each with the slugs under which sources state it. A phrase that is not here
 * becomes a slug of itself.
 */
const CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  vision: ['vision', 'image_understanding', 'supports_vision', 'image_input', '视觉', '图像理解', '视觉理解'],
  multimodal: ['multimodal', 'multi_modal', 'multimodality'],
  reasoning: [
    'reasoning',
    'thinking',
    'extended_thinking',
    'supports_reasoning',
    'can_reason',
    'adaptive_thinking',
    'reasoning_effort',
    'reasoning_efforts',
    'supports_reasoning_effort',
    '非思考和思考模式',
    '思考和非思考模式',
    'include_reasoning',
    'thinking_mode',
    '思考',
    '思考模式',
    '深度思考',
    '推理',
  ],
  function_calling: [
    'function_calling',
    'function_call',
    'supports_function_calling',
    'functions',
    '函数调用',
    'appels_de_fonctions',
    '関数呼び出し',
  ],
  tool_use: [
    'tool_use',
    'tools',
    'tool_call',
    'tool_calls',
    'tool_calling',
    'supports_tools',
    'supports_tool_choice',
    '工具调用',
    'ツール呼び出し',
  ],
  structured_outputs: [
    ...['structured_outputs', 'structured_output', 'json_schema', 'supports_response_schema'],
    ...['supports_structured_output', 'supports_structured_outputs', '结构化输出'],
  ],
  code_execution: ['code_execution', 'code_interpreter'],
  ide_integration: ['ide_integration', 'ide_integrations'],
  computer_use: ['computer_use', 'supports_computer_use'],
  parallel_agents: ['parallel_agents', 'parallel_agent'],
  json_output: ['json_output', 'json_mode', 'json', 'response_format', 'json_object', 'json_输出'],
  prefix_completion: [
    'prefix_completion',
    'chat_prefix_completion',
    'chat_prefix_completion_beta',
    'assistant_prefill',
    '对话前缀续写_beta',
    '对话前缀续写',
  ],
  fim_completion: [
    'fim_completion',
    'fim',
    'fim_completion_beta',
    'fill_in_the_middle',
    'fim_补全_beta',
    'fim_补全',
  ],
  prompt_caching: ['prompt_caching', 'context_caching', 'supports_prompt_caching', 'caching'],
  parallel_tool_calls: [
    'parallel_tool_calls',
    'parallel_function_calling',
    'supports_parallel_function_calling',
  ],
  web_search: ['web_search', 'supports_web_search', '联网搜索'],
  attachment: ['attachment', 'attachments', 'supports_attachments', 'file_input'],
  batch: ['batch', 'batch_api', 'batch_processing', 'supports_batch', '批量', '批处理'],
  distillation: ['distillation'],
  image_generation: ['image_generation', '图像生成'],
  mcp: ['mcp'],
  file_search: ['file_search'],
  system_messages: ['system_messages', 'system_prompt', 'system_instructions', 'supports_system_messages'],
  fine_tuning: ['fine_tuning', 'finetuning', 'fine_tunable'],
  streaming: ['streaming', 'supports_streaming', '流式输出', '流式'],
};

const MEDIA: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'texts'],
  image: ['image', 'images'],
  audio: ['audio', 'speech'],
  video: ['video', 'videos'],
  file: ['file', 'files', 'document', 'documents'],
  pdf: ['pdf', 'pdfs'],
  embeddings: ['embedding', 'embeddings'],
};

const inverted = (table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([name, slugs]) => slugs.map((written) => [written, name] as const)));

/** Slug as stated to canonical name. */
export const CAPABILITY_OF = inverted(CAPABILITIES);

/** Slug of a medium as stated to its canonical name. */
export const MEDIUM_OF = inverted(MEDIA);
