import { describe, expect, it } from 'vitest';
import type { TextBlock } from '../../src/read/blocks.ts';
import { looksLikeModel } from '../../src/read/model-names.ts';
import { hideNames, maskedSentences, mentionOf, mentionsIn, states } from '../../src/read/prose.ts';

const SPARK = { name: 'GPT-5.3 Codex Spark', forms: ['GPT-5.3 Codex Spark', 'Codex Spark', 'Spark'] };
const CODEX = { name: 'GPT-5.3 Codex', forms: ['GPT-5.3 Codex', 'Codex', 'Codex 5.3'] };
const NAMES = [SPARK, CODEX];

const named = (text: string): (string | undefined)[][] =>
  mentionsIn(text, NAMES).map((mention) => [text.slice(mention.start, mention.end), mention.name]);

const block = (text: string): TextBlock => ({
  kind: 'text',
  role: 'paragraph',
  text,
  place: { kind: 'text', start: 0, end: text.length },
});

describe('names in a sentence', () => {
  it.each([
    [
      'GPT-5.3 Codex Spark beats GPT-5.3 Codex',
      [
        ['GPT-5.3 Codex Spark', SPARK.name],
        ['GPT-5.3 Codex', CODEX.name],
      ],
    ],
    ['GPT-5.3-Codex-Spark is fast', [['GPT-5.3-Codex-Spark', SPARK.name]]],
    [
      'Spark’s 56% versus Codex 5.3’s 72%',
      [
        ['Spark', SPARK.name],
        ['Codex 5.3', CODEX.name],
      ],
    ],
    ['Use Spark for edits', [['Spark', SPARK.name]]],
    ['The standard GPT-5.3 Codex API pricing', [['GPT-5.3 Codex', CODEX.name]]],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it.each([
    ['another version', 'GPT-5.2 Codex scores 64%'],
    ['a longer name', 'GPT-5.3 Codex Max scores 64%'],
    ['a longer short name', 'Spark Ultra scores 64%'],
    ['a line in small letters', 'Spark mini scores 64%'],
    ['a tool of the same name', 'Codex CLI scores 64%'],
    ['a product that ends like it', 'DGX Spark scores 64%'],
    ['another maker’s word', 'Apache Spark scores 64%'],
    ['another family', 'Claude Opus 4.6 scores 64%'],
    ['a mode', 'GPT-5.3 Codex (high) scores 64%'],
    ['a later version behind a point', 'Codex 5.3.1 scores 64%'],
  ])('gives %s to nobody', (_, text) => {
    expect(named(text).map(([, name]) => name)).toEqual([undefined]);
  });

  it('hides names at equal length, and takes marks of the page for nothing', () => {
    const text = '\uE000\uE0FF Spark scores';
    const mentions = mentionsIn(text, NAMES);
    const hidden = hideNames(text, mentions);
    expect(hidden).toHaveLength(text.length);
    expect(
      [...hidden.matchAll(/[\uE000-\uE0FE]\uE0FF*/gu)].map((mark) => mentionOf(mark[0], mentions)?.name),
    ).toEqual([SPARK.name]);
  });
});

describe('"it"', () => {
  const owner = (text: string): (string | undefined)[] =>
    maskedSentences(block(text), NAMES).map(({ antecedent, mentions }) => antecedent && mentions[0]?.name);

  it.each([
    ['the subject of the sentence before', 'Spark is a model. It has 128k.', [undefined, SPARK.name]],
    [
      'the same through another "it"',
      'Spark is a model. It is fast. It has 128k.',
      [undefined, SPARK.name, SPARK.name],
    ],
    [
      'a subject behind an opening',
      'Unlike its sibling, which thinks, Spark is quick. It has 128k.',
      [undefined, SPARK.name],
    ],
    [
      'the subject behind its own opening',
      'Spark is a model. Made for work, it has 128k.',
      [undefined, SPARK.name],
    ],
  ])('means %s', (_, text, expected) => {
    expect(owner(text)).toEqual(expected);
  });

  it.each([
    ['another thing came between', 'Spark is a model. The wafer is large. It has 128k.'],
    ['two are the subject', 'Spark and Codex are models. It has 128k.'],
    ['the name is no subject', 'We tried Spark. It has 128k.'],
    ['the name is an owner', 'Spark’s chip is large. It has 44GB.'],
    ['another model is the subject', 'GPT-5.2 Codex is older. It has 128k.'],
  ])('means nobody where %s', (_, text) => {
    expect(owner(text).at(-1)).toBeUndefined();
  });
});

describe('sentences that state', () => {
  it.each([
    'Does it score 56%?',
    'Spark would score 56%.',
    'If Spark scores 56%, buy it.',
    'Spark previously scored 50%.',
  ])('not: %s', (sentence) => {
    expect(states(sentence)).toBe(false);
  });
  it('a plain one does', () => {
    expect(states('Spark scores 56%.')).toBe(true);
  });
});

describe('names of models', () => {
  it.each(['GPT-5.3 Codex', 'Step 3.7 Flash', 'Ling-2.6-Flash', 'o3', 'Claude Opus 4.6', 'Qwen3-235B-A22B'])(
    '%s',
    (name) => {
      expect(looksLikeModel(name)).toBe(true);
    },
  );
  it.each(['WSE-3', 'H100', 'Step 3', 'Winner', 'Claude', 'Tier 1', 'GPT-5.3 costs $2', ''])(
    'not: %s',
    (name) => {
      expect(looksLikeModel(name)).toBe(false);
    },
  );
});
