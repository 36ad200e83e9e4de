import type { RefreshReport, ReviewConflict } from '../../schema/outputs.ts';
import type { Io } from '../../src/cli/io.ts';
import type { Services } from '../../src/cli/services.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const AT = '2026-11-20T00:00:00Z';
const SHA = 'a'.repeat(64);

export interface Recorded {
  io: Io;
  out: string[];
  err: string[];
}

/** An io that keeps what was written. */
export function recordedIo(over: Partial<Io> = {}): Recorded {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    isTTY: { out: false, err: false },
    color: false,
    columns: 100,
    cwd: '/tmp',
    now: () => NOW,
    signal: new AbortController().signal,
    ...over,
  };
  return { io, out, err };
}

const CONFLICT: ReviewConflict = {
  id: '12',
  version: 1,
  kind: 'between-sources',
  state: 'open',
  subject: 'openai/gpt-5.3-codex-spark',
  subjectKind: 'model',
  attribute: 'context_window',
  scope: '',
  diagnosis: 'notation',
  arithmetic: '131,072 = 128 × 1,024',
  candidates: [
    {
      key: '131k',
      value: '131000',
      asWritten: '131k',
      witnesses: [{ source: 'llm-reference', document: 'https://a.example/', authority: false }],
    },
    {
      key: '128k',
      value: '128000',
      asWritten: '128k\u001b[31m',
      witnesses: [{ source: 'press-review', document: 'https://b.example/', authority: false }],
    },
  ],
  published: '131000',
  proposal: null,
  openedAt: AT,
  snoozedUntil: null,
};

const REFRESH: RefreshReport = {
  run: '1',
  world: 'demo',
  at: AT,
  sources: [
    {
      id: 'openrouter',
      outcome: 'changed',
      documents: 1,
      entries: { listed: 1, taken: 1 },
      statements: 9,
      claims: { opened: 9, closed: 0, live: 9 },
      refused: [{ reason: 'glued row', count: 2 }],
      unknownProviders: [],
      problems: [],
      alarms: [],
    },
  ],
  subjects: 4,
  facts: { inserted: 9, closed: 0, live: 9 },
  conflicts: {
    opened: 1,
    settled: 0,
    healed: 0,
    open: 1,
    by: [{ attribute: 'context_window', diagnosis: 'notation', count: 1 }],
  },
  alarms: [],
  notes: [],
  noReader: [],
  changes: 9,
  seconds: 0.5,
  peakRssBytes: 1000,
};

/** The refresh of one source with this outcome. */
export function refreshOf(...outcomes: RefreshReport['sources'][number]['outcome'][]): RefreshReport {
  const [source] = REFRESH.sources;
  if (!source) throw new Error('the report has a source');
  return { ...REFRESH, sources: outcomes.map((outcome) => ({ ...source, outcome })) };
}

const FACT = {
  subject: CONFLICT.subject,
  attribute: 'context_window',
  scope: '',
  part: '',
  value: '131000',
  number: '131000',
  low: '130500',
  high: '131499',
  readings: [131072],
  unit: null,
  precision: 'rounded',
  status: 'contested' as const,
  basis: 'order',
  validFrom: AT,
  knownFrom: AT,
};

const CLAIM = {
  source: 'llm-reference',
  alias: { kind: 'offering' as const, provider: "Joe's Cloud", written: 'gpt-5.3-codex-spark\u001b[31m' },
  subject: CONFLICT.subject,
  attribute: 'context_window',
  scope: '',
  part: '',
  asWritten: '131k',
  value: '131000',
  unit: null,
  marks: [],
  low: '130500',
  high: '131499',
  readings: [131072],
  quote: 'Context window … 131k',
  locator: { places: [{ kind: 'text' as const, start: 0, end: 4 }] },
  capture: { url: 'https://a.example/', fetchedAt: AT, sha256: SHA },
  standing: 'supports' as const,
};

const REVIEW = {
  open: 1,
  groups: [{ attribute: 'context_window', diagnosis: 'notation', count: 1 }],
  conflicts: [CONFLICT],
};
const KEY = {
  subject: CONFLICT.subject,
  attribute: 'context_window',
  scope: '',
  facts: [FACT],
  conflict: CONFLICT,
  decision: null,
  policy: null,
  claims: [CLAIM],
};
const MIGRATED = { engine: 'embedded' as const, where: '/tmp/x', applied: ['0001'] };

/** Services that answer at once with small true-shaped answers. */
export function fakeServices(over: Partial<Services> = {}): Services {
  const decided = async () => ({
    decision: '3',
    publication: '2',
    conflict: { ...CONFLICT, state: 'settled' as const },
  });
  return {
    sourceIds: () => ['openrouter', 'llm-reference'],
    sourceList: async () => ({
      at: AT,
      noDatabase: null,
      sources: [
        {
          id: 'openrouter',
          owner: 'openrouter',
          kind: 'router',
          state: 'recorded',
          schedule: '0 */6 * * *',
          next: AT,
          seeds: ['https://a.example/'],
          off: [],
          note: 'Listings.',
          lastGood: AT,
          lastOutcome: 'refused',
          stale: 'refused: leftover: a piece was\u001b[31m not accounted for',
          claims: 9,
        },
      ],
    }),
    sourceRecord: async () => ({
      source: 'openrouter',
      url: 'https://a.example/',
      folder: '/tmp/x/openrouter/2026-11-20/a',
      files: ['page.json'],
      verdict: 'accepted',
      reasons: [],
      statements: 3,
      refused: 0,
      next: ['Rewrite it.'],
    }),
    sourceNew: async () => ({ source: 'x', files: ['scrapers/x/index.ts'], line: 'export', next: ['Read.'] }),
    sourceDiff: async () => ({
      source: 'openrouter',
      from: { at: AT, outcome: 'changed' },
      to: { at: AT, outcome: 'changed' },
      opened: 1,
      closed: 1,
      changes: [
        {
          subject: 'openai/gpt-5',
          attribute: 'context_window',
          scope: '',
          part: '',
          before: '128k = 128000',
          after: '131k = 131000\u001b[31m',
          cause: 'source',
          url: 'https://a.example/',
        },
      ],
    }),
    reread: async () => ({
      at: AT,
      sources: [
        {
          id: 'openrouter',
          documents: 1,
          read: 1,
          statements: 9,
          claims: { opened: 1, closed: 0 },
          alarms: [],
        },
      ],
      facts: { inserted: 1, closed: 0 },
      changes: 1,
    }),
    reviewMap: async (_, { address }) => ({
      ...{ source: address.source, kind: address.kind, provider: '', alias: address.written },
      mapping: null,
      history: [],
      decision: null,
      publication: null,
    }),
    sourceUnmatched: async () => ({
      groups: [{ group: 'unknown', count: 1 }],
      unmatched: [
        {
          source: 'openrouter',
          kind: 'model',
          provider: '',
          nativeId: 'some/thing',
          group: 'unknown',
          reason: 'no known family',
        },
      ],
      offerings: {
        count: 4,
        groups: [
          {
            group: 'unknown',
            reason: 'no known family',
            count: 4,
            offerings: ['a', 'b', 'c', 'd'].map((id) => ({
              ...{ subject: `acme/${id}`, source: 'openrouter', asWritten: id },
            })),
          },
        ],
      },
    }),
    sourceTry: async () => ({
      source: 'openrouter',
      document: 'file',
      url: 'https://a.example/',
      verdict: 'accepted',
      reasons: [],
      statements: [],
      refused: [],
    }),
    demo: async () => ({
      where: '/tmp/x',
      refresh: REFRESH,
      review: REVIEW,
      settled: [
        {
          subject: 'stepfun/step-3.7-flash',
          attribute: 'licence',
          scope: '',
          published: 'Apache-2.0',
          against: ['Proprietary'],
          sentence: 'The maker says so.',
        },
      ],
    }),
    refresh: async () => REFRESH,
    reviewList: async () => REVIEW,
    reviewShow: async () => ({ conflict: CONFLICT, decision: null, policy: null, claims: [CLAIM] }),
    decide: decided,
    undo: decided,
    why: async () => ({
      subject: CONFLICT.subject,
      kind: 'model',
      fact: FACT,
      decision: null,
      policy: null,
      claims: [CLAIM],
      keys: [KEY],
      unlisted: [
        { source: 'openrouter', url: 'https://openrouter.ai/api/v1/models', since: AT, ended: AT, claims: 4 },
      ],
    }),
    verify: async () => ({ claims: 9, bodies: 2, findings: [] }),
    audit: async () => ({ keys: 4, pending: 0, findings: [] }),
    checksum: async () => ({ checksum: SHA, facts: 9, conflicts: 1 }),
    sql: async () => ({ columns: ['subject', '__proto__'], rows: [['a\u001b[2J', 1]] }),
    migrate: async () => MIGRATED,
    reset: async () => MIGRATED,
    scheduleList: async () => ({
      at: AT,
      sources: [
        { id: 'openrouter', schedule: '0 */6 * * *', last: null, lastOutcome: null, next: AT, due: true },
      ],
    }),
    scheduleRun: async (_context, onRefresh) => {
      onRefresh(REFRESH);
      return { from: AT, until: AT, refreshes: 1 };
    },
    ...over,
  };
}
