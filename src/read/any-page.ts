import type { Page } from '../../schema/source.ts';
import type { Block } from './blocks.ts';
import { isHtml } from './facts.ts';
import { htmlBlocks } from './html.ts';
import { type Component, markdownPage } from './markdown-page.ts';

/** The blocks of a page that is kept as Markdown by some and as HTML by others, with the components of its Markdown. */
export function anyPage(page: Page): { blocks: readonly Block[]; components: readonly Component[] } {
  return isHtml(page) ? { blocks: htmlBlocks(page), components: [] } : markdownPage(page);
}
