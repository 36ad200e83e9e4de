import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/alibaba-model-studio/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/alibaba-model-studio/2026-08-01/pricing/page.json', import.meta.url),
  'utf8',
);
const read = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  return source.read(pageOf('', 'application/json', new TextEncoder().encode(WHOLE.replace(from, to))));
};
const refusalsOf = (from: string, to: string): string[] =>
  read(from, to).refused.map(({ reason, what }) => `${reason} ${what}`);
const KNOWN = refusalsOf('qwen-long', 'qwen-long');

describe('alibaba-model-studio', () => {
  it('reads a second band as the one above the first, of the mainland only', () => {
    const { statements } = read('qwen-long', 'qwen-long');
    const bands = statements.filter(({ subject, part }) => subject.id === 'qwen3.5-plus' && part !== '');
    expect(bands.map(({ part, asWritten }) => `${part} ${asWritten}`)).toEqual([
      'input 0.8元',
      'output 4.8元',
      'input;above=128000 2元',
      'output;above=128000 12元',
    ]);
    expect(statements.map(({ subject }) => subject.id)).not.toContain('qwen3.7-max-2026-05-20');
    expect(statements.map(({ asWritten }) => asWritten)).not.toContain('18元');
  });

  it('refuses modes of one model with prices of their own, and notes that nobody knows', () => {
    expect(KNOWN.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'unknown-note qwen3.8-max-prime',
      'one-of-several-modes qwen-plus',
      'one-of-several-modes qwen-plus',
    ]);
  });

  it.each([
    ['<td>0.5元</td>', '<td>原价0.5元（限时5折）</td>', 'unreadable-cell'],
    ['<td>0.5元</td>', '<td>$0.5</td>', 'unreadable-cell'],
    ['128K&lt;Token≤256K', '128K以上', 'unknown-band'],
    ['128K&lt;Token≤256K', '图像Token', 'unknown-band'],
    ['<td>qwen-long</td>', '<td>Qwen Long</td>', 'bad-id'],
    ['<th>输出单价（每百万Token）</th>', '<th>输出单价（每千Token）</th>', 'unknown-column'],
    ['<h2>图像生成</h2>', '<h2>新品</h2>', 'unknown-table'],
  ])('refuses by name: %s -> %s', (from, to, reason) => {
    const more = refusalsOf(from, to).filter((line) => !KNOWN.includes(line));
    expect(more.join('\n')).toContain(reason);
  });

  it('reads no row of a table with a column that nobody knows: it may be the band or the mode', () => {
    const { statements } = read('<th>单次请求的输入Token数</th>', '<th>输入长度</th>');
    expect(statements.map(({ subject }) => subject.id)).not.toContain('qwen3.6-max-preview');
    expect(statements.map(({ subject }) => subject.id)).toContain('qwen3.5-plus');
  });

  it.each([
    ['"content"', '"html"'],
    ['<h2>文本生成-千问</h2>', '<h2>Text</h2>'],
  ])('refuses the page: %s -> %s', (from, to) => {
    expect(() => read(from, to)).toThrow(PageRefused);
  });
});
