import { Lexicon } from './lexicon.ts';

/** What a word beside a count of tokens says: nothing, which limit it is, or in which mode it holds. */
export type TokenTag =
  | 'noise'
  | 'context'
  | 'input'
  | 'output'
  | 'native'
  | 'extended'
  | 'yarn'
  | 'rope'
  | 'beta'
  | 'preview'
  | 'default'
  | 'whole'
  | 'source';

/** Words of the languages in which vendors write their pages. A word that stands nowhere here refuses the text. */
export const TOKEN_WORDS = new Lexicon<TokenTag>([
  [
    'noise',
    'tokens|token|toks|tok|max|max.|maximum|maximal|maximale|limit|limits|length|size|capacity|support',
  ],
  [
    'noise',
    'a|an|of|the|up|to|up to|with|and|or|is|are|its|it|has|have|in|by|for|long|longer|large|full|total',
  ],
  [
    'noise',
    'supports|supported|supporting|offers|features|ships|handles|accepts|provides|comes|processes|can',
  ],
  [
    'noise',
    'model|models|per request|understanding|very|about|both|overall|combined|shared|header|flag|via|using',
  ],
  ['noise', 'read|process|handle|hold|single|one|each|standard|at most|at least|ultra-long|massive|api|this'],
  [
    'noise',
    '最大|最高|最长|最多|支持|可达|高达|达|长度|个|约|的|为|令牌|词元|トークン|最大長|まで|対応|長|토큰|최대|길이|지원',
  ],
  [
    'noise',
    'jetons|jeton|de|du|des|la|le|les|d|à|jusqu|jusqu’à|taille|longueur|maximum de|maximale de|maxi|fichas',
  ],
  [
    'noise',
    "jusqu'à|hasta|el|los|las|un|una|máximo|máxima|longitud|tamaño|límite|até|máx|máx.|limite|tamanho|di|fino",
  ],
  [
    'noise',
    'bis|zu|bis zu|von|der|die|das|länge|größe|massimo|massima|lunghezza|токенов|токена|токены|до|максимум',
  ],
  [
    'context',
    'context|window|contexts|ctx|context window|context length|上下文|上下文长度|上下文窗口|窗口|上下文窗口大小',
  ],
  [
    'context',
    'コンテキスト|コンテキスト長|コンテキストウィンドウ|ウィンドウ|컨텍스트|윈도우|창|contexte|fenêtre|fenetre|contexto',
  ],
  [
    'context',
    'ventana|janela|kontext|kontextfenster|kontextlänge|contesto|finestra|контекст|контекста|контекстное окно|окно',
  ],
  [
    'input',
    '输入上限|input|inputs|prompt|prompts|entrée|entree|entrada|eingabe|ввод|输入|输入长度|最大输入|入力|입력|ingresso',
  ],
  [
    'output',
    'output|outputs|completion|completions|generation|generated|generate|response|responses|输出|输出长度',
  ],
  ['output', '最大输出|出力|출력|sortie|salida|saída|saida|ausgabe|uscita|вывод|回复|生成'],
  ['native', 'native|natively|原生|ネイティブ|nativement|nativa|nativo|nativ|nativamente|out of the box'],
  [
    'extended',
    'extended|extendable|extendible|extensible|extends|extend|extending|extension|expandable|scalable',
  ],
  [
    'extended',
    '扩展|可扩展|扩展至|可扩展至|可扩展到|拡張|拡張可能|étendu|extensible jusqu|ampliable|erweiterbar|estendibile',
  ],
  ['yarn', 'yarn|yarn extrapolation'],
  ['rope', 'rope|rope scaling|rope_scaling|ntk|dynamic ntk|linear|dca'],
  ['default', 'default|defaults|by default|默认|デフォルト|par défaut|por defecto|standardmäßig'],
  [
    'whole',
    'including reasoning|reasoning included|including thinking|thinking included|including cot|including chain of thought|including thinking tokens|including reasoning tokens|含思考|包含思维链|incl. reasoning',
  ],
  ['beta', 'beta|in beta|beta access|测试版|ベータ|베타|bêta'],
  ['preview', 'preview|in preview|预览'],
  [
    'source',
    'card|model card|page|table|docs|documentation|readme|website|label|source|config|config.json|according',
  ],
]);
