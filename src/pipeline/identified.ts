import type { NamedSubject } from '../../schema/statement.ts';
import type { Value } from '../../schema/value.ts';
import { type IdentifiedModel, identifyModel, providerKey } from '../identify/index.ts';

/** What a source says of a model's name: its own id or label, the repository of the weights, who sells it. */
export type Naming = Pick<NamedSubject, 'id' | 'name' | 'huggingFace' | 'provider'>;

/** Which model a source speaks of; the repository that it gives is an anchor. */
export function modelNamed(source: string, { id, name, huggingFace, provider }: Naming): IdentifiedModel {
  const seller =
    provider === undefined || provider === '' || provider === '@maker'
      ? undefined
      : providerKey(source, provider).key;
  const anchors = huggingFace === undefined ? {} : { anchors: { huggingFace } };
  return identifyModel({ id, name, provider: seller, source, ...anchors });
}

/**
 * The candidates between which a person has to choose: none where the name is understood, where nobody knows it, or
 * where it moves, because what it means today only its source can say.
 */
export function candidatesOf(model: IdentifiedModel): readonly string[] {
  if ('key' in model || model.moves) return [];
  const candidates = [...new Set(model.candidates ?? [])].sort();
  return candidates.length > 1 ? candidates : [];
}

/** A model as the value of a claim: its key, or unknown, with the candidates where the name is ambiguous. */
export function modelValue(model: IdentifiedModel): Value {
  if ('key' in model) return { kind: 'key', text: model.key };
  const candidates = candidatesOf(model);
  const open = candidates.length === 0 ? {} : { candidates: [...candidates], reason: model.unmatched };
  return { kind: 'unknown', text: 'unknown', ...open };
}

const vendorOf = (key: string): string => key.slice(0, key.indexOf('/'));

/** The maker of a model, also where several models of one maker can be meant; undefined where nobody knows. */
export function makerOf(model: IdentifiedModel): string | undefined {
  if ('key' in model) return vendorOf(model.key);
  const [maker, ...others] = new Set(candidatesOf(model).map(vendorOf));
  return others.length === 0 ? maker : undefined;
}
