export { agrees } from './agree.ts';
export { judge } from './judge.ts';
export type {
  ConflictDraft,
  ConflictKind,
  Episode,
  FactDraft,
  KeyState,
  LiveClaim,
  LiveFact,
  Move,
  PolicySettlement,
  Standing,
  Verdict,
} from './state.ts';
