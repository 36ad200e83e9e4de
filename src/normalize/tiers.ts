import { type Refused, refused, shown } from './cell.ts';

const N = '(\\d+(?:[._]\\d+)*(?:,\\d{3})*)\\s*([kKmM]?)';
const CLOSED = new RegExp(`([\\[(])\\s*${N}\\s*,\\s*(?:${N}|(∞|inf(?:inity)?|\\+∞))\\s*([\\])])`);
const CHAIN = new RegExp(`${N}\\s*(<=|≤|<)\\s*[\\p{L}_ ]+\\s*(<=|≤|<)\\s*${N}`, 'u');
const ONE_SIDED = new RegExp(`(<=|>=|≤|≥|<|>)\\s*${N}`);
/** A number with groups of three between brackets: "(1,000,000)". */
const GROUPED = /[[(]\s*\d{1,3}(?:,\d{3})+\s*[\])]/;

const bound = (digits = '', suffix = ''): string =>
  `${digits.replace(/[,_]/g, '')}${suffix === '' ? '' : suffix.toLowerCase() === 'k' ? '000' : '000000'}`;

function boundsOf(text: string): string | undefined {
  const closed = GROUPED.test(text) ? null : CLOSED.exec(text);
  if (closed) {
    const [, open, a, ak, b, bk, , close] = closed;
    return `${open}${bound(a, ak)}, ${b === undefined ? '∞' : bound(b, bk)}${close}`;
  }
  const chain = CHAIN.exec(text);
  if (chain) {
    const [, a, ak, left = '', right = '', b, bk] = chain;
    return `${left === '<' ? '(' : '['}${bound(a, ak)}, ${bound(b, bk)}${right === '<' ? ')' : ']'}`;
  }
  const one = ONE_SIDED.exec(text);
  return one ? `${one[1]} ${bound(one[2], one[3])}` : undefined;
}

/**
 * Refuses the bounds of a price tier, which look like a limit: "0<Token≤1M", "(128, 256]", "<200K". Only "≥ 128K"
 * and "≤ 32K" by themselves, without a word of prompts or input, may be limits and are left to the reader.
 */
export function tierBounds(text: string): Refused | undefined {
  const bare = text.replace(/[-=]>/g, '→');
  const bounds = boundsOf(bare);
  const limit = /^(?:≥|>=|≤|<=) ?[\d.,_]+ ?[kKmM]?(?: tokens?)?$/.test(bare);
  if (bounds === undefined || limit) return undefined;
  return refused('tier-bounds', `${shown(text)} bounds a tier of prices, ${bounds}; it is no limit.`);
}
