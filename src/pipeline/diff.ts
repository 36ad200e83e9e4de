import type { SourceDiff } from '../../schema/outputs.ts';
import type { Database } from '../store/connect.ts';
import { type AcceptedRound, acceptedRounds, type MovedClaim, movedBetween } from '../store/rounds.ts';
import { grouped } from './grouped.ts';

const keyOf = ({ subject, attribute, scope, part, url }: MovedClaim): string =>
  JSON.stringify([subject, attribute, scope, part, url]);

const said = (claims: readonly MovedClaim[]): string | null =>
  claims.length === 0
    ? null
    : claims.map(({ asWritten, text }) => (asWritten === text ? text : `${asWritten} = ${text}`)).join(' | ');

const shown = (round: AcceptedRound | undefined) =>
  round ? { at: round.at.toISOString(), outcome: round.outcome } : null;

/** What a source says since its last accepted round that it did not say after the one before. */
export async function sourceDiff(database: Database, source: string): Promise<SourceDiff> {
  const [to, from] = await acceptedRounds(database.db, source);
  const moved = from && to ? await movedBetween(database.db, source, { after: from.at, until: to.at }) : [];
  const changes = [...grouped(moved, keyOf).values()].flatMap((claims) => {
    const [first] = claims;
    if (!first) return [];
    const { subject, attribute, scope, part, url } = first;
    const ended = claims.filter(({ opened }) => !opened);
    const before = said(ended);
    const after = said(claims.filter(({ opened }) => opened));
    return [{ subject, attribute, scope, part, before, after, cause: ended[0]?.cause ?? first.cause, url }];
  });
  return {
    source,
    from: shown(from),
    to: shown(to),
    opened: moved.filter(({ opened }) => opened).length,
    closed: moved.filter(({ opened }) => !opened).length,
    changes,
  };
}
