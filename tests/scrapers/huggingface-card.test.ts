import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/huggingface-card/index.ts';

const read = (text: string, path: string): PageReading =>
  source.read({
    url: `https://huggingface.co/${path}`,
    bytes: new TextEncoder().encode(text),
    text,
    mediaType: 'text/plain',
  });

const said = (text: string, path: string): string[] =>
  read(text, path).statements.map(({ subject, means, scope, asWritten }) =>
    [subject.id ?? subject.name, means.join('|'), scope, asWritten].join(' / '),
  );
const reasons = (text: string, path: string): string[] =>
  read(text, path).refused.map(({ reason }) => reason);

describe('config.json', () => {
  const PATH = 'Qwen/Qwen3-8B/raw/main/config.json';
  const config = (more: object): string => JSON.stringify({ model_type: 'x', ...more });

  it.each([
    ['at the top', { max_position_embeddings: 40960, rope_scaling: null }, '40960', ''],
    ['in the part that reads text', { text_config: { max_position_embeddings: 262144 } }, '262144', ''],
    [
      'stretched by its own files',
      {
        max_position_embeddings: 131072,
        rope_scaling: { rope_type: 'yarn', factor: 32, original_max_position_embeddings: 4096 },
      },
      '131072',
      'mode=yarn',
    ],
    [
      'native, with a way to stretch it',
      {
        max_position_embeddings: 32768,
        rope_scaling: { type: 'yarn', factor: 4, original_max_position_embeddings: 32768 },
      },
      '32768',
      '',
    ],
  ])('states a window %s', (_, keys, window, scope) => {
    expect(said(config(keys), PATH)).toEqual([`Qwen/Qwen3-8B / context_window / ${scope} / ${window}`]);
  });

  it.each([
    ['no window', {}, ['no-window']],
    ['a window in words', { max_position_embeddings: '128k' }, ['not-a-number']],
    [
      'two windows',
      { max_position_embeddings: 8192, text_config: { max_position_embeddings: 4096 } },
      ['two-windows'],
    ],
    [
      'a way to stretch that does not say from where',
      { max_position_embeddings: 8192, rope_scaling: { type: 'yarn', factor: 4 } },
      ['unknown-scaling'],
    ],
    [
      'a stretch that makes it shorter',
      {
        max_position_embeddings: 8192,
        rope_scaling: { type: 'yarn', original_max_position_embeddings: 16384 },
      },
      ['unknown-scaling'],
    ],
    ['a count that nobody knows', { max_position_embeddings: 8192, max_model_len: 4096 }, ['unknown-field']],
  ])('refuses %s by name', (_, keys, expected) => {
    expect(reasons(config(keys), PATH)).toEqual(expected);
  });

  it('is nobody’s under another address', () => {
    expect(() => read(config({ max_position_embeddings: 8192 }), 'api/models/Qwen/Qwen3-8B')).toThrow(
      expect.objectContaining({ code: 'no-model-named' }),
    );
  });
});

describe('a card', () => {
  const CARD = '---\nlicense: apache-2.0\npipeline_tag: text-generation\n---\n# Qwen3-8B\n\nA model.\n';

  it('is about the repository of its address, where it names it', () => {
    expect(said(CARD, 'Qwen/Qwen3-8B/raw/main/README.md')).toEqual([
      'Qwen/Qwen3-8B / licence /  / apache-2.0',
      'Qwen/Qwen3-8B / modality / input=text / text-generation',
      'Qwen/Qwen3-8B / modality / output=text / text-generation',
    ]);
    expect(() => read(CARD, 'moonshotai/Kimi-K2.6/raw/main/README.md')).toThrow(
      expect.objectContaining({ code: 'no-model-named' }),
    );
  });

  it('is about the repository that keeps its licence, under an address that tells nothing', () => {
    const linked = CARD.replace(
      'license:',
      'license_link: https://huggingface.co/Qwen/Qwen3-8B/blob/main/LICENSE\nlicense:',
    );
    expect(said(linked, 'api/models/a/b')[0]).toBe('Qwen/Qwen3-8B / licence /  / apache-2.0');
    const derived = linked
      .replace('license:', 'base_model: somebody/Qwen3-8B-GGUF\nlicense:')
      .replace('# Qwen3-8B', '# Smaller files');
    expect(() => read(derived, 'api/models/a/b')).toThrow(
      expect.objectContaining({ code: 'no-model-named' }),
    );
  });

  it('says nothing of a base model or a newer one', () => {
    const other = CARD.replace(
      'pipeline_tag: text-generation',
      'base_model: Qwen/Qwen3-8B-Base\nnew_version: Qwen/Qwen4',
    );
    expect(said(other, 'Qwen/Qwen3-8B/raw/main/README.md')).toEqual([
      'Qwen/Qwen3-8B / licence /  / apache-2.0',
    ]);
  });
});

describe('what the hub answers', () => {
  const PATH = 'api/models/openai/gpt-oss-20b';
  const answer = (more: object): string => JSON.stringify({ id: 'openai/gpt-oss-20b', ...more });

  it('reads the licence, by its name where it is another one, and no count of stored numbers', () => {
    expect(said(answer({ cardData: { license: 'mit' }, safetensors: { total: 9 } }), PATH)).toEqual([
      'openai/gpt-oss-20b / licence /  / mit',
    ]);
    const other = { license: 'other', license_name: 'modified-mit' };
    expect(said(`[${answer({ cardData: other })}]`, PATH)).toEqual([
      'openai/gpt-oss-20b / licence /  / modified-mit',
    ]);
  });

  it.each([
    [
      'a licence without a name',
      { cardData: { license: 'other' }, pipeline_tag: 'text-generation' },
      'unreadable-licence',
    ],
    ['a field that nobody knows', { pipeline_tag: 'text-generation', price: 1 }, 'unknown-field'],
  ])('refuses %s by name', (_, more, reason) => {
    expect(reasons(answer(more), PATH)).toEqual([reason]);
  });

  it('refuses an error', () => {
    expect(() => read('{"error":"Repository not found"}', PATH)).toThrow(
      expect.objectContaining({ code: 'no-figures' }),
    );
  });
});
