import { isUnknown, type Value } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import { byOrder, type Group, groupsOf, type Incumbents } from './candidates.ts';
import { compareDecimal } from './decimal.ts';
import { diagnose } from './diagnose.ts';
import { printed } from './print.ts';
import type { KeyState, LiveClaim } from './state.ts';

/** The claims about the model's window. Its maker is no authority about what somebody else's offering takes. */
export const windowsOf = ({ modelWindows }: KeyState): LiveClaim[] =>
  modelWindows
    .filter(({ value }) => !isUnknown(value))
    .map((claim) => (claim.authority ? { ...claim, authority: false } : claim));

/** Whether the value is greater than all that the window allows. */
function exceeds(value: Value, window: Value): boolean {
  const most = window.high ?? window.num;
  if (value.num === undefined || most === undefined || agrees(value, window)) return false;
  return compareDecimal(value.num, most) > 0;
}

/**
 * The model's window of which an offering's only value is a digit slip: the value is greater than every window that is
 * stated of the model, and the figures speak for the window. Any other excess is silent: hosts do extend windows, and
 * no figure tells such a one from an error. So is a value that the seller states, or that sources of the offering dispute.
 */
export function slippedWindow(
  state: KeyState,
  stated: readonly Group[],
  incumbents: Incumbents,
): Group | null {
  const [own, ...others] = stated;
  const value = own?.lead.parts.get('')?.value;
  if (!own || !value || others.length > 0 || own.cards.some((card) => card.authority)) return null;
  const windows = windowsOf(state);
  if (!windows.every((window) => exceeds(value, window.value))) return null;
  const isRight = (window: Group): boolean => {
    const { diagnosis, favours } = diagnose([own, window], state);
    return diagnosis === 'digit-slip' && favours === window;
  };
  return byOrder(groupsOf(windows, incumbents), incumbents).find(isRight) ?? null;
}

/** What the episode says of a candidate that is stated about the model: nobody states it about the offering. */
export function windowSentence(window: Group): string {
  const value = window.lead.parts.get('')?.value;
  return value ? `${printed(value)} is the stated window of the model that it sells` : '';
}
