import { expect, test } from 'vitest';
import { identifiedSchema, samenessSchema } from '../../schema/identified.ts';
import { createProgram } from '../../src/cli/program.ts';
import { fakeServices, recordedIo } from './support.ts';

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = recordedIo();
  const code = await createProgram(fakeServices())(argv, io, {});
  return { code, out: out.join(''), err: err.join('') };
}

const identified = async (...argv: string[]) =>
  identifiedSchema.parse(JSON.parse((await run('identify', ...argv, '--json')).out));
const compared = async (a: string, b: string) =>
  samenessSchema.parse(JSON.parse((await run('same', a, b, '--json')).out));

test('identify shows the parts, the key and the lines that were applied', async () => {
  expect(await identified('us.anthropic.claude-opus-4-1-20250805-v1:0')).toMatchObject({
    key: 'anthropic/claude-opus-4.1',
    parsed: 'vocabulary',
    parts: { vendor: 'anthropic', version: '4.1', snapshot: '2025-08-05', region: 'us' },
    applied: [{ table: 'equal', is: 'anthropic/claude-opus-4.1', reason: 'the only snapshot' }],
  });
  expect(await run('identify', 'Codex Spark')).toMatchObject({
    code: 0,
    out: expect.stringContaining('names: codex-spark is openai/gpt-5.3-codex-spark'),
  });
});

test('a name that stays unmatched says why, with what it may mean, and ends with 3', async () => {
  const { code, out } = await run('identify', 'deepseek-chat', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({
    key: null,
    moves: true,
    candidates: [expect.any(String), expect.any(String)],
  });
  expect((await run('identify', 'GPT-5.3-\u0421odex')).out).toContain('U+0421, a Cyrillic letter');
});

test('a source reads with its own lines; one that does not exist is a mistake in the call', async () => {
  expect(await identified('deepseek/deepseek-chat', '--source', 'openrouter')).toMatchObject({
    source: 'openrouter',
    key: 'deepseek/deepseek-v3',
  });
  expect((await run('identify', 'x', '--source', 'openruoter')).code).toBe(2);
});

test('a provider that a catalogue lists is a place too', async () => {
  expect(await identified('dolphin-72b', '--source', 'nano-gpt')).toMatchObject({
    source: 'nano-gpt',
    key: 'cognitivecomputations/dolphin-2.9.2-qwen2-72b',
  });
  expect(await identified('llama-v3-8b', '--source', 'Fireworks AI')).toMatchObject({
    source: 'fireworks',
    key: 'meta/llama-3-8b-base',
  });
  expect((await run('identify', 'x', '--source', 'nano-gtp')).code).toBe(2);
});

test('same ends with 3 where a name is not understood, and says so', async () => {
  for (const [a, b] of [
    ['a', 'a'],
    ['', ''],
    ['GPT-5.3-\u0421odex', 'GPT-5.3-\u0421odex'],
    ['llama-3.1-8b', 'llama-3.1-8b-instruct'],
    ['deepseek-chat', 'Foozle'],
  ] as const) {
    const { code, out } = await run('same', a, b, '--json');
    expect([a, b, code]).toEqual([a, b, 3]);
    expect(samenessSchema.parse(JSON.parse(out))).toMatchObject({ verdict: 'no', understood: false });
  }
  expect((await run('same', 'a', 'a')).out).toContain('not understood');
  for (const [a, b] of [
    ['glm-4.6', 'glm-4.6v'],
    ['glm-4.6', 'z-ai/glm-4.6'],
    ['llama-3.1-8b', 'gpt-4o'],
    ['deepseek-chat', 'glm-5'],
  ] as const) {
    const { code, out } = await run('same', a, b, '--json');
    expect([a, b, code, JSON.parse(out).understood]).toEqual([a, b, 0, true]);
  }
});

test('same says the verdict, what decides, and which differences make none', async () => {
  expect(await compared('Claude Sonnet 4.5 (EU)', 'anthropic/claude-4.5-sonnet-20250929')).toMatchObject({
    verdict: 'yes',
    variant: [{ part: 'region', a: 'eu', b: null }],
  });
  expect(await compared('glm-4.6', 'glm-4.6v')).toMatchObject({
    verdict: 'no',
    decides: { part: 'version', a: '4.6', b: '4.6v' },
  });
  expect((await run('same', 'gpt-4o', 'gpt-4o-2024-08-06')).out).toContain(
    'decided by snapshot: none against 2024-08-06',
  );
});

test('a name may begin with a dash or look like an option, and is shown unchanged', async () => {
  for (const name of ['-', '-2507', '\u202egpt-4o', '', 'undefined']) {
    expect((await identified(name)).name).toBe(name);
    expect((await compared(name, name)).a.name).toBe(name);
  }
});
