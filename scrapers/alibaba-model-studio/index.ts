import type { Page, PageReading, Source } from '../../schema/source.ts';
import { pageInString } from '../../src/read/embedded.ts';
import { Facts, type FactTable, type IgnoredTable, type Qualified } from '../../src/read/facts.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { readJson, take } from '../../src/read/json.ts';
import { isChinese } from '../../src/read/language.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { matching, price, type Say } from '../../src/read/say.ts';
import type { PlacedTable, Row } from '../../src/read/table.ts';

const ID = /^[a-z\d]+(?:[.-][a-z\d]+)*$/u;
/** Lines below an id that change nothing of the prices beside it. */
const NOTES =
  /^(?:Batch\s?调用\s?半价|上下文缓存\s?享有折扣|当前(?:能力)?(?:等同于|与)\s?[\w.-]+(?:\s?能力相同)?|默认开启思考模式)$/u;
/** A row about all modes of a model; "思考模式" alone is one of several, with a price of its own. */
const MODES = /^(?:非思考和思考模式|仅非思考模式|仅思考模式|)$/u;
const MAINLAND = /^(?:中国内地|)$/u;
const BAND = /^(?<from>\d+(?:\.\d+)?)(?<unit>[KM]?)\s?<\s?Token\s?≤\s?\d+(?:\.\d+)?[KM]$/u;
const SCALE: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['K', 1000],
  ['M', 1_000_000],
]);

const linesOf = (row: Row): readonly string[] => row.cell('name')?.lines ?? [row.text('name')];
const firstLine: Say = (cell) => [{ means: ['model'], asWritten: cell.lines?.[0] ?? cell.plain }];
const amount = (part: string): Say => matching(/^(\d+(?:\.\d+)?\s?元)$/u, price(part));

/** The band of a row, quoted with its prices: the first has no marker. */
function bandOf(_: PlacedTable, row: Row): Qualified | { refused: string } {
  const cell = row.cell('band');
  if (cell === undefined) return {};
  const { from, unit = '' } = BAND.exec(cell.plain)?.groups ?? {};
  const start = Math.round(Number(from) * (SCALE.get(unit) ?? Number.NaN));
  if (!Number.isSafeInteger(start)) return { refused: 'unknown-band' };
  const pieces = [{ text: cell.text, place: cell.place }];
  return start === 0 ? { pieces } : { pieces, part: { above: String(start) } };
}

const COLUMNS: FactTable['columns'] = [
  { is: 'name', header: /^模型\s?(?:ID（Model ID）|ID|名称)$/u, say: firstLine },
  { is: 'place', header: /^服务部署范围$/u, optional: true },
  { is: 'mode', header: /^模式$/u, optional: true },
  { is: 'band', header: /^单次请求的输入\s?Token\s?(?:数|范围)$/u, optional: true },
  { is: 'input', header: /^输入单价（每百万\s?Token）$/u, say: amount('input'), optional: true },
  {
    is: 'output',
    header: /^输出单价（每百万\s?Token）(?:\s?思维链\+回答)?$/u,
    say: amount('output'),
    optional: true,
  },
  { header: /^免费额度/u, ignore: 'a grant for newcomers', optional: true },
];

/** A column that nobody knows may say for which band or mode a price holds: then no row of its table is read. */
const isKnown = ({ table }: PlacedTable): boolean =>
  (table.rows[0] ?? []).every(({ plain }) => COLUMNS.some(({ header }) => header.test(plain)));

const PRICES: FactTable = {
  name: 'text models in the mainland',
  under: /文本生成.* › (?:华北2（北京）|中国内地)$/u,
  many: true,
  unknown: 'column',
  columns: COLUMNS,
  subject: (row, placed) => {
    if (!isKnown(placed)) return { refused: 'unknown-column' };
    const [id = '', ...notes] = linesOf(row);
    if (!MAINLAND.test(row.text('place'))) return { ignore: 'another region' };
    if (!ID.test(id)) return { refused: 'bad-id' };
    if (!notes.every((note) => NOTES.test(note))) return { refused: 'unknown-note' };
    if (!MODES.test(row.text('mode'))) return { refused: 'one-of-several-modes' };
    return { subject: { kind: 'offering', provider: 'alibaba-cn', id } };
  },
  unit: { in: 'header', is: /每百万\s?Token/u, per: '1M tokens' },
  qualify: bandOf,
};

const IGNORED: readonly IgnoredTable[] = [
  {
    name: 'regions',
    under: /(?:新加坡|国际|美国|弗吉尼亚|日本|东京|德国|法兰克福|欧洲|全球|香港)[^›]*$/u,
    ignore: 'other regions sell offerings of their own',
  },
  {
    name: 'media',
    under: /(?:图像|视频|语音|音频|向量|排序|视觉|全模态)/u,
    ignore: 'models of other media, with other units',
  },
];

function read(page: Page): PageReading {
  const content = take(readJson(page), 'data', 'content');
  if (content?.type !== 'string')
    return refusePage('landmark-missing', 'the body has no text "data.content"');
  const inner = pageInString(page, content);
  const blocks = htmlBlocks(inner);
  if (!isChinese(blocks)) refusePage('other-locale', 'the page is not in Chinese');
  const facts = new Facts(inner, { locale: 'zh-CN', currency: 'CNY' });
  facts.tables(blocks, [PRICES, ...IGNORED]);
  return facts.finish();
}

const URL_OF_PAGE =
  'https://help.aliyun.com/help/json/document_detail.json?alias=%2Fmodel-studio%2Fmodel-pricing&pageNum=1&pageSize=20&website=cn&language=zh';

/** Alibaba Cloud Model Studio's prices in the mainland, from the JSON behind its page of help. */
export const source: Source = {
  id: 'alibaba-model-studio',
  owner: 'alibaba-cn',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '39 6 * * *',
  seeds: [{ url: URL_OF_PAGE }],
  media: ['json'],
  locale: 'zh-CN',
  currency: 'CNY',
  attributes: ['model', 'price'],
  absent: 'unknown',
  note: 'Prices by token in CNY of the text models in the mainland, with the bands of their input.',
  ignores: [
    ...IGNORED.map(({ name, ignore }) => ({ what: name, reason: ignore })),
    { what: 'shares for batch and cache', reason: 'a percentage is no price' },
    { what: 'free quota', reason: 'a grant for newcomers' },
    { what: 'the snapshot that an id equals', reason: 'what it points to today' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 8,
  read,
};
