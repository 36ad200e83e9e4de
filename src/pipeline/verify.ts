import type { VerifyReport } from '../../schema/outputs.ts';
import { decodeBody } from '../read/decode.ts';
import { type Finder, findsQuote, locator } from '../read/locate.ts';
import { sha256Of, storedBody } from '../store/captures.ts';
import type { Database } from '../store/connect.ts';
import { allEvidence, type EvidenceRow, unsupportedFacts } from '../store/evidence.ts';

type Finding = VerifyReport['findings'][number];

interface OpenBody {
  sha256: string;
  find: Finder;
  intact: boolean;
}

async function openBody(database: Database, row: EvidenceRow): Promise<OpenBody | undefined> {
  if (row.sha256 === null) return undefined;
  const bytes = await storedBody(database.db, row.sha256);
  if (bytes === undefined) return undefined;
  const { text } = decodeBody(bytes, row.mediaType);
  return { sha256: row.sha256, find: locator(text), intact: sha256Of(bytes) === row.sha256 };
}

function problemOf(
  row: EvidenceRow,
  body: OpenBody | undefined,
): Pick<Finding, 'problem' | 'detail'> | undefined {
  if (body === undefined)
    return { problem: 'no-body', detail: 'the capture behind the claim has no stored body' };
  if (!body.intact)
    return { problem: 'hash', detail: `the stored bytes do not have the hash ${body.sha256}` };
  if (findsQuote(body.find, row.quote, row.locator)) return undefined;
  return { problem: 'quote', detail: `the quote "${row.quote}" does not stand where the claim says` };
}

async function checkClaims(
  database: Database,
): Promise<{ findings: Finding[]; claims: number; bodies: number }> {
  const findings: Finding[] = [];
  const rows = await allEvidence(database.db);
  const bodies = new Set<string>();
  let body: OpenBody | undefined;
  for (const row of rows) {
    if (body?.sha256 !== row.sha256) body = await openBody(database, row);
    if (body) bodies.add(body.sha256);
    const problem = problemOf(row, body);
    const { subject, attribute, scope, part, source, url } = row;
    if (problem) findings.push({ subject, attribute, scope, part, source, url, ...problem });
  }
  return { findings, claims: new Set(rows.map((row) => row.claim)).size, bodies: bodies.size };
}

/** Follows every live claim to its capture, its hash and its quote, and every live fact to a claim. */
export async function verify(database: Database): Promise<VerifyReport> {
  const { findings, claims, bodies } = await checkClaims(database);
  for (const fact of await unsupportedFacts(database.db)) {
    const detail = 'no live claim supports the published value and no decision made it';
    findings.push({ ...fact, source: null, url: null, problem: 'unsupported', detail });
  }
  return { claims, bodies, findings };
}
