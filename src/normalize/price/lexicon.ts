/** `base` names the price that all others are compared with: "standard $2.50 batch $1.25". */
type Role =
  | 'per'
  | 'noise'
  | 'base'
  | 'free'
  | 'limited'
  | 'list'
  | 'now'
  | 'derived'
  | 'or'
  | 'then'
  | 'for'
  | 'about';

/** What a word of a price says, wherever it stands; which of it counts is settled by the words beside it. */
export interface Meaning {
  /** Power of ten: 6 in "million", "MTok". */
  scale?: number;
  thing?: string;
  currency?: string;
  /** Power of ten between the amount and the whole currency: −2 for cents. */
  money?: number;
  /** Names a component, alone or with others: `cache` and `write`. */
  flag?: string;
  modality?: string;
  tier?: string;
  /** Hours of the day by name: `peak`, `off-peak`. */
  window?: string;
  mode?: string;
  role?: Role;
  /** Qualifier as `name=value`: `cache=explicit`, `market=regional`. */
  qualifier?: string;
  /** The amount is a binary fraction that a program printed: its digits behind the twelfth say nothing. */
  float?: true;
}

/** Words by what they say, in the languages of the sources; letters without accents, CJK without spaces. */
const TABLE: readonly [Meaning, string][] = [
  [{ thing: 'token' }, 'token tokens tok toks jeton jetons トークン 토큰 词元'],
  [
    { scale: 6 },
    'm million millions mn mio millionen millon millones milhao milhoes milione milioni 百万 百萬 백만',
  ],
  [{ scale: 6, thing: 'token' }, 'mtok mtoks mtoken mtokens mt'],
  [{ scale: 3, thing: 'token' }, 'ktok ktoks ktoken ktokens'],
  [{ scale: 3 }, 'k thousand tausend tsd mille mila 千 천'],
  [{ scale: 4 }, '万 萬 만'],
  [{ scale: 8 }, '亿 億 억'],
  [{ scale: 9 }, 'billion billions bn'],
  [
    { thing: 'image', modality: 'image' },
    'image images img imagen imagenes imagem imagens bild bilder immagine immagini 图片 图像 张 画像 이미지',
  ],
  [{ thing: 'video', modality: 'video' }, 'video videos clip clips 视频 動画 영상'],
  [{ modality: 'audio' }, 'audio 音频 音声 오디오'],
  [{ modality: 'text' }, 'text texto texte 文本 テキスト 텍스트'],
  [
    { thing: 'second' },
    'second seconds sec secs s segundo segundos seconde secondes sekunde sekunden secondo secondi 秒 초',
  ],
  [{ thing: 'minute' }, 'minute minutes min mins minuto minutos minuten minuti 分钟 分 분'],
  [
    { thing: 'hour' },
    'hour hours hr hrs h hourly hora horas heure heures stunde stunden ora ore 小时 時間 시간',
  ],
  [{ thing: 'day' }, 'day days daily tag dia jour giorno 天'],
  [{ thing: 'month' }, 'month months mo monthly monat mes mois mese 月'],
  [{ thing: 'year' }, 'year years yr annum yearly annually jahr 年'],
  [{ thing: 'request' }, 'request requests req reqs 请求 次 요청'],
  [{ thing: 'call' }, 'call calls 调用'],
  [{ thing: 'query' }, 'query queries'],
  [{ thing: 'prompt', flag: 'input' }, 'prompt prompts'],
  [{ thing: 'search' }, 'search searches'],
  [{ thing: 'page' }, 'page pages pagina paginas seite seiten pagine 页 ページ 페이지'],
  [{ scale: 6, thing: 'pixel' }, 'megapixel megapixels mp'],
  [{ thing: 'pixel' }, 'pixel pixels px 像素'],
  [{ thing: 'session' }, 'session sessions'],
  [{ thing: 'credit' }, 'credit credits'],
  [{ thing: 'document' }, 'document documents doc docs'],
  [{ thing: 'step' }, 'step steps'],
  [{ thing: 'container' }, 'container containers'],
  [{ thing: 'voice' }, 'voice voices 音色'],
  [{ thing: 'GB' }, 'gb'],
  [{ thing: 'GiB' }, 'gib'],
  [{ thing: 'song' }, 'song songs 首'],
  [{ thing: 'frame' }, 'frame frames 帧'],
  [{ thing: 'use' }, 'use uses'],
  [{ thing: 'unit' }, 'unit units'],
  [{ thing: 'TPM' }, 'tpm'],
  [{ thing: 'GPU' }, 'gpu gpus'],
  [{ thing: 'PTU' }, 'ptu ptus'],
  [{ thing: 'token-hour' }, 'token-hour token-hours'],
  [{ thing: 'TPM-hour' }, 'tpm-hour tpm-hours'],
  [{ thing: 'GB-day' }, 'gb-day gb-days'],
  [{ thing: 'GB-hour' }, 'gb-hour gb-hours'],
  [{ thing: 'GPU-hour' }, 'gpu-hour gpu-hours'],
  [
    { thing: 'character' },
    'character characters char chars caracter caracteres caractere zeichen carattere caratteri 字符 文字 글자 문자',
  ],
  [{ flag: 'input' }, "input inputs entrada entree eingabe ingresso d'entree d'entrees 输入 入力 입력"],
  [
    { flag: 'output' },
    'output outputs completion completions response responses generated salida saida sortie ausgabe uscita 输出 出力 출력',
  ],
  [{ flag: 'cache' }, 'cache cached caching 缓存 快取 キャッシュ 캐시 캐싱'],
  [{ flag: 'hit' }, 'hit hits 命中 ヒット 적중'],
  [{ flag: 'miss' }, 'miss misses uncached non-cached 未命中 ミス 미적중'],
  [{ flag: 'read' }, 'read reads refresh refreshes lectura lecture leitura lettura 读取 読み取り 읽기'],
  [{ flag: 'write' }, 'write writes creation create escritura ecriture scrittura 写入 创建 書き込み 쓰기'],
  [{ flag: 'storage' }, 'storage store stored almacenamiento stockage armazenamento 存储 ストレージ 저장'],
  [{ flag: 'training' }, 'training train fine-tuning finetuning 训练'],
  [{ mode: 'thinking' }, 'thinking reasoning 思考 思考模式 深度思考'],
  [{ mode: 'non-thinking' }, 'non-thinking nonthinking non-reasoning 非思考 非思考模式'],
  [{ tier: 'batch' }, 'batch 批量 批处理 バッチ'],
  [{ tier: 'flex' }, 'flex'],
  [{ tier: 'priority' }, 'priority fast'],
  [{ window: 'off-peak' }, 'off-peak offpeak 非高峰 低谷 闲时 错峰 错峰优惠 非高峰时段'],
  [{ window: 'peak' }, 'peak 高峰 高峰时段'],
  [{ qualifier: 'cache=explicit' }, 'explicit 显式'],
  [{ qualifier: 'cache=implicit' }, 'implicit 隐式'],
  [{ qualifier: 'market=regional' }, 'regional'],
  [{ qualifier: 'days=weekdays' }, 'weekday weekdays workday workdays 工作日 平日'],
  [{ qualifier: 'days=weekends' }, 'weekend weekends 周末'],
  [{ role: 'free' }, 'free gratis gratuit kostenlos gratuito 免费 免費 無料 무료'],
  [{ role: 'limited' }, 'limited limited-time temporary temporarily promotional promo 限时 限時 期間限定'],
  [{ role: 'list' }, 'list original originally was regular regularly 原价 原價 刊例价 定价 通常'],
  [{ role: 'now' }, 'now current currently sale discounted 现 现在 现仅 现价 优惠价 活动价 折后 折后价'],
  [{ role: 'derived' }, 'equivalent equals equaling'],
  [{ role: 'or' }, 'or'],
  [{ role: 'then' }, 'then'],
  [{ role: 'for' }, 'for'],
  [{ role: 'about' }, 'about approximately approx roughly ca circa ~ ≈ ∼ 约'],
  [{ role: 'base' }, 'standard on-demand 标准'],
  [{ role: 'per' }, 'per par por pro je 每 每个 毎 当'],
  [
    { role: 'noise' },
    'price prices pricing cost costs fee in of each the a an to at is are every rate rates and including includes incl base normal 单价 价格 费用 价 的 约合 time tier paid with tokens-based length context prompt-length only service mode 长度 数 当たり あたり 당 调用价格 rows vector permanent grounding grounded de',
  ],
  [{ float: true }, 'float'],
  [{ money: -2 }, 'cent cents 分币'],
  [{ money: -2, currency: 'USD' }, '¢'],
  [{ currency: 'USD' }, '$ us$ usd dollar dollars 美元'],
  [{ currency: 'CNY' }, '元 cny rmb cn¥ 人民币 yuan'],
  [{ currency: 'EUR' }, '€ eur euro euros 欧元'],
  [{ currency: 'GBP' }, '£ gbp'],
  [{ currency: 'JPY' }, 'jpy yen 円 日元 jp¥'],
  [{ currency: 'KRW' }, '₩ krw'],
  [{ currency: 'INR' }, '₹ inr'],
  [{ currency: 'BRL' }, 'brl r$'],
  [{ currency: 'AUD' }, 'aud a$ au$'],
  [{ currency: 'CAD' }, 'cad c$ ca$'],
  [{ currency: 'SGD' }, 'sgd s$ sg$'],
  [{ currency: 'HKD' }, 'hkd hk$'],
  [{ currency: 'TWD' }, 'twd nt$'],
  [{ currency: 'NZD' }, 'nzd nz$'],
  [{ currency: 'MXN' }, 'mxn mx$'],
  [{ currency: 'DBU' }, 'dbu dbus'],
  [{ currency: '¥' }, '¥'],
];

/** Every word of the table with what it says. */
export const LEXICON: ReadonlyMap<string, Meaning> = new Map(
  TABLE.flatMap(([meaning, words]) => words.split(' ').map((word): [string, Meaning] => [word, meaning])),
);

/** The words without spaces around them, longest first, as one pattern. */
export const CJK = [...LEXICON.keys()]
  .filter((word) => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word))
  .sort((a, b) => b.length - a.length)
  .join('|');

/** Things that are only a unit together: tokens kept for an hour, a rate held for an hour. */
export const COMPOSITES: ReadonlyMap<string, string> = new Map([
  ['hour token', 'token-hour'],
  ['TPM hour', 'TPM-hour'],
  ['GB day', 'GB-day'],
  ['GB hour', 'GB-hour'],
  ['GB month', 'GB-month'],
  ['GiB day', 'GiB-day'],
  ['GiB hour', 'GiB-hour'],
  ['GiB month', 'GiB-month'],
  ['GPU hour', 'GPU-hour'],
  ['PTU hour', 'PTU-hour'],
  ['query search', 'query'],
  ['call search', 'call'],
  ['request search', 'request'],
]);
