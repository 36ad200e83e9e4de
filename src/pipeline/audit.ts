import type { AuditReport } from '../../schema/outputs.ts';
import { judge } from '../judge/index.ts';
import type { Database } from '../store/connect.ts';
import { allKeys, dirtyKeys } from '../store/keys.ts';
import { Neighbourhood } from './neighbours.ts';
import { sameData } from './same.ts';
import { type LoadedKey, loadKeys } from './states.ts';

type Finding = AuditReport['findings'][number];

/** Keys that are judged together. */
const KEYS_AT_ONCE = 2000;

const shown = (
  facts: readonly { part: string; value: { text: string }; status: string; basis: string }[],
): string =>
  facts
    .map(
      ({ part, value, status, basis }) =>
        `${part === '' ? '' : `${part} `}${value.text} (${status}, ${basis})`,
    )
    .join('; ') || 'nothing';

function findingsOf(key: LoadedKey, now: string): Finding[] {
  const verdict = judge(key.state, now);
  const { subject, attribute, scope } = key.state.key;
  const plain = (facts: readonly { part: string; value: unknown; status: string; basis: string }[]) =>
    facts
      .map(({ part, value, status, basis }) => ({ part, value, status, basis }))
      .sort((a, b) => (a.part < b.part ? -1 : 1));
  const findings: Finding[] = [];
  if (!sameData(plain(key.facts), plain(verdict.facts))) {
    const detail = `published: ${shown(key.facts)}; judged now: ${shown(verdict.facts)}`;
    findings.push({ subject, attribute, scope, problem: 'fact', detail });
  }
  if (verdict.move !== 'none') {
    const detail = `the episode stands at ${key.episode?.state ?? 'none'}; judged now it would move: ${verdict.move}`;
    findings.push({ subject, attribute, scope, problem: 'conflict', detail });
  }
  return findings;
}

/** Judges every key again and reports each difference from what is published: zero proves that nothing was lost. */
export async function audit(database: Database, now: Date): Promise<AuditReport> {
  const { db } = database;
  const dirty = new Set(
    (await dirtyKeys(db)).map(({ subject, attribute, scope }) => `${subject} ${attribute} ${scope}`),
  );
  const keys = (await allKeys(db)).filter(
    (key) => !dirty.has(`${key.subject} ${key.attribute} ${key.scope}`),
  );
  const findings: Finding[] = [];
  const neighbourhood = new Neighbourhood();
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const loaded = await loadKeys(db, keys.slice(start, start + KEYS_AT_ONCE), { neighbourhood });
    findings.push(...loaded.flatMap((key) => findingsOf(key, now.toISOString())));
  }
  return { keys: keys.length, pending: dirty.size, findings };
}
