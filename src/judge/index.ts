export { agrees } from './agree.ts';
export { judge } from './judge.ts';
export type {
  Episode,
  FactDraft,
  KeyState,
  LiveClaim,
  Verdict,
} from './state.ts';
