import type { Block } from './blocks.ts';

const HAN = /\p{Script=Han}/u;

/**
 * Whether a page's headings or the headers of its tables are in Chinese: copies with price lists of their own are told
 * apart so, because Markdown names no language.
 */
export const isChinese = (blocks: readonly Block[]): boolean =>
  blocks.some((block) => {
    if (block.kind === 'text') return false;
    return block.kind === 'heading'
      ? HAN.test(block.text)
      : (block.rows[0] ?? []).some(({ text }) => HAN.test(text));
  });
