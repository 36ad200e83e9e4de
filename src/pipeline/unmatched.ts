import type { Kysely } from 'kysely';
import type { SourceUnmatched } from '../../schema/outputs.ts';
import { type UnmatchedAlias, unmatchedAliases } from '../store/names.ts';
import type { DB } from '../store/types.ts';
import { unnamedOfferings } from '../store/unnamed.ts';
import { candidatesOf, modelNamed } from './identified.ts';
import { unnamedByReason } from './unnamed.ts';

type Unmatched = SourceUnmatched['unmatched'][number];
type Group = Unmatched['group'];

const GROUPS: readonly Group[] = ['ambiguous', 'moving', 'several-offerings', 'unknown'];

/** Why an alias stands for nothing: who it is, is not known, moves, is asked about, or only which offering is meant. */
function explained(alias: UnmatchedAlias): Pick<Unmatched, 'group' | 'reason'> {
  const { source, provider, nativeId, name, hasId } = alias;
  const label = name === null ? {} : { name };
  const model = modelNamed(source, {
    ...(hasId ? { id: nativeId, ...label } : { name: nativeId }),
    ...(provider !== '' && { provider }),
  });
  if ('key' in model) {
    const reason =
      alias.kind === 'offering'
        ? `${provider} sells ${model.key} in several plain offerings`
        : `is ${model.key} since it was last read`;
    return { group: alias.kind === 'offering' ? 'several-offerings' : 'unknown', reason };
  }
  const reason = model.unmatched.startsWith(`${nativeId}: `)
    ? model.unmatched.slice(nativeId.length + 2)
    : model.unmatched;
  if (model.moves) return { group: 'moving', reason };
  const candidates = candidatesOf(model);
  if (candidates.length === 0) return { group: 'unknown', reason };
  return { group: 'ambiguous', reason: `${reason}: ${candidates.join(' or ')}` };
}

/** The names that sources use and that stand for no subject, each with its reason, and the offerings whose model is not known. */
export async function unmatchedNames(db: Kysely<DB>): Promise<SourceUnmatched> {
  const unmatched = (await unmatchedAliases(db)).map((alias): Unmatched => {
    const { source, kind, provider, nativeId } = alias;
    return { source, kind, provider, nativeId, ...explained(alias) };
  });
  const groups = GROUPS.map((group) => ({
    group,
    count: unmatched.filter((one) => one.group === group).length,
  }));
  const offerings = unnamedByReason(await unnamedOfferings(db));
  return { groups: groups.filter(({ count }) => count > 0), unmatched, offerings };
}
