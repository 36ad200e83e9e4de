import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { identifyModel, readModel, sameModel } from '../../src/identify/index.ts';

const VECTORS = new URL('../../../shared/vectors/', import.meta.url);
const present = existsSync(VECTORS);
const SLOWEST_MS = 5;

const textOf = (file: string): string => readFileSync(new URL(file, VECTORS), 'utf8');

/** What reading this text as id, name and anchor takes at most once the machine is warm, in milliseconds. */
function readAll(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    identifyModel({ id: text, name: text, provider: text, source: text, anchors: { huggingFace: text } });
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Whether a text alone, and beside a real name, is taken for a model. */
function merges(text: string): boolean {
  const beside = [`gpt-4o${text}`, `${text}gpt-4o`, `gpt${text}4o`];
  return beside.some((name) => sameModel({ name }, { name: 'gpt-4o' }).verdict === 'yes');
}

if (!present) console.warn(`skipped: ${VECTORS.pathname} is absent`);

describe.skipIf(!present)('hostile texts as names', () => {
  const naughty: string[] = present ? JSON.parse(textOf('blns/blns.json')) : [];
  const payloads: string[] = present ? JSON.parse(textOf('prototype-pollution/payloads.json')).payloads : [];

  test('no text throws, hangs, or becomes a model; the answer shows it unchanged', () => {
    expect(naughty.length).toBeGreaterThan(500);
    expect(payloads.length).toBeGreaterThan(25);
    for (const text of [...naughty, ...payloads, '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const found = identifyModel({ name: text });
      expect('key' in found, text).toBe(false);
      if (text.trim() !== '') expect('unmatched' in found && found.unmatched).toContain(text);
      expect(readAll(text), text).toBeLessThan(SLOWEST_MS);
    }
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  test('two different hostile texts are never one model', () => {
    const texts = [...new Set([...naughty, ...payloads])];
    const wrong = texts.filter(
      (text, at) => sameModel({ name: text }, { name: texts[at + 1] ?? 'gpt-4o' }).verdict !== 'no',
    );
    expect(wrong).toEqual([]);
  });

  test('a long name of prefixes, digits or brackets takes no longer', () => {
    for (const part of ['openai-', '1-', 'a/', '((', 'x (', '2024-', 'models/', 'gpt-4-and-5 ', '4 and ']) {
      expect(readAll(part.repeat(400)), part).toBeLessThan(SLOWEST_MS * 4);
    }
  });

  test('no look-alike of a letter or digit merges, and each is named', () => {
    const rows = textOf('unicode-confusables/latin_lookalikes.tsv')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('\t'));
    const letters = rows.filter(([, target = '']) => /^00(3[0-9]|[46][1-9A-F]|[57][0-9A])$/.test(target));
    expect(letters.length).toBeGreaterThan(500);
    for (const [code = '', target = ''] of letters) {
      const odd = String.fromCodePoint(Number.parseInt(code, 16));
      const plain = String.fromCodePoint(Number.parseInt(target, 16)).toLowerCase();
      for (const real of ['openai/gpt-4o', 'claude-sonnet-4-5', 'GLM 4.6', 'Qwen3 32B', 'step-3.7-flash']) {
        const name = real.replace(new RegExp(plain, 'i'), odd);
        if (name === real) continue;
        const { verdict } = sameModel({ name }, { name: real });
        expect(verdict, `${name} (U+${code})`).toBe('no');
        expect(readModel({ name }).unmatched, name).toContain(`U+${code}`);
      }
    }
  });

  test('invisible characters and marks of direction never merge and are named', () => {
    for (const code of [
      0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x00ad, 0x202e, 0x202a, 0x2066, 0x061c, 0x180e,
    ]) {
      const odd = String.fromCodePoint(code);
      expect(merges(odd), code.toString(16)).toBe(false);
      expect(readModel({ name: `gpt-${odd}4o` }).unmatched).toContain(
        `U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      );
    }
  });
});

test('honest hyphens, spaces and full-width marks fold', () => {
  for (const hyphen of ['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212', '\uff0d']) {
    expect(identifyModel({ name: `GPT${hyphen}5.3${hyphen}Codex` })).toMatchObject({
      key: 'openai/gpt-5.3-codex',
    });
  }
  for (const space of ['\u00a0', '\u2007', '\u2009', '\u202f', '\u3000', '  ', '\t']) {
    expect(identifyModel({ name: `GPT-5.3${space}Codex${space}` })).toMatchObject({
      key: 'openai/gpt-5.3-codex',
    });
  }
  expect(identifyModel({ name: 'OpenAI\uff1a GPT-4o \uff082024-08-06\uff09' })).toMatchObject({
    key: 'openai/gpt-4o-2024-08-06',
  });
});
