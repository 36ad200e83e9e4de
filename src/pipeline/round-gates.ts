import type { Kysely } from 'kysely';
import type { DB } from '../store/types.ts';
import { goneAttributes, liveByAttribute, type Volume, volumeOf } from '../store/volume.ts';
import type { CommittedDocument, Home } from './commit.ts';
import { endedEarly, type Trip } from './follow.ts';

/** A gate tripped at the round as a whole: nothing of it is used. */
export class RoundRefused extends Error {
  readonly trip: Trip;
  constructor(trip: Trip) {
    super('the round is refused');
    this.name = 'RoundRefused';
    this.trip = trip;
  }
}

/** A source with fewer claims may lose most of them in an ordinary change. */
const ENOUGH_CLAIMS = 10;
const ENOUGH_NAMES = 5;
/** One subject that no longer has an attribute is a change; several at once, and none left, is a lost column. */
const ENOUGH_CELLS = 2;

const refuse = (reason: string, detail: string): never => {
  throw new RoundRefused({ url: '', reason, detail });
};

function checkLoss({ claims, names }: Volume): void {
  if (claims.before >= ENOUGH_CLAIMS && claims.after * 2 < claims.before) {
    const detail = `${claims.after} claims are left of the ${claims.before} after the last accepted round`;
    refuse('loss', detail);
  }
  if (names.before >= ENOUGH_NAMES && names.gone * 2 > names.before) {
    refuse('vanished', `${names.gone} of ${names.before} subjects of the last accepted round are gone`);
  }
}

async function checkAttributes(
  db: Kysely<DB>,
  source: string,
  extractions: readonly string[],
): Promise<void> {
  const gone = await goneAttributes(db, source, extractions);
  const lost = gone.find(({ names }) => names >= ENOUGH_CELLS);
  if (lost) {
    const detail = `no ${lost.attribute} is left, and ${lost.names} subjects that had one are still listed`;
    refuse('attribute-gone', detail);
  }
}

async function checkFloors(db: Kysely<DB>, { source }: Home): Promise<void> {
  if (!source.floors) return;
  const live = await liveByAttribute(db, source.id);
  for (const [attribute, floor] of Object.entries(source.floors)) {
    const found = live.get(attribute) ?? 0;
    if (found < floor)
      refuse('volume', `${found} claims of ${attribute}, at least ${floor} are expected of a round`);
  }
}

/** The gates of a round: the end of its list, its floors, and what is missing against the last accepted round. */
export async function checkRound(
  db: Kysely<DB>,
  home: Home,
  round: { documents: readonly CommittedDocument[]; miscount: Trip | undefined; unlisted: number },
): Promise<void> {
  const { source, acceptLoss } = home;
  const { documents, miscount } = round;
  const missing = source.paged && documents.find(({ kind }) => kind === 'refused' || kind === 'failed');
  if (missing?.reason) throw new RoundRefused(endedEarly(missing.url, missing.reason));
  if (miscount) throw new RoundRefused(miscount);
  const extractions = documents.flatMap(({ extraction }) => extraction ?? []);
  if (acceptLoss || (extractions.length === 0 && round.unlisted === 0)) return;
  await checkFloors(db, home);
  checkLoss(await volumeOf(db, source.id, extractions));
  await checkAttributes(db, source.id, extractions);
}
