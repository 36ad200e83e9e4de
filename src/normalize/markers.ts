/** Texts that say "there is a place for a value and none stands in it". Compared in lower case without a full stop. */
const EMPTY: ReadonlySet<string> = new Set([
  ...['', '-', '--', '---', '–', '—', '——', '―', '\\', '/', '?', '…', '...', '*'],
  ...[
    'n/a',
    'n.a',
    'n / a',
    'na',
    'null',
    'nil',
    'none',
    'undefined',
    'nan',
    'unknown',
    'unavailable',
    'no data',
  ],
  ...['tbd', 'tba', 'to be determined', 'to be announced', 'coming soon', 'pending'],
  ...['undisclosed', 'not disclosed', 'not specified', 'unspecified', 'not stated', 'not published'],
  ...['not announced', 'not yet announced', 'not known', 'not applicable', 'not reported', 'not verified'],
  ...['contact sales', 'contactsales', 'contact us', 'contact sales team', 'talk to sales', 'on request'],
  ...['price on request', 'pricing on request', 'custom', 'custom pricing', 'tiered pricing', 'varies'],
  ...['未公布', '暂无', '不详', '未知', '待定', '联系销售'],
]);

const NOT_ANNOUNCED =
  /\b(?:has|have|was|were|is|are)(?: not|n['’]t) (?:yet )?(?:been )?(?:announced|disclosed|published|specified|known)\b/i;

/** "No token price sourced": the source looked for one. */
const NO_PRICE =
  /^no (?:token |api )?(?:price|pricing) (?:is )?(?:sourced|listed|known|published|announced)(?: yet)?$/;

/** True for a blank, a dash, "N/A", "contact sales", "has not been announced" and their like: no value, never 0. */
export function isEmpty(text: string): boolean {
  const plain = text.toLowerCase().replace(/\.$/, '').trim();
  return (
    EMPTY.has(text) ||
    EMPTY.has(plain) ||
    NO_PRICE.test(plain) ||
    (!/\d/.test(text) && NOT_ANNOUNCED.test(text))
  );
}
