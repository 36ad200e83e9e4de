/** Texts that say yes, by themselves or as a verb of what follows. */
const YES: ReadonlySet<string> = new Set([
  ...['yes', 'y', 'true', 'supported', 'available', 'included', 'enabled', 'generally available'],
  ...[
    'now available',
    'supports',
    'support',
    'has',
    'have',
    'exposes',
    'expose',
    'uniquely exposes',
    'share',
  ],
  ...['offers', 'provides', 'fully supported', 'native', 'built-in', 'on', 'full', 'full support', 'ga'],
  ...['✓', '✔', '✔️', '✅', '☑', '●', '支持', '是', '有', '已支持', '可用', '対応', 'あり', '지원', '지원됨'],
  ...[
    'oui',
    'pris en charge',
    'sí',
    'si',
    'compatible',
    'admitido',
    'soportado',
    'ja',
    'unterstützt',
    'sim',
    'suportado',
  ],
  ...['sì', 'supportato', 'да', 'поддерживается'],
]);
const NO: ReadonlySet<string> = new Set([
  ...[
    'no',
    'n',
    'false',
    'not supported',
    'unsupported',
    'not available',
    'unavailable',
    'not yet available',
  ],
  ...['no longer available', 'not included', 'disabled', 'not yet supported', 'lacks', 'no support'],
  ...['does not support', 'not offered', 'no longer supported', 'off', "doesn't support"],
  ...[
    '✗',
    '✘',
    '❌',
    '✕',
    '×',
    'x',
    '✖',
    '✖️',
    '不支持',
    '否',
    '无',
    '暂不支持',
    '非対応',
    '未対応',
    'なし',
    '지원하지 않음',
  ],
  ...[
    '미지원',
    'non',
    'non pris en charge',
    'no compatible',
    'no admitido',
    'nein',
    'nicht unterstützt',
    'não',
    'não suportado',
  ],
  ...['non supportato', 'нет', 'не поддерживается'],
]);

/** "Non-thinking mode only": under which condition of the request something holds. */
const MODE_ONLY = /^(?:supported in |in |only in )?(non-thinking|thinking)(?: mode)?(?: only)?$/;
const CONDITIONAL: ReadonlyMap<string, string> = new Map([
  ['仅非思考模式支持', 'non-thinking'],
  ['仅非思考模式', 'non-thinking'],
  ['仅思考模式支持', 'thinking'],
  ['仅思考模式', 'thinking'],
  ['非思考モードのみ', 'non-thinking'],
  ['思考モードのみ', 'thinking'],
]);
/** Words that make an answer depend on something: it is neither yes nor no. */
const DEPENDS =
  /^(?:limited|partial|partially|partially supported|partial support|conditional|depends|varies|some|experimental|(?:.{1,80} )?only(?: .{1,80})?|only .{1,80}|if .{1,80}|when .{1,80}|with .{1,80}|via .{1,80}|仅.{1,40}|部分支持|仅限.{1,40})$/i;

/** Yes or no in words; undefined where the text is neither. */
export function stateWord(text: string): 'yes' | 'no' | undefined {
  const plain = text.toLowerCase().replace(/\.$/, '').trim();
  if (YES.has(plain)) return 'yes';
  return NO.has(plain) ? 'no' : undefined;
}

/** The mode of thinking in which alone something holds. */
export function modeOnly(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/\.$/, '').trim();
  return (
    (/only|^supported in/.test(plain) ? MODE_ONLY.exec(plain)?.[1] : undefined) ?? CONDITIONAL.get(plain)
  );
}

/** A condition that makes an answer neither yes nor no. */
export const conditionOf = (text: string): string | undefined =>
  modeOnly(text) !== undefined || DEPENDS.test(text.trim()) ? text.trim().replace(/\.$/, '') : undefined;

/** Phrases behind and before the name of a capability: "Streaming Supported", "不支持函数调用", "No vision". */
export const BEHIND =
  /^(.{1,60}?)(?: is| are)?[ :]*(not supported|unsupported|not available|not yet supported|no longer supported|supported|available|enabled|disabled|yes|no|不支持|暂不支持|支持|非対応|未対応|対応|미지원|지원|✓|✔️?|✅|✗|✘|❌|✕|×|✖️?)$/i;
export const BEFORE =
  /^(does not support|doesn['’]t support|supports?|not|no|without|lacks|has|不支持|暂不支持|支持|✓|✔️?|✅|✗|✘|❌|✕|✖️?)[ :]*(.{1,60})$/i;
