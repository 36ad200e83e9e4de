import { qualified } from '../../schema/scope.ts';

/** Benchmarks that are known by name; a table headed "Benchmark" adds its own rows. */
const KNOWN = [
  'SWE-Bench Pro',
  'SWE-Bench Verified',
  'SWE-bench Verified',
  'SWE-Bench Multilingual',
  'SWE-Lancer IC Diamond',
  'SWE-Lancer',
  'Terminal-Bench 2.0',
  'Terminal-Bench 2.1',
  'Terminal-Bench',
  'OSWorld-Verified',
  'OSWorld',
  'GPQA Diamond',
  'GPQA',
  'MMLU-Pro',
  'MMLU',
  'MMMU-Pro',
  'MMMU',
  'AIME 2024',
  'AIME 2025',
  'AIME 2026',
  'LiveCodeBench',
  'LiveCodeBench v6',
  'HumanEval',
  'BrowseComp',
  'ARC-AGI-1',
  'ARC-AGI-2',
  'SimpleQA',
  'IFEval',
  'Toolathlon',
  'GDPval',
  'FrontierMath',
  "Humanity's Last Exam",
  'Aider Polyglot',
  'CyberGym',
  'MCP Atlas',
];

const lower = new Set(KNOWN.map((name) => name.toLowerCase()));

/** Whether a text is the name of a benchmark that is known without a table that says so. */
export const isKnownBenchmark = (name: string): boolean => lower.has(name.toLowerCase());

/** All names that a sentence may use, the longest first. */
export const benchmarkNames = (fromTables: readonly string[]): string[] =>
  [...new Set([...KNOWN, ...fromTables])].sort((a, b) => b.length - a.length);

/** The scope of a benchmark: its name in lower case with hyphens, its version, its metric in brackets. */
export function benchmarkScope(written: string): string {
  const metric = /\(([^)]+)\)\s*$/u.exec(written)?.[1];
  const bare = written.replace(/\s*\([^)]*\)\s*$/u, '').trim();
  const version = /\sv?(\d+(?:\.\d+)*)$/u.exec(bare)?.[1];
  const name = version === undefined ? bare : bare.replace(/\sv?\d+(?:\.\d+)*$/u, '');
  return qualified(slug(name), { version, metric: metric === undefined ? undefined : slug(metric) });
}

/** Lower case, white space as hyphens, nothing that parts qualifiers. */
export const slug = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s;=]+/gu, '-');
