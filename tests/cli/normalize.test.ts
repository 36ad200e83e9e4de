import { describe, expect, test } from 'vitest';
import { type NormalizedText, normalizedTextSchema } from '../../schema/normalized.ts';
import { withTextsLast } from '../../src/cli/normalize.ts';
import { createProgram } from '../../src/cli/program.ts';
import { fakeServices, recordedIo } from './support.ts';

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = recordedIo();
  const code = await createProgram(fakeServices())(['normalize', ...argv], io, {});
  return { code, out: out.join(''), err: err.join('') };
}

async function answer(...argv: string[]): Promise<NormalizedText> {
  const { out, err } = await run(...argv, '--json');
  expect(err).toBe('');
  return normalizedTextSchema.parse(JSON.parse(out));
}

describe('modelfacts normalize', () => {
  test('prints value, bounds and readings, one line per value', async () => {
    expect(await run('context', '262k')).toEqual({
      code: 0,
      out: 'context_window  262000 tokens, from 261500 to 262999, may also be read as 262144, rounded\n',
      err: '',
    });
    const { out } = await run('params', '198B (11B active)');
    expect(out).toBe(
      'parameters  total  198000000000 parameters\nparameters  active  11000000000 parameters\n',
    );
  });

  test('answers with one document of its schema', async () => {
    const { kind, attribute, text, values, refused } = await answer('max_output', '~64K tokens');
    expect([kind, attribute, text, refused]).toEqual(['max_output', 'max_output', '~64K tokens', null]);
    expect(values).toMatchObject([{ number: '64000', readings: [65536], marks: ['approximate'] }]);
  });

  test('takes unit and language from outside of the text', async () => {
    const price = await answer('price_input', '0.00000175', '--unit', 'USD per token');
    expect(price.values).toMatchObject([{ number: '1.75', part: 'input', scope: 'USD' }]);
    expect((await answer('context', '1,05 M', '--locale', 'fr')).values).toMatchObject([
      { number: '1050000' },
    ]);
    expect((await answer('context', '1,05 M')).refused?.reason).toBe('unreadable-tokens');
  });

  test('calls a ratio a share of another price, and knows no language that nobody speaks', async () => {
    expect((await run('price_cache', '25% of input price')).out).toBe(
      'price  cache_read  0.25 as a share of another price, factor: 25% of\n',
    );
    const { code, err } = await run('context', '128.000', '--locale', 'xx');
    expect(code).toBe(2);
    expect(err).toContain('a language is named as in en, de, fr');
  });

  test('says that a blank is unknown, with no number', async () => {
    for (const text of ['', ' ', '-', '--', '—', 'N/A']) {
      const { values } = await answer('context', text);
      expect(values, text).toMatchObject([{ value: 'unknown', number: null, low: null, readings: [] }]);
    }
  });

  test('says why it refuses, with exit code 3', async () => {
    const { code, out } = await run('context', 'rather large');
    expect(code).toBe(3);
    expect(out).toMatch(/^refused: unreadable-tokens\n {2}"rather large"/);
    expect((await answer('context', 'rather large')).refused?.detail).toContain('"rather large"');
  });

  test('refuses a kind that does not exist, and names those that do', async () => {
    for (const kind of ['contexts', '__proto__', 'constructor']) {
      const { code, err } = await run(kind, '128k');
      expect(code).toBe(2);
      expect(err).toContain('price_input');
    }
    expect((await run('context')).code).toBe(2);
    expect((await run('context', '128k', 'tokens')).code).toBe(2);
    expect((await run('context', '128k', '--jsn')).code).toBe(2);
  });

  test('prints no control character of a text', async () => {
    expect((await run('model', 'a\u009b2Jb')).out).not.toContain('\u009b');
    expect((await run('model', 'a\u2028b')).out).toBe('model  a b\n');
  });
});

test('a text may begin with a dash; options stand anywhere before it', () => {
  expect(withTextsLast(['date', '-2507', '--json'])).toEqual(['--json', '--', 'date', '-2507']);
  expect(withTextsLast(['--unit', '-x', 'date', '-'])).toEqual(['--unit', '-x', '--', 'date', '-']);
  expect(withTextsLast(['date', '--'])).toEqual(['--', 'date', '--']);
  expect(withTextsLast(['date', '--', '--json'])).toEqual(['--json', '--', 'date', '--']);
  expect(withTextsLast(['date', '--json', '--', '-2507'])).toEqual(['--json', '--', 'date', '-2507']);
  expect(withTextsLast(['date', '-250414 / -0414'])).toEqual(['--', 'date', '-250414 / -0414']);
});
