/**
 * What the judge is given and what it answers: plain data, so that a caller can store, print and replay it.
 *
 * `related` and `neighbours` are evidence only: their values are never published under this key. A value of
 * `modelWindows` can be a candidate; it is published where a person chooses it, and never otherwise.
 *
 * Beyond the first sketch of this interface: `Episode.wakesAt` (a snooze's date), and these readings of it.
 * `Verdict.conflict` is what the episode's row must say after the verdict; it is null where no row changes its text
 * (`none`, `heal`). `settlement` comes with `settle`, and with `update` of an episode that policy settled.
 * A `reopen` closes the episode and opens a new one that names it; the decision no longer rules, and the ruled
 * value reaches the next judgement as `lastSettled`. Where the authority agrees with the ruling, a `reopen` brings
 * a settlement: the new episode is settled at once and nobody is asked.
 */
import type { Attribute } from '../../schema/attributes.ts';
import type {
  Candidate,
  CONFLICT_KINDS,
  ConflictState,
  Considered,
  DiagnosisKind,
  FactKey,
  FactStatus,
} from '../../schema/judgement.ts';
import type { SourceKind } from '../../schema/source.ts';
import type { Value } from '../../schema/value.ts';

export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** One open claim under a key, with what the judge must know of its source. Times are ISO 8601 in UTC. */
export interface LiveClaim {
  id: string;
  source: string;
  kind: SourceKind;
  /** Provider key of who speaks. */
  owner: string;
  upstreams: readonly string[];
  /** The document's canonical URL. */
  document: string;
  /** The maker speaks about its model, or the seller about its offering. */
  authority: boolean;
  part: string;
  /** What the source's field can mean; several where it is ambiguous. */
  means: readonly Attribute[];
  value: Value;
  asWritten: string;
  /** Last sighting of the document. */
  confirmedAt: string;
  /** Why the name that was written can be several models; the judge itself makes such claims, one for each model. */
  torn?: string;
}

/** A document that stated one model under a name, and states another one since. */
export interface AliasMove {
  source: string;
  document: string;
  /** What it stated before, and until when: ISO 8601 in UTC. */
  from: Value;
  asWritten: string;
  until: string;
}

/** One published part of a key, as it stands before this judgement. */
export interface LiveFact {
  part: string;
  value: Value;
  status: FactStatus;
  basis: string;
}

/** The live episode of disagreement about a key: open, snoozed or settled. */
export interface Episode {
  id: string;
  state: ConflictState;
  kind: ConflictKind;
  diagnosis: DiagnosisKind;
  arithmetic: string;
  /** First the one that is shown first. */
  candidates: readonly Candidate[];
  proposal: Candidate | null;
  version: number;
  settledBy: 'decision' | 'policy' | 'rule' | null;
  /** When a snoozed episode is asked again; absent: only new evidence wakes it. */
  wakesAt?: string | null;
}

/** Everything that is known about one key. */
export interface KeyState {
  key: FactKey;
  claims: readonly LiveClaim[];
  facts: readonly LiveFact[];
  /** The newest settled fact of the key that no undone decision made; empty where there never was one. */
  lastSettled: readonly LiveFact[];
  episode: Episode | null;
  /** The decision in force on the episode. */
  ruling: {
    considered: Considered;
    decisionId: string /** When it is to be asked again. */;
    reviewAfter?: string | null;
  } | null;
  /** Live claims of the same subject and attribute in other scopes: evidence for diagnoses. */
  siblings: readonly (LiveClaim & { scope: string })[];
  /** Live claims of the other limits of the same subject and scope, where the key is a limit. */
  related: readonly (LiveClaim & { attribute: Attribute })[];
  /** What the model costs elsewhere in the same scope, where the key is a price. */
  neighbours: readonly Neighbour[];
  /**
   * Live claims about the window of the model that the offering sells, in the same scope, where the key is an
   * offering's window or input. Claims that can mean the window and another limit are among them.
   */
  modelWindows: readonly LiveClaim[];
  /** Where the key is the model that an offering sells: the last time that a live claim replaced another model. */
  moved?: AliasMove | null;
  /** The last claim of the key was withdrawn, with its subject, from a complete list; whether others still speak of that. */
  withdrawn?: { others: boolean } | null;
}

/** A price that is stated for another offering of the same model. Its figure is positive. */
export interface Neighbour {
  part: string;
  num: string;
  unit: string;
  /** Key of the offering. */
  offering: string;
  source: string;
}

/** One part to publish. `basis` holds no id and no time, because it enters the checksum. */
export interface FactDraft {
  part: string;
  value: Value;
  status: FactStatus;
  basis: string;
}

/** How one claim stands to what is published; `chosen` marks the claims whose value it is. */
export interface Standing {
  claim: string;
  standing: 'supports' | 'against' | 'silent';
  chosen: boolean;
}

/** What happens to the key's episode. */
export type Move = 'none' | 'open' | 'update' | 'settle' | 'heal' | 'reopen' | 'wake';

/** What the episode's row says after the verdict. */
export interface ConflictDraft {
  kind: ConflictKind;
  diagnosis: DiagnosisKind;
  arithmetic: string;
  candidates: Candidate[];
  proposal: Candidate | null;
  state: ConflictState;
}

/**
 * What a step of the policy settled, and against which candidates: `authority` by the word of the owner that it names,
 * `meaning` because the other candidates speak of another limit.
 */
export interface PolicySettlement {
  policy: 'authority' | 'meaning';
  authority: string | null;
  considered: Considered;
}

/** The answer of one judgement. */
export interface Verdict {
  facts: FactDraft[];
  standings: Standing[];
  move: Move;
  conflict: ConflictDraft | null;
  settlement: PolicySettlement | null;
}
