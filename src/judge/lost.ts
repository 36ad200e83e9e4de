import { type Parts, partsOf } from './cards.ts';
import { keptCandidate } from './conflict.ts';
import { waitsForPerson } from './events.ts';
import { factsOf } from './publish.ts';
import type { ConflictDraft, FactDraft, KeyState, LiveFact } from './state.ts';
import type { Survey } from './survey.ts';

/** What is asked where the last that stated a value was withdrawn, and what stays published meanwhile. */
export interface LostSupport {
  draft: ConflictDraft;
  facts: FactDraft[];
  waking: boolean;
}

type Kept = readonly Pick<LiveFact, 'part' | 'value'>[];

/** What a person ruled and somebody stated; a ruling that no witness carried loses nothing by a withdrawal. */
function ruledParts(state: KeyState): Kept | null {
  const chosen = state.ruling?.considered.chosen;
  if (chosen) return chosen.witnesses.length > 0 ? chosen.parts : null;
  return waitsForPerson(state) ? state.lastSettled : null;
}

/** What stood when the support was lost, of a subject of which others still speak. */
function orphaned(state: KeyState): Kept {
  if (state.ruling || !state.withdrawn?.others) return [];
  if (state.episode?.kind === 'lost-support') return state.episode.candidates[0]?.parts ?? [];
  return state.facts.filter((fact) => fact.status !== 'held');
}

function draftOf(kept: Parts, others: boolean, state: 'open' | 'snoozed'): ConflictDraft {
  const rest = others ? 'others still speak of the subject' : 'nobody speaks of the subject any more';
  return {
    kind: 'lost-support',
    diagnosis: 'none-known',
    arithmetic: `the list that stated it last no longer names the subject; ${rest}`,
    candidates: [keptCandidate(kept)],
    proposal: null,
    state,
  };
}

/**
 * The question where a withdrawal took the last claim of a key: only about ruled facts, which stay contested, and about
 * subjects of which others still speak, whose facts close. Null where nothing is asked.
 */
export function lostSupport(state: KeyState, survey: Survey, now: string): LostSupport | null {
  if (!state.withdrawn || survey.groups.length > 0 || survey.inputs.length > 0) return null;
  const ruled = ruledParts(state);
  const kept = ruled ?? orphaned(state);
  if (kept.length === 0) return null;
  const { episode } = state;
  const due = episode?.wakesAt ? Date.parse(episode.wakesAt) <= Date.parse(now) : false;
  const waking = episode?.state === 'snoozed' && (due || episode.kind !== 'lost-support');
  const sleeps = episode?.state === 'snoozed' && !waking;
  return {
    draft: draftOf(partsOf(kept), state.withdrawn.others, sleeps ? 'snoozed' : 'open'),
    facts: ruled ? factsOf(ruled, 'contested', 'last settled') : [],
    waking,
  };
}
