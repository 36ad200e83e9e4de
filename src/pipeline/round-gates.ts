import type { Kysely } from 'kysely';
import type { DB } from '../store/types.ts';
import {
  documentVolumes,
  goneAttributes,
  goneScopes,
  liveByAttribute,
  type Volume,
  volumeOf,
} from '../store/volume.ts';
import type { CommittedDocument, Home } from './commit.ts';
import type { Attempted } from './document.ts';
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

/** Documents that lost too much: they are refused, and the round is worked again with the others. */
export class DocumentsLost extends Error {
  private readonly trips: ReadonlyMap<string, Trip>;
  constructor(trips: readonly Trip[]) {
    super('documents lost too much');
    this.name = 'DocumentsLost';
    this.trips = new Map(trips.map((trip) => [trip.url, trip]));
  }

  /** The attempts of the round, those of these documents refused. */
  refusedIn<T extends Attempted>(attempts: readonly T[]): T[] {
    return attempts.map((attempted) => {
      const trip = this.trips.get(attempted.document.url);
      if (trip === undefined || attempted.kind !== 'fresh') return attempted;
      return { ...attempted, tripped: { reason: trip.reason, detail: trip.detail } };
    });
  }
}

/** How many claims there have to be for a loss to count, and which share has to be left: few may go in an ordinary change. */
const LOSSES: readonly { least: number; percent: number }[] = [
  { least: 20, percent: 85 },
  { least: 10, percent: 50 },
];
const ENOUGH_NAMES = 5;
/** One subject that no longer has an attribute is a change; several at once, and none left, is a lost column. */
const ENOUGH_CELLS = 2;
/** So many prices in one currency and tier are no chance. */
const ENOUGH_PRICES = 5;

const refuse = (reason: string, detail: string): never => {
  throw new RoundRefused({ url: '', reason, detail });
};

/** What is wrong where too few claims are left, for a sentence; undefined where enough are. */
function lossOf({ before, after }: { before: number; after: number }): string | undefined {
  const rule = LOSSES.find(({ least }) => before >= least);
  if (!rule || after * 100 >= before * rule.percent) return undefined;
  return `${after} claims are left of the ${before} after the last accepted round, at least ${rule.percent} % are expected`;
}

function checkLoss({ claims, names }: Volume): void {
  const lost = lossOf(claims);
  if (lost !== undefined) refuse('loss', lost);
  if (names.before >= ENOUGH_NAMES && names.gone * 2 > names.before) {
    refuse('vanished', `${names.gone} of ${names.before} subjects of the last accepted round are gone`);
  }
}

/** Entries move from page to page of one list, so only the whole list can lose some. */
async function checkDocuments(
  db: Kysely<DB>,
  { source }: Home,
  extractions: readonly string[],
): Promise<void> {
  if (source.paged) return;
  const trips = (await documentVolumes(db, extractions)).flatMap((volume): Trip[] => {
    const detail = lossOf(volume);
    return detail === undefined ? [] : [{ url: volume.url, reason: 'loss', detail }];
  });
  if (trips.length > 0) throw new DocumentsLost(trips);
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
  const scopes = await goneScopes(db, source, extractions);
  const scope = scopes.find(({ claims, names }) => claims >= ENOUGH_PRICES && names >= ENOUGH_CELLS);
  if (scope) {
    const detail = `no price in ${scope.scope} is left of ${scope.claims}, and ${scope.names} subjects that had one are still listed`;
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
  await checkAttributes(db, source.id, extractions);
  await checkDocuments(db, home, extractions);
  checkLoss(await volumeOf(db, source.id, extractions));
}
