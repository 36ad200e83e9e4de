import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../schema/attributes.ts';
import { valueOf as givenValue, normalize } from '../../src/normalize/index.ts';
import { claimOf, claimsOf, reasonOf } from './support.ts';

const text = (attribute: Attribute, written: string, scope = ''): string =>
  claimOf(attribute, written, { scope }).value.text;

describe('states', () => {
  it.each([
    'Yes',
    '✓',
    '✅',
    'Supported',
    '支持',
    'true',
    'supports',
    'function_calling',
    'Function calling: Yes',
  ])('%s is yes', (written) => {
    const claim = claimOf('capability', written, { scope: 'Function calling' });
    expect([claim.scope, claim.value]).toEqual(['function_calling', { kind: 'state', text: 'yes' }]);
  });
  it.each(['No', '✗', '×', 'Not supported', '不支持', 'false'])('%s is no', (written) =>
    expect(text('capability', written, 'vision')).toBe('no'),
  );
  it.each(['', '-', 'N/A', 'unknown', 'not disclosed'])('%j is unknown, not no', (written) =>
    expect(claimOf('capability', written, { scope: 'vision' }).value.kind).toBe('unknown'),
  );
  it.each([
    ['Tool Calls', 'tool_use'],
    ['tools', 'tool_use'],
    ['Chat Prefix Completion（Beta）', 'prefix_completion'],
    ['FIM Completion（Beta）', 'fim_completion'],
    ['Json Output', 'json_output'],
    ['IDE integration', 'ide_integration'],
    ['Time travel', 'time_travel'],
    ['__proto__', 'proto'],
    ['constructor', 'constructor'],
  ])('%s is the capability %s', (written, name) =>
    expect(claimOf('capability', 'Yes', { scope: written }).scope).toBe(name),
  );

  it('make a condition a qualifier', () => {
    const claim = claimOf('capability', 'Non-thinking mode only', { scope: 'FIM Completion' });
    expect([claim.scope, claim.value.text]).toEqual(['fim_completion;mode=non-thinking', 'yes']);
  });

  it('take what the scraper recognised, unless the words disagree', () => {
    const around = { scope: 'ide_integration', unit: 'yes' };
    expect(claimOf('capability', 'an extension for an editor', around).value.text).toBe('yes');
    expect(reasonOf('capability', 'No', around)).toBe('unreadable-state');
    expect(reasonOf('capability', 'maybe', { scope: 'vision' })).toBe('unreadable-state');
    expect(reasonOf('capability', 'Yes')).toBe('bad-scope');
  });

  it('read modalities', () => {
    expect(claimOf('modality', 'images', { scope: 'input=image' }).scope).toBe('input=image');
    expect(text('modality', 'text-only input', 'input=text')).toBe('yes');
    expect(text('modality', 'text only', 'input=image')).toBe('no');
    expect(reasonOf('modality', 'text-only input', { scope: 'output=text' })).toBe('unreadable-state');
    expect(claimsOf('modality', 'text+image->text').map(({ scope }) => scope)).toEqual([
      'input=text',
      'input=image',
      'output=text',
    ]);
    expect(reasonOf('modality', 'yes', { scope: 'image' })).toBe('bad-scope');
  });

  it('read access through providers and plans', () => {
    expect(text('available', 'OpenAI API', 'via=OpenAI API')).toBe('yes');
    expect(text('available', 'NVIDIA NIM, Groq, and StepFun', 'via=NVIDIA NIM')).toBe('yes');
    expect(text('available', 'not available through the OpenAI API', 'via=OpenAI API')).toBe('no');
    expect(text('available', 'ChatGPT Plus only (beta)', 'via=OpenAI API')).toBe('no');
    expect(claimOf('available', 'ChatGPT Plus only (beta)', { scope: 'plan=ChatGPT Plus' })).toMatchObject({
      scope: 'plan=chatgpt-plus',
      value: { text: 'yes' },
    });
    expect(reasonOf('available', 'not yet available via OpenRouter', { scope: 'via=OpenAI API' })).toBe(
      'unreadable-state',
    );
    expect(reasonOf('available', 'soon on StepFun', { scope: 'via=StepFun' })).toBe('unreadable-state');
  });
});

describe('closed lists', () => {
  it.each<[Attribute, string, string]>([
    ['licence', 'Apache 2.0', 'Apache-2.0'],
    ['licence', 'apache-2.0', 'Apache-2.0'],
    ['licence', 'Apache License, Version 2.0', 'Apache-2.0'],
    ['licence', 'Apache 2.0OSI-approved', 'Apache-2.0'],
    ['licence', 'MIT License', 'MIT'],
    ['licence', 'license: mit', 'MIT'],
    ['licence', 'Modified MIT', 'LicenseRef-modified-mit'],
    ['licence', 'Proprietary', 'LicenseRef-proprietary'],
    ['licence', 'Llama 3.1 Community License', 'LicenseRef-llama-3.1-community'],
    ['openness', 'Proprietary', 'closed'],
    ['openness', 'Open source', 'open_source'],
    ['openness', 'Open weights', 'open_weights'],
    ['commercial_use', 'Commercial use with conditions', 'conditional'],
    ['commercial_use', 'Commercial use: conditional', 'conditional'],
    ['commercial_use', 'Commercial use: permitted', 'permitted'],
    ['commercial_use', 'Non-commercial', 'no'],
    ['architecture', 'decoder only', 'decoder_only'],
    ['architecture', 'Decoder Only', 'decoder_only'],
    ['architecture', 'Sparse Mixture-of-Experts (MoE)', 'moe'],
    ['architecture', 'Mixture of Experts', 'moe'],
    ['product_type', 'Coding-specialized model', 'coding_specialized'],
    ['product_type', 'Standalone API model', 'standalone_api'],
    ['status', 'research preview', 'preview'],
    ['status', '—', 'unknown'],
    [
      'best_for',
      'writing tests, code review, and release notes',
      'writing tests; code review; release notes',
    ],
    ['best_for', 'batch jobs and long-running assistants', 'batch jobs; long-running assistants'],
    ['best_for', 'Long, tangled refactorings', 'long tangled refactorings'],
    ['decision_fit', 'Retrieval, Agents, and Long reads', 'retrieval; agents; long reads'],
    ['model', ' deepseek/deepseek-v4-flash ', 'deepseek/deepseek-v4-flash'],
  ])('%s %s is %s', (attribute, written, expected) => expect(text(attribute, written)).toBe(expected));

  it.each<[Attribute, string, string]>([
    ['licence', 'constructor', 'unknown-licence'],
    ['licence', 'free as in beer', 'unknown-licence'],
    ['openness', '__proto__', 'unknown-term'],
    ['architecture', 'toString', 'unknown-term'],
    ['status', 'shiny', 'unknown-term'],
    ['product_type', 'a sentence that goes on and on for ever', 'unknown-term'],
  ])('%s %s is refused', (attribute, written, reason) => expect(reasonOf(attribute, written)).toBe(reason));
});

describe('numbers', () => {
  const numbers = (written: string, scope = '') =>
    claimsOf('parameters', written, { scope }).map((claim) => `${claim.scope} ${claim.value.num}`);
  it.each([
    ['198B (11B active)', 'total 198000000000', 'active 11000000000'],
    ['104B (7.4B activated)', 'total 104000000000', 'active 7400000000'],
    ['355B-A32B', 'total 355000000000', 'active 32000000000'],
    ['671B total parameters, 37B activated per token', 'total 671000000000', 'active 37000000000'],
    ['17B (Activated) 109B (Total)', 'active 17000000000', 'total 109000000000'],
    ['total 198B, active 11B', 'total 198000000000', 'active 11000000000'],
  ])('%s is two numbers', (written, ...expected) => expect(numbers(written)).toEqual(expected));

  it('of weights keep their scope and their marks', () => {
    expect(numbers('198B-parameter')).toEqual(['total 198000000000']);
    expect(numbers('106 billion')).toEqual(['total 106000000000']);
    expect(numbers('1T')).toEqual(['total 1000000000000']);
    expect(numbers('2.75B', 'active')).toEqual(['active 2750000000']);
    expect(numbers('198B (11B active)', 'active')).toEqual(['active 11000000000']);
    expect(claimOf('parameters', 'approximately 11B parameters', { scope: 'active' }).value.marks).toEqual([
      'approximate',
    ]);
    expect(claimOf('parameters', '—').value.kind).toBe('unknown');
  });

  it.each([
    '1.8B-parameter vision encoder',
    '10 experts',
    '198B (11B)',
    '0B',
    '1.5',
    '11B active 7B active',
    '-7B',
  ])('%s is refused', (written) => expect(reasonOf('parameters', written)).toBe('unreadable-parameters'));

  it('of benchmarks have a scope with a version', () => {
    const claim = claimOf('benchmark', '~70% (est.)', { scope: 'Terminal-Bench 2.0' });
    expect(claim.scope).toBe('terminal-bench;version=2.0');
    expect(claim.value).toEqual({
      kind: 'number',
      text: '70',
      num: '70',
      unit: '%',
      marks: ['approximate', 'estimated'],
    });
    expect(claimOf('benchmark', '77.3%', { scope: 'SWE-Bench Pro' }).scope).toBe('swe-bench-pro');
    expect(claimOf('benchmark', '77.3', { scope: 'swe-bench;version=2.0' }).scope).toBe(
      'swe-bench;version=2.0',
    );
    expect(claimOf('benchmark', 'N/A', { scope: 'ARC-AGI-1' })).toMatchObject({
      scope: 'arc-agi-1',
      value: { kind: 'unknown' },
    });
    expect(reasonOf('benchmark', '72% to 74%', { scope: 'X' })).toBe('unreadable-score');
    expect(reasonOf('benchmark', '72%')).toBe('bad-scope');
  });

  it('of speeds, times and plans', () => {
    expect(claimOf('throughput', '1,000+ tokens/sec').value).toMatchObject({
      num: '1000',
      unit: 'tokens per second',
      marks: ['at_least'],
    });
    expect(claimOf('throughput', 'over 1,000 tokens per second').value.marks).toEqual(['at_least']);
    expect(claimOf('throughput', '~70 tokens/sec').value.marks).toEqual(['approximate']);
    expect(reasonOf('throughput', '1.000+ tokens/sec')).toBe('ambiguous-number');
    expect(claimOf('throughput', 'up to 400 tokens per second').value.marks).toEqual(['at_most']);
    expect(claimOf('throughput', '18.54', { unit: 'tokens per second' }).value.num).toBe('18.54');
    expect(reasonOf('throughput', '15x faster')).toBe('unreadable-speed');
    expect(claimOf('task_time', '~50 sec').value).toMatchObject({
      num: '50',
      unit: 'seconds',
      marks: ['approximate'],
    });
    expect(claimOf('task_time', '6 minutes').value.num).toBe('360');
    expect(claimOf('subscription_price', '$200/month', { scope: 'plan=chatgpt-pro' }).value).toMatchObject({
      num: '200',
      text: '200.00',
      unit: 'USD per month',
    });
    expect(reasonOf('subscription_price', '$200')).toBe('unreadable-price');
  });
});

describe('dates', () => {
  const date = (written: string) => {
    const { value } = claimOf('released', written);
    return `${value.text} ${value.precision}`;
  };
  it.each([
    ['2026-02-12', '2026-02-12 day'],
    ['2026', '2026 year'],
    ['February 2026', '2026-02 month'],
    ['Feb. 2026', '2026-02 month'],
    ['2026-02', '2026-02 month'],
    ['Launched in February 2026', '2026-02 month'],
    ['April 2, 2026', '2026-04-02 day'],
    ['2 April 2026', '2026-04-02 day'],
    ['2026/05/31 15:59 UTC', '2026-05-31T15:59:00Z instant'],
    ['北京时间 2026/07/24 23:59', '2026-07-24T15:59:00Z instant'],
    ['2026/07/24 23:59 Beijing time', '2026-07-24T15:59:00Z instant'],
    ['2026-09-11T12:44:08+02:00', '2026-09-11T10:44:08Z instant'],
    ['2026年7月24日', '2026-07-24 day'],
    ['2024-02-29', '2024-02-29 day'],
  ])('%s is %s', (written, expected) => expect(date(written)).toBe(expected));

  it('keep "not sooner than", read an epoch only where the unit says so', () => {
    expect(claimOf('retired', 'not sooner than October 2026').value).toMatchObject({
      text: '2026-10',
      marks: ['not_sooner_than'],
    });
    expect(claimOf('released', '1786358767000', { unit: 'unix milliseconds' }).value.text).toBe(
      '2026-08-10T10:46:07Z',
    );
    expect(claimOf('released', '0', { unit: 'unix seconds' }).value.kind).toBe('unknown');
    expect(claimOf('retired', '2098-12-31').value.kind).toBe('unknown');
  });

  it.each([
    ['2026-02-30', 'impossible-date'],
    ['2026-13-01', 'impossible-date'],
    ['2025-02-29', 'impossible-date'],
    ['2026/05/31 25:59 UTC', 'impossible-date'],
    ['2026-05-31 15:59', 'no-time-zone'],
    ['05/06/2026', 'ambiguous-date'],
    ['early 2026', 'imprecise-date'],
    ['Q1 2026', 'imprecise-date'],
    ['-07-25', 'ambiguous-date'],
    ['-0731', 'no-year'],
    ['2507', 'unreadable-date'],
  ])('%s is refused as %s', (written, reason) => expect(reasonOf('released', written)).toBe(reason));
});

describe('the two doors', () => {
  it('read a statement into claims with all that it may mean', () => {
    const statement = {
      subject: { kind: 'model' as const, name: 'X' },
      means: ['context_window' as const, 'max_input' as const],
      ...{ scope: '', part: '', asWritten: ' 131k ', context: { locale: 'en' }, quote: '131k' },
      locator: { places: [{ kind: 'text' as const, start: 0, end: 4 }] },
    };
    const result = normalize(statement);
    expect(result.ok && result.claims).toMatchObject([
      { attribute: 'context_window', means: ['context_window', 'max_input'], asWritten: ' 131k ' },
    ]);
  });

  it('read the value that a person gives', () => {
    expect(givenValue('context_window', '131072', { locale: 'en' })).toMatchObject({ num: '131072' });
    expect(givenValue('price', '0.20', { locale: 'en', currency: 'USD' }, 'USD per 1M tokens')).toMatchObject(
      {
        num: '0.2',
      },
    );
    expect(givenValue('capability', 'no', { locale: 'en' })).toMatchObject({ text: 'no' });
    expect(givenValue('available', 'no', { locale: 'en' })).toMatchObject({ text: 'no' });
    expect(givenValue('parameters', '198B (11B active)', { locale: 'en' })).toMatchObject({
      ok: false,
      reason: 'several-values',
    });
  });
});
