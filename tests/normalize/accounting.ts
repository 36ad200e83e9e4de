import type { NormalizedText } from '../../schema/normalized.ts';

type Found = NormalizedText['values'][number];

const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:\.\d+)?(?:e\d+)?/g) ?? []).map((found) => String(Number(found)));

const NOTHING = /^(?:missing|unknown|undisclosed|no real expiry|no announced retirement)/;

/** Every number that a value says: nominal, readings, bounds, and those in its qualifiers. */
function numbersOf({ number, low, high, readings, qualifiers }: Found): Set<string> {
  const told = Object.values(qualifiers).flatMap(numbersIn);
  return new Set(
    [...[number, low, high].filter((n) => n !== null), ...readings]
      .map((n) => String(Number(n)))
      .concat(told),
  );
}

/** Words of an answer, and what one of the values must then say. */
const TOLD: readonly (readonly [RegExp, (found: Found) => boolean])[] = [
  [/beta flag/, ({ scope }) => scope === 'beta'],
  [/extended/, ({ scope }) => /mode=(?:yarn|extended)/.test(scope)],
  [/YaRN/, ({ scope }) => scope.includes('mode=yarn')],
  [/input limit/, ({ attribute }) => attribute === 'max_input'],
  [/footnote/, ({ qualifiers }) => qualifiers.footnote !== undefined],
  [/suspect/, ({ qualifiers }) => qualifiers.suspect !== undefined],
  [/approx/, ({ marks }) => marks.includes('approximate')],
  [/estimate/, ({ marks }) => marks.includes('estimated')],
  [/^>=/, ({ marks }) => marks.includes('at_least')],
  [/16 experts/, ({ qualifiers }) => qualifiers.experts === '16'],
  [/year from context/, ({ qualifiers }) => /assumed/.test(qualifiers.year ?? '')],
  [/^deprecation/, ({ attribute }) => attribute === 'deprecated'],
  [/badge text/, ({ qualifiers }) => qualifiers.badge === 'OSI-approved'],
  [
    /open weights/,
    ({ value, qualifiers }) => value === 'open_weights' || qualifiers.openness === 'open_weights',
  ],
  [/non-commercial|research only/, ({ qualifiers }) => qualifiers.commercial_use === 'no'],
  [/^proprietary/, ({ qualifiers }) => qualifiers.openness === 'closed'],
];

const unsaid = (normalized: string, values: readonly Found[]): string[] =>
  TOLD.filter(([words, says]) => words.test(normalized) && !values.some(says)).map(
    ([words]) => `nothing says ${words}`,
  );

/** Numbers of an answer that are no values: how many digits count, which footnote it is. */
const ASIDE = /\(\d sig\. digits\)|\(=[^)]*\)|\d+ experts|trailing \d|\(\d is a footnote\)/g;

function countsDiffer(values: readonly Found[], normalized: string): string[] {
  const statements = /^three statements of one model/.test(normalized);
  if (statements)
    return values.length === 3 && new Set(values.map(({ number }) => number)).size === 2 ? [] : ['not three'];
  const expected = numbersIn(normalized.replace(ASIDE, ''));
  const said = new Set(values.flatMap((value) => [...numbersOf(value)]));
  const inside = (n: string): boolean =>
    values.some(({ low, high }) => low !== null && Number(low) <= Number(n) && Number(n) <= Number(high) + 1);
  const missing = expected.filter((n) => !said.has(n) && !inside(n) && !roughly(n, values));
  const invented = values.filter(
    (value) => ![...numbersOf(value)].some((n) => expected.includes(n)) && value.number !== null,
  );
  return [
    ...missing.map((n) => `${n} is not read`),
    ...invented.map(({ number }) => `${number} is read and not known`),
  ];
}

/** "1.0M" is 1000000..1049999 in the table; DESIGN 5 gives so coarse a figure readings and no interval. */
const roughly = (n: string, values: readonly Found[]): boolean =>
  n === '1049999' && values.some(({ readings }) => readings.includes(1_048_576));

const plain = (text: string): string => text.toLowerCase().replace(/licenseref-|[-_ ]/g, '');

function termsDiffer(values: readonly Found[], normalized: string): string[] {
  const said = values.flatMap(({ value, qualifiers }) => [value, ...Object.values(qualifiers)].map(plain));
  const wanted = normalized.replace(/ \(.*\)$| \+ badge.*$|,.*$/g, '').split(/; | (?=decoder-only)/);
  const aside = /^(?:proprietary|open weights|commercial_use=)/.test(normalized);
  const missing = aside ? [] : wanted.filter((one) => !said.some((word) => word === plain(one)));
  const use = /^commercial_use=(\w+)/.exec(normalized)?.[1];
  return [
    ...missing.map((one) => `${one} is not read`),
    ...(use === undefined ||
    values.some(({ attribute, value }) => attribute === 'commercial_use' && value === use)
      ? []
      : [`use is not ${use}`]),
  ];
}

function datesDiffer(values: readonly Found[], normalized: string): string[] {
  const wanted = /\d{4}(?:-\d\d(?:-\d\d(?:T[\d:]+Z?)?)?)?/.exec(normalized)?.[0] ?? '';
  const [one, ...more] = values;
  const right =
    wanted !== '' && more.length === 0 && one?.value.replace(/Z$/, '').startsWith(wanted.replace(/Z$/, ''));
  return right ? [] : [`${values.map(({ value }) => value)} is not ${wanted}`];
}

const NAMES: ReadonlyMap<string, RegExp> = new Map([
  ['tool_calling', /^(?:function_calling|tool_use)$/],
  ['structured_output', /^structured_outputs$/],
  ['json_mode', /^json_output$/],
  ['audio', /^(?:input|output)=audio$/],
  ['file or image input', /^attachment$/],
]);

function statesDiffer(values: readonly Found[], normalized: string): string[] {
  const has = (name: string, state: string): boolean =>
    values.some(
      ({ scope, value }) => (NAMES.get(name) ?? new RegExp(`^${name}$`)).test(scope) && value === state,
    );
  if (/^conditional: only when reasoning off/.test(normalized)) {
    const neither = values.every(({ value }) => value !== 'yes' && value !== 'no');
    return neither && values.some(({ qualifiers }) => /reasoning is off/.test(qualifiers.condition ?? ''))
      ? []
      : ['not conditional'];
  }
  const reasoning = values.find(({ scope }) => scope === 'reasoning');
  if (/^reasoning optional, default on/.test(normalized))
    return reasoning?.qualifiers.mode === 'optional' && reasoning.qualifiers.default === 'on'
      ? []
      : ['not optional'];
  if (/^reasoning mandatory/.test(normalized))
    return reasoning?.qualifiers.mandatory === 'true' && reasoning.qualifiers.efforts === 'high, medium, low'
      ? []
      : ['not mandatory'];
  const media = /^input (.*); output (.*)$/.exec(normalized);
  const wanted = media
    ? [
        ...(media[1] ?? '').split(',').map((one) => [`input=${one}`, 'yes']),
        ...(media[2] ?? '').split(',').map((one) => [`output=${one}`, 'yes']),
      ]
    : normalized
        .replace(/ \(.*\)$/, '')
        .split(', ')
        .map((one) => [one.split('=')[0] ?? '', one.endsWith('=false') ? 'no' : 'yes']);
  return wanted
    .filter(([name = '', state = '']) => !has(name, state))
    .map(([name, state]) => `${name} is not ${state}`);
}

function statusDiffers(values: readonly Found[], normalized: string): string[] {
  const [one] = values;
  const right = new Map<string, boolean>([
    [
      'retired at vendor API, active on 2 hosts',
      one?.value === 'retired' && one.qualifiers.except?.split('; ').length === 2,
    ],
    [
      "badge 'new' + name",
      one?.value === 'unknown' && one.qualifiers.badge === 'new' && one.qualifiers.name !== undefined,
    ],
    [
      'alias points to snapshot 2026-05-20',
      one?.attribute === 'model' && one.qualifiers.snapshot === '2026-05-20',
    ],
    ['no announced retirement', one?.attribute === 'retired' && one.value === 'unknown'],
  ]).get(normalized);
  if (right !== undefined) return right ? [] : ['not so'];
  if (/^\w+ \d{4}/.test(normalized)) return datesDiffer(values, normalized);
  return one?.value === normalized ? [] : [`${one?.value} is not ${normalized}`];
}

/** Why a reading is not what the table of known answers says, '' where it is; all that either says is accounted for. */
export function accountedFor(kind: string, { values, refused }: NormalizedText, normalized: string): string {
  if (refused) {
    const bounds =
      refused.reason === 'tier-bounds' &&
      /^tier bounds \(0,1000000\]/.test(normalized) &&
      /\(0, 1000000\]/.test(refused.detail);
    const client = refused.reason === 'client-default' && /^client default/.test(normalized);
    return bounds || client ? '' : `refused: ${refused.reason}`;
  }
  if (NOTHING.test(normalized) && kind !== 'status')
    return values.every(({ value, number }) => value === 'unknown' && number === null) ? '' : 'not unknown';
  const differ =
    kind === 'capability'
      ? statesDiffer
      : kind === 'status'
        ? statusDiffers
        : kind === 'date' || kind === 'cutoff'
          ? datesDiffer
          : kind === 'licence' || kind === 'architecture'
            ? termsDiffer
            : countsDiffer;
  return [...differ(values, normalized), ...unsaid(normalized, values)].join('; ');
}
