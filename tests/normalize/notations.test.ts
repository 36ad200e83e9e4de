import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotation } from '../../src/pipeline/notation.ts';

const TODAY = '2026-11-20';
const OWN: ReadonlyMap<string, string> = new Map([
  ['context', 'context_window'],
  ['params', 'parameters'],
  ['date', 'released'],
  ['cutoff', 'knowledge_cutoff'],
  ['speed', 'throughput'],
  ['duration', 'task_time'],
]);

/** What a text says on one line: each value with its scope, its attribute where it is another, and its qualifiers. */
function said(kind: string, text: string, locale = 'en'): string {
  const found = readNotation({ kind, text, locale, today: TODAY });
  if (!found || found.refused) return `refused ${found?.refused?.reason}`;
  return found.values
    .map(({ attribute, scope, value, number, qualifiers }) => {
      const place = [attribute === (OWN.get(kind) ?? kind) ? '' : attribute, scope].filter(
        (word) => word !== '',
      );
      const more = Object.entries(qualifiers).map(([name, told]) => `(${name} ${told})`);
      return [...place, number ?? value, ...more].join(' ');
    })
    .join(' | ');
}

describe('limits', () => {
  it.each([
    ['13.1万', '131000'],
    ['131 072 tokens', '131072'],
    ['131’072', '131072'],
    ['1M tokens (beta)3', 'beta 1000000 (footnote 3)'],
    ['32,768 natively and 131,072 tokens with YaRN', '32768 (window native) | mode=yarn 131072'],
    ['400K total (272K input + 128K output)', '400000 | max_input 272000 | max_output 128000'],
    ['Context: 128K | Output: 8K', '128000 | max_output 8000'],
    ['1M in, 64K out', 'max_input 1000000 | max_output 64000'],
    ['128K (131,072)', '131072'],
    ['200K tokens (~150K words)', '200000'],
    ['32K default, 128K max', '128000 (default 32000)'],
    ['GLM-4-32B-0414-128K', '128000 (written_in name)'],
    ['model_max_length: 1000000000000000019884624838656', 'unknown (field model_max_length)'],
    ['コンテキスト長: 128K', '128000'],
    ['ventana de contexto de 200.000 tokens', '200000'],
    ['131074', '131074'],
    ['1048756', '1048756 (suspect two digits swapped in 1048576?)'],
    ['65,500', '65500 (suspect rounded from 65536?)'],
    ['num_ctx: 4096', 'refused client-default'],
    ['sliding_window: 4096', 'refused other-limit'],
    ['输入长度 (32, 128]', 'refused tier-bounds'],
    ['>128K', 'refused tier-bounds'],
    ['128k / 256k', 'refused unreadable-tokens'],
    ['250K TPM', 'refused unreadable-tokens'],
    ['1M (web app only)', '1000000 (access web app only)'],
    [
      '200k (Standard) / 400k (Team plan)',
      '200000 (access Standard) | plan=team-plan 400000 (access Team plan)',
    ],
    ['64K (including reasoning)', '64000 (includes reasoning)'],
    [
      '{"context": 400000, "input": 272000, "output": 128000}',
      '400000 (field context) | max_input 272000 (field input) | max_output 128000 (field output)',
    ],
    ['one million tokens', '1000000'],
    ['30万tokens', '300000'],
    ['price_above_200k', 'refused unreadable-tokens'],
    ['1M (images)', 'refused unreadable-tokens'],
    ['reduces context use by 50k tokens', 'refused unreadable-tokens'],
    ['1.000', 'refused unreadable-tokens'],
  ])('%s is %s', (text, expected) => expect(said('context', text)).toBe(expected));

  it('leave "mil" to the language', () => {
    expect(said('context', '128 mil tokens', 'es')).toBe('128000');
    expect(said('context', '128 mil tokens')).toBe('refused unreadable-tokens');
  });

  it('written in any notation, rounded or cut, contain what was written', () => {
    const digits = (n: bigint, step: bigint, cut: boolean): bigint =>
      cut ? n / step : (n + step / 2n) / step;
    const forms: [bigint, (shown: bigint) => string][] = [
      [1n, (n) => `${n}`],
      [1n, (n) => Number(n).toLocaleString('en')],
      [1n, (n) => Number(n).toLocaleString('en').replaceAll(',', '_')],
      [1n, (n) => Number(n).toLocaleString('en').replaceAll(',', '\u202f')],
      [1000n, (n) => `${n}K`],
      [1000n, (n) => `up to ${n}k tokens`],
      [100n, (n) => `${n / 10n}.${n % 10n}K context window`],
      [10_000n, (n) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}M`],
      [1000n, (n) => `${n / 10n}.${n % 10n}万`],
    ];
    fc.assert(
      fc.property(
        fc.bigInt(2000n, 3_000_000n),
        fc.constantFrom(...forms),
        fc.boolean(),
        (n, [step, print], cut) => {
          const shown = digits(n, step, cut);
          const value = readNotation({ kind: 'context', text: print(shown) })?.values[0];
          if (shown === 0n) return value?.number === null;
          if (value?.low === null)
            return value.number === String(shown * step) && (step > 1n ? shown < 1000n : shown === n);
          return value !== undefined && BigInt(value.low) <= n && n <= BigInt(value.high ?? '0');
        },
      ),
      { numRuns: 20_000 },
    );
  });
});

describe('numbers of weights', () => {
  it.each([
    ['gpt-oss-120b', 'total 120000000000'],
    ['**106** billion total and **12** billion active parameters', 'total 106000000000 | active 12000000000'],
    ['总参数 6710亿，激活参数 370亿', 'total 671000000000 | active 37000000000'],
    ['400B total, 17B active, 128 experts', 'total 400000000000 | active 17000000000'],
    ['30B MoE (3B)', 'total 30000000000 | active 3000000000'],
    ['A3B', 'active 3000000000'],
    ['17Bx16E', 'active 17000000000 (experts 16)'],
    ['8x7B', 'total unknown (experts 8) (expert_size 7B)'],
    ['8x7B (47B total, 13B active)', 'total 47000000000 (experts 8) | active 13000000000 (experts 8)'],
    ['16B total, but only 1.4B are activated per input token', 'total 16000000000 | active 1400000000'],
    ['17B (Activated)<br>400B (Total)', 'active 17000000000 | total 400000000000'],
    ['15T+ tokens', 'refused unreadable-parameters'],
    ['Trained on 15T', 'refused unreadable-parameters'],
    ['65GB', 'refused unreadable-parameters'],
    ['7', 'refused unreadable-parameters'],
    ['8B, 70B, 405B', 'refused unreadable-parameters'],
  ])('%s is %s', (text, expected) => expect(said('params', text)).toBe(expected));
});

describe('dates', () => {
  it.each([
    ['5. März 2026', '2026-03-05'],
    ['mayo de 2026', '2026-05'],
    ['28/05/2026', '2026-05-28'],
    ['1776795886', '2026-04-21T18:24:46Z'],
    ['gpt-4o-2024-08-06', '2024-08-06 (notation YYYY-MM-DD)'],
    ['-260628', '2026-06-28 (notation YYMMDD)'],
    ['05-2026', '2026-05 (notation MM-YYYY)'],
    ['-0731', '2026-07-31 (notation MMDD) (year assumed: the last in which the day was)'],
    ['-1231', '2025-12-31 (notation MMDD) (year assumed: the last in which the day was)'],
    ['07-25', 'refused ambiguous-date'],
    ['Deprecated 2026-01-05; retired 2026-06-01', 'deprecated 2026-01-05 | retired 2026-06-01'],
    ['1970-01-01', 'unknown'],
    ['2026-5-3', '2026-05-03'],
    ['"created_at": "2026-05-03T01:02:03Z"', '2026-05-03T01:02:03Z'],
    ['10 months ago', 'refused imprecise-date'],
    ['not 2025', 'refused unreadable-date'],
  ])('%s is %s', (text, expected) => expect(said('date', text)).toBe(expected));

  it('leave the order of day and month to the country', () => {
    expect(said('date', '05/06/2026', 'en-GB')).toBe('2026-06-05');
    expect(said('date', '05/06/2026', 'en-US')).toBe('2026-05-06');
    expect(said('date', '05/06/2026')).toBe('refused ambiguous-date');
  });
});

describe('words', () => {
  const CALLING = '(capability tool_calling)';
  it.each([
    ['capability', '✗ Vision', 'vision no'],
    ['capability', '不支持函数调用', `function_calling no ${CALLING}`],
    ['capability', 'Vision: -', 'vision unknown'],
    ['capability', 'supports_pdf_input: true', 'modality input=pdf yes'],
    ['capability', 'Image: Input only', 'modality input=image yes | modality output=image no'],
    ['capability', 'open_weights = true', 'openness open_weights'],
    ['capability', 'tools, vision', `tool_use yes ${CALLING} | vision yes`],
    ['capability', 'Vision: Limited', 'vision unknown (condition Limited)'],
    ['capability', 'tools, dancing', 'refused unreadable-state'],
    ['capability', 'No', 'refused bad-scope'],
    ['licence', 'GPLv3', 'GPL-3.0-only (openness open_source) (commercial_use permitted)'],
    ['licence', 'Open model', 'unknown (class Open model) | openness open_weights'],
    ['licence', 'Non-commercial', 'commercial_use no'],
    ['licence', 'license_name: exaone', 'LicenseRef-exaone'],
    [
      'licence',
      'MIT / BSD-3-Clause',
      'MIT OR BSD-3-Clause (openness open_source) (commercial_use permitted)',
    ],
    ['licence', 'MIT / our own terms', 'refused unknown-licence'],
    ['licence', 'open_weights = true', 'unknown (class open weights) | openness open_weights'],
    ['capability', 'image-to-text', 'modality input=image yes | modality output=text yes'],
    ['capability', 'Vision | No', 'vision no'],
    ['capability', 'not multimodal', 'multimodal no'],
    ['capability', 'Vision (beta)', 'vision yes (stage beta)'],
    ['architecture', '"num_experts": 64', 'moe'],
    ['architecture', '"num_experts": 1', 'refused unknown-term'],
    ['licence', 'no license', 'refused unknown-licence'],
    ['architecture', 'DeepseekV3ForCausalLM', 'moe (also decoder_only)'],
    ['architecture', 'Hybrid Mamba-Transformer MoE', 'hybrid_ssm_transformer (also moe)'],
    ['architecture', 'non-MoE', 'refused unknown-term'],
    ['architecture', 'SomethingForConditionalGeneration', 'refused unknown-term'],
    ['status', '([deprecated](https://a.example))', 'deprecated'],
    ['status', 'Deprecated, retires 2026-06-15', 'deprecated | retired 2026-06-15'],
    [
      'status',
      'alias of gpt-5.5-2026-03-01',
      'model gpt-5.5-2026-03-01 (relation alias) (snapshot 2026-03-01)',
    ],
    ['status', 'not deprecated', 'refused unknown-term'],
    ['benchmark', 'SWE-bench Verified: 77.2%', 'swe-bench-verified 77.2'],
    ['benchmark', '72% to 74%', 'refused unreadable-score'],
    ['benchmark', '**61.5** (±0.4)', 'unnamed 61.5 (note ±0.4)'],
    ['benchmark', '61.5% pass@1', 'unnamed 61.5 (note pass@1)'],
    ['benchmark', 'Elo 1390', 'unnamed 1390'],
    ['speed', '200+ token/s (on H100)', '200'],
    ['licence', 'Open weights (MIT)', 'MIT (openness open_source) (commercial_use permitted)'],
    ['speed', '3k tokens/s', '3000'],
    ['speed', 'avgTotalTPS: "0"', 'unknown'],
    ['speed', '250K TPM', 'refused unreadable-speed'],
    ['duration', '1m 30s', '90'],
    ['duration', '2-3 minutes', 'refused unreadable-duration'],
    ['derived', '¥120', 'refused unreadable-price'],
  ])('%s %s is %s', (kind, text, expected) => expect(said(kind, text)).toBe(expected));
});
