import { expect, test } from 'vitest';
import { decodeBody } from '../../src/read/decode.ts';
import { markdownBlocks } from '../../src/read/markdown.ts';
import { PageRefused } from '../../src/read/refuse.ts';

const page = (text: string) => ({
  url: 'https://x.test/',
  bytes: new Uint8Array(),
  text,
  mediaType: 'text/markdown',
});

test.each([
  ['brackets', '['.repeat(400_000)],
  ['quotes', `${'> '.repeat(5_000)}x`],
  ['stars', '*a '.repeat(50_000)],
  ['length', 'word '.repeat(300_000)],
])('Markdown of nothing but %s is refused at once', (_, text) => {
  const start = performance.now();
  expect(() => markdownBlocks(page(text))).toThrow(PageRefused);
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('an ordinary card with many links and lists is read', () => {
  const card = `# Card\n\n${'- a [link](https://x.test/) and *words* in **bold**\n'.repeat(300)}`;
  expect(markdownBlocks(page(card)).length).toBe(301);
});

test('undeclared HTML in UTF-8 is read as UTF-8, declared or other bytes as the standard says', () => {
  const html = (text: string, head = '') =>
    Buffer.from(`<html><head>${head}</head><body>${text}</body></html>`, 'utf8');
  expect(decodeBody(html('Parameters —'), 'text/html').text).toContain('—');
  expect(decodeBody(html('—', '<meta charset="windows-1252">'), 'text/html').text).toContain('â€”');
  expect(decodeBody(Buffer.from('<html>\x80 1</html>', 'latin1'), 'text/html').text).toContain('€ 1');
});
