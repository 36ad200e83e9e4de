import type { SourceUnmatched } from '../../schema/outputs.ts';
import type { UnnamedOffering } from '../store/unnamed.ts';
import { candidatesOf, modelNamed } from './identified.ts';

type Unnamed = SourceUnmatched['offerings'];
type Group = Unnamed['groups'][number];
type Why = Pick<Group, 'group' | 'reason'>;

const NO_MODEL = 'no model: ';

/** Reasons that quote the name they speak of, and the reason without it. */
const REASONS: readonly [RegExp, string][] = [
  [/^no known family in ".*"$/, 'no known family'],
  [/^the part ".*" is not known in names of .+$/, 'a part of the name is not known'],
  [/^.+ (without (?:a (?:version|size)|what tells ).*)$/, 'the name of a family $1'],
  [
    /^the id .+ (?:and the name|and its anchor) .+ state different models$/,
    'id and label state different models',
  ],
  [/^a model of \S+ under the name of \S+$/, "a model under another maker's name"],
  [/^has a character of another script: .+$/, 'has a character of another script'],
  [/^no line knows .+$/, 'a nickname that is not known'],
];

/** A reason as all names share it. */
function shared(reason: string): string {
  const found = REASONS.find(([pattern]) => pattern.test(reason));
  return found ? reason.replace(found[0], found[1]) : reason;
}

function whyOf({ source, provider, name, hasId, asWritten }: UnnamedOffering): Why {
  if (asWritten === null) return { group: 'not-stated', reason: 'no source says which model it sells' };
  const label = hasId && name !== null ? { name } : {};
  const model = modelNamed(source, { id: asWritten, ...label, ...(provider !== '' && { provider }) });
  if ('key' in model)
    return { group: 'waiting', reason: 'stated, and not published: held, contested or read anew' };
  const reason = model.unmatched.startsWith(`${asWritten}: `)
    ? model.unmatched.slice(asWritten.length + 2)
    : model.unmatched;
  if (reason.startsWith(NO_MODEL)) return { group: 'no-model', reason: reason.slice(NO_MODEL.length) };
  if (model.moves) return { group: 'moving', reason: shared(reason) };
  return { group: candidatesOf(model).length > 0 ? 'ambiguous' : 'unknown', reason: shared(reason) };
}

/** Offerings whose model is not known by the reason, the most frequent first. */
export function unnamedByReason(offerings: readonly UnnamedOffering[]): Unnamed {
  const groups = new Map<string, Group>();
  for (const offering of offerings) {
    const why = whyOf(offering);
    const key = JSON.stringify(why);
    const group = groups.get(key) ?? { ...why, count: 0, offerings: [] };
    const { subject, source, asWritten } = offering;
    group.count += 1;
    group.offerings.push({ subject, source, asWritten });
    groups.set(key, group);
  }
  return {
    count: offerings.length,
    groups: [...groups.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}
