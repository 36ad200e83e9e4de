import type { Candidate } from '../../schema/judgement.ts';
import { type Card, cardsOf, disagreeing, type Parts, partsOf } from './cards.ts';
import type { Episode, KeyState } from './state.ts';
import type { Survey } from './survey.ts';
import { windowsOf } from './windows.ts';

/** How the live episode stands: the columns of the table of reopening. */
type Column = 'open' | 'snoozed' | 'person' | 'rule' | 'policy';

/** note: nothing beyond the record; judge: as if there were no ruling. */
export type Response = 'note' | 'judge' | 'wake' | 'reopen' | 'heal';

type Event =
  | 'authority-against'
  | 'new-value'
  | 'nothing-left'
  | 'support-moved'
  | 'agree-on-published'
  | 'agree-on-another'
  | 'date';

/**
 * The rows of the table of reopening that change something. Rows 1 to 4 (another wording or place, an unchanged document, new
 * witnesses) raise no event. Row 8 is seen where the witnesses of the chosen value now say another; silence and
 * withdrawal are not seen here.
 */
const RESPONSES: Readonly<Record<Event, Readonly<Record<Column, Response>>>> = {
  'authority-against': { open: 'note', snoozed: 'wake', person: 'reopen', rule: 'reopen', policy: 'judge' },
  'new-value': { open: 'note', snoozed: 'wake', person: 'reopen', rule: 'reopen', policy: 'judge' },
  'nothing-left': { open: 'heal', snoozed: 'heal', person: 'note', rule: 'note', policy: 'heal' },
  'support-moved': { open: 'note', snoozed: 'note', person: 'reopen', rule: 'reopen', policy: 'judge' },
  'agree-on-published': { open: 'heal', snoozed: 'heal', person: 'note', rule: 'note', policy: 'heal' },
  'agree-on-another': { open: 'heal', snoozed: 'heal', person: 'reopen', rule: 'reopen', policy: 'heal' },
  date: { open: 'note', snoozed: 'wake', person: 'reopen', rule: 'reopen', policy: 'note' },
};

const STRENGTH: readonly Response[] = ['note', 'judge', 'wake', 'reopen', 'heal'];

function columnOf(episode: Episode, ruled: boolean): Column {
  if (episode.state === 'open' || episode.state === 'snoozed') return episode.state;
  if (!ruled) return 'policy';
  return episode.settledBy === 'rule' ? 'rule' : 'person';
}

const fits = (card: Card, parts: Parts): boolean => disagreeing(card.parts, parts).length === 0;

/** Without a common part a card fits everything, so then the source must be one of the candidate's witnesses. */
function isCandidate(card: Card, candidate: Candidate): boolean {
  const parts = partsOf(candidate.parts);
  const shares = [...card.parts.keys()].some((part) => parts.has(part));
  return fits(card, parts) && (shares || candidate.witnesses.some(({ source }) => source === card.source));
}

/** What was seen when the decision fell, or what the episode shows. */
const consideredOf = ({ ruling, episode }: KeyState): readonly Candidate[] =>
  ruling ? [...ruling.considered.candidates, ruling.considered.chosen] : (episode?.candidates ?? []);

/** A reopened ruling whose support went over to another value waits for a person, however many agree on that. */
export const waitsForPerson = ({ episode, lastSettled }: KeyState): boolean =>
  episode?.kind === 'lost-support' && lastSettled.some((fact) => fact.status === 'ruled');

function publishedOf(state: KeyState): Parts {
  if (state.ruling) return partsOf(state.ruling.considered.chosen.parts);
  return partsOf(waitsForPerson(state) ? state.lastSettled : state.facts);
}

function authorityAgainst(cards: readonly Card[], state: KeyState): boolean {
  const published = publishedOf(state);
  const known = (card: Card) =>
    consideredOf(state).some(
      (one) => isCandidate(card, one) && one.witnesses.some((w) => w.authority && w.source === card.source),
    );
  return cards.some((card) => card.authority && !fits(card, published) && !known(card));
}

function newValue(cards: readonly Card[], state: KeyState): boolean {
  const ruled = state.ruling ? partsOf(state.ruling.considered.chosen.parts) : null;
  return cards.some(
    (card) => !(ruled && fits(card, ruled)) && !consideredOf(state).some((one) => isCandidate(card, one)),
  );
}

/** The source speaks, and no longer for a value that it stood for when the decision fell. */
function moved(source: string, cards: readonly Card[], considered: readonly Candidate[]): boolean {
  const own = cards.filter((card) => card.source === source);
  const stoodFor = considered.filter((one) => one.witnesses.some((witness) => witness.source === source));
  return own.length > 0 && !own.some((card) => stoodFor.some((one) => isCandidate(card, one)));
}

/** An invariant between counts of tokens; those between prices have no such diagnosis. */
const isSlip = ({ episode }: KeyState): boolean =>
  episode?.kind === 'invariant' && episode.diagnosis === 'digit-slip';

/**
 * The same where one candidate is stated about the model: nothing that is stated of the offering or the model fits the
 * ruling, and each witness of the chosen value still speaks. A source can be a witness of both candidates.
 */
function slipMoved(cards: readonly Card[], state: KeyState, chosen: Candidate): boolean {
  const speakers = [...cards, ...cardsOf(windowsOf(state))];
  const published = partsOf(chosen.parts);
  const speaks = (source: string) => speakers.some((card) => card.source === source);
  return (
    !speakers.some((card) => fits(card, published)) && chosen.witnesses.every(({ source }) => speaks(source))
  );
}

/** No card fits the ruling, and each witness of the chosen value has another one now. */
function supportMoved(cards: readonly Card[], state: KeyState): boolean {
  const chosen = state.ruling?.considered.chosen;
  if (!chosen || chosen.witnesses.length === 0) return false;
  if (isSlip(state)) return slipMoved(cards, state, chosen);
  const published = partsOf(chosen.parts);
  if (cards.some((card) => fits(card, published))) return false;
  return chosen.witnesses.every(({ source }) => moved(source, cards, consideredOf(state)));
}

function unanimity(cards: readonly Card[], state: KeyState): Event | null {
  const published = publishedOf(state);
  if (cards.every((card) => fits(card, published))) return 'agree-on-published';
  if (state.ruling) return supportMoved(cards, state) ? 'agree-on-another' : null;
  return waitsForPerson(state) ? null : 'agree-on-another';
}

function eventsOf(state: KeyState, survey: Survey, now: string): Event[] {
  const cards = survey.groups.flatMap((group) => group.cards);
  if (cards.length === 0) return ['nothing-left'];
  const events: Event[] = [];
  if (authorityAgainst(cards, state)) events.push('authority-against');
  if (newValue(cards, state)) events.push('new-value');
  if (supportMoved(cards, state)) events.push('support-moved');
  const agreed = survey.disputed ? null : unanimity(cards, state);
  if (agreed) events.push(agreed);
  const dates = [state.episode?.wakesAt, state.ruling?.reviewAfter];
  if (dates.some((date) => date && Date.parse(date) <= Date.parse(now))) events.push('date');
  return events;
}

/** What the table answers to the state of a live episode: the strongest of the answers to its events. */
export function respond(state: KeyState, survey: Survey, now: string): Response {
  if (!state.episode) return 'judge';
  const column = columnOf(state.episode, state.ruling !== null);
  const answers = eventsOf(state, survey, now).map((event) => RESPONSES[event][column]);
  return STRENGTH.findLast((response) => answers.includes(response)) ?? 'note';
}
