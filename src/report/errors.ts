/** What the caller can do about an error: try again later, leave one thing out, refuse the unit of work, or stop. */
export type Recovery = 'retry' | 'skip' | 'refuse' | 'stop';

/** The four answers that every error of ours gives. None of them may contain a secret. */
export interface ErrorReport {
  /** What is wrong, as one sentence. */
  what: string;
  /** Where: the database, the URL, the file. */
  where: string;
  /** Why, as far as it is known. */
  why: string;
  /** The next step for the person who reads it. */
  next: string;
}

/** The base of all errors that we raise on purpose; its class says the recovery. */
export abstract class ModelfactsError extends Error implements ErrorReport {
  abstract readonly recovery: Recovery;
  readonly what: string;
  readonly where: string;
  readonly why: string;
  readonly next: string;

  constructor(report: ErrorReport) {
    super(`${report.what} (${report.where}): ${report.why}. ${report.next}`);
    this.name = new.target.name;
    this.what = report.what;
    this.where = report.where;
    this.why = report.why;
    this.next = report.next;
  }
}

/** The database does not answer or does not let us in. `where` names host and database, never the password. */
export class DatabaseUnreachable extends ModelfactsError {
  readonly recovery = 'retry';

  constructor(where: string, why: string, next: string) {
    super({ what: 'The database cannot be reached', where, why, next });
  }
}

/** Another live process owns the embedded database; the command line exits with 5. */
export class EmbeddedHeld extends ModelfactsError {
  readonly recovery = 'retry';

  constructor(folder: string, holder: { pid: number; host: string; since: string }) {
    super({
      what: 'The embedded database is in use',
      where: folder,
      why: `process ${holder.pid} on ${holder.host} has held it since ${holder.since}`,
      next: 'Wait until it ends, give a longer --wait, or set DATABASE_URL to a PostgreSQL that many can share.',
    });
  }
}

/** The embedded database cannot be made or opened. */
export class EmbeddedBroken extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(folder: string, why: string) {
    super({
      what: 'The embedded database cannot be opened',
      where: folder,
      why,
      next: 'Check space and permissions there; to start anew, move the folder away.',
    });
  }
}

/** The database holds another world than the command works on; worlds never mix. */
export class WrongWorld extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(held: string, wanted: string) {
    super({
      what: `The database holds the world "${held}"`,
      where: 'registry.world',
      why: `this command works on "${wanted}", and worlds never mix`,
      next: 'Name another database with DATABASE_URL or MODELFACTS_DATA, or empty this one with: modelfacts reset --yes',
    });
  }
}

/** The database has no tables of ours yet. */
export class SchemaMissing extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string) {
    super({
      what: 'The database has no modelfacts tables',
      where,
      why: 'it was never migrated',
      next: 'Make them with: modelfacts migrate',
    });
  }
}

/** The tables are of an older version that cannot be carried over. */
export class SchemaTooOld extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string) {
    super({
      what: 'The tables are of an older version of modelfacts',
      where,
      why: 'before version 0.1.0 the schema is rewritten, not migrated',
      next: 'Drop the old tables with their contents and make new ones: modelfacts reset --yes',
    });
  }
}

/** The tables are of a newer version than this program. */
export class SchemaTooNew extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string) {
    super({
      what: 'The tables are of a newer version of modelfacts',
      where,
      why: 'they carry a migration that this version does not know',
      next: 'Update modelfacts to the version that wrote them.',
    });
  }
}

/** What was asked for is not there. */
export class NotFound extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(what: string, where: string, next: string) {
    super({ what, where, why: 'nothing of that name or number is stored', next });
  }
}

/** A decision that cannot be taken as it was asked for; nothing was written. */
export class DecisionRefused extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(conflict: string, why: string, next: string) {
    super({ what: 'The decision was not taken', where: `conflict ${conflict}`, why, next });
  }
}

/** An alias that cannot be linked, or linked back, as it was asked for; nothing was written. */
export class MappingRefused extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(alias: string, why: string, next: string) {
    super({ what: 'The alias was not linked', where: alias, why, next });
  }
}

/** The database did not take a query as it was written, or it would have written. */
export class QueryRefused extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string, why: string) {
    super({
      what: 'The query was refused',
      where,
      why,
      next: 'Only one reading statement is taken; see the views of catalog_v1.',
    });
  }
}

/** There is no database yet, and this command only reads. */
export class NoDatabase extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string) {
    super({
      what: 'There is no database yet',
      where,
      why: 'nothing was refreshed into it',
      next: 'Fill one with: modelfacts demo (recorded pages) or modelfacts refresh (the live sources)',
    });
  }
}

/** A file that was named cannot be read. */
export class FileUnreadable extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string, why: string) {
    super({ what: 'The file cannot be read', where, why, next: 'Check its path and that you may read it.' });
  }
}

/** A page could not be fetched for a look at it. */
export class PageUnreachable extends ModelfactsError {
  readonly recovery = 'retry';

  constructor(where: string, why: string) {
    super({
      what: 'The page could not be fetched',
      where,
      why,
      next: 'Try again later, or read a saved copy with --file.',
    });
  }
}

/** A command that writes code or fixtures was called outside of a clone. */
export class NoClone extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string) {
    super({
      what: 'There is no clone to write into',
      where,
      why: 'the installed package holds compiled code and no sources',
      next: 'Call it in a clone of the repository (npm ci && npx modelfacts ...); a recording alone can go to a folder of yours with --to.',
    });
  }
}

/** What would be written is there already; nothing is ever overwritten. */
export class AlreadyThere extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(where: string, next: string) {
    super({ what: 'It is there already', where, why: 'nothing is overwritten', next });
  }
}

/** Two sources would read the same recorded file. */
export class RecordingClaimedTwice extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(file: string, sources: readonly string[]) {
    super({
      what: 'A recorded file has two readers',
      where: file,
      why: `the recordings of ${sources.join(' and ')} both match it`,
      next: 'Make the globs of one of the two sources narrower.',
    });
  }
}
