export { agrees } from './agree.ts';
export { judge } from './judge.ts';
export type {
  AliasMove,
  Episode,
  FactDraft,
  KeyState,
  LiveClaim,
  Verdict,
} from './state.ts';
