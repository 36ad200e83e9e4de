import type { Candidate, ConflictState } from '../../schema/judgement.ts';
import { candidateDigest, candidateOf, type Group } from './candidates.ts';
import { disagreeing, type Parts } from './cards.ts';
import { diagnose, type Explanation, plainDifference } from './diagnose.ts';
import type { ConflictDraft, ConflictKind, Episode, KeyState } from './state.ts';
import type { Survey } from './survey.ts';

/** Inside-source where every dispute is between writings of one source. */
function kindOf(groups: readonly Group[]): ConflictKind {
  const between = groups.some((left, at) =>
    groups
      .slice(at + 1)
      .some((right) =>
        left.cards.some((a) =>
          right.cards.some((b) => a.source !== b.source && disagreeing(a.parts, b.parts).length > 0),
        ),
      ),
  );
  return between ? 'between-sources' : 'inside-source';
}

/** All agree, but not on what a person ruled. */
function lostSupport(group: Group, kept: Parts): Explanation {
  const sentences = disagreeing(kept, group.lead.parts).flatMap((part) => {
    const [a, b] = [kept.get(part), group.lead.parts.get(part)];
    return a && b ? [plainDifference({ part, a, b })] : [];
  });
  return { diagnosis: 'none-known', arithmetic: sentences.join(' · '), favours: group };
}

/** The only group that an authority states, else what the arithmetic speaks for, else the first by order. */
function proposalOf(survey: Survey, favours: Group | null): Candidate | null {
  const stated = survey.groups.filter((group) => group.cards.some((card) => card.authority));
  const proposed = (stated.length === 1 ? stated[0] : undefined) ?? favours ?? survey.best;
  return proposed ? candidateOf(proposed) : null;
}

/** The episode's row for claims that disagree with each other or, all together, with the ruling that was kept. */
export function conflictOf(
  state: KeyState,
  survey: Survey,
  to: { state: ConflictState; kept: Parts },
): ConflictDraft {
  const [first] = survey.groups;
  const alone = survey.groups.length === 1 && first !== undefined;
  const { diagnosis, arithmetic, favours } = alone
    ? lostSupport(first, to.kept)
    : diagnose(survey.groups, state);
  return {
    kind: alone ? 'lost-support' : kindOf(survey.groups),
    diagnosis,
    arithmetic,
    candidates: survey.groups.map(candidateOf),
    proposal: proposalOf(survey, favours),
    state: to.state,
  };
}

const digest = (one: Omit<ConflictDraft, 'candidates'> & { candidates: readonly Candidate[] }): string =>
  JSON.stringify([
    one.kind,
    one.diagnosis,
    one.arithmetic,
    one.candidates.map(candidateDigest),
    one.proposal ? candidateDigest(one.proposal) : null,
  ]);

/** Whether the row would say the same: other wording and other places of the same evidence change nothing. */
export const sameConflict = (draft: ConflictDraft, episode: Episode): boolean =>
  draft.state === episode.state && digest(draft) === digest(episode);
