export {
  type IdentifiedModel,
  identifyModel,
  type ModelName,
  type ModelReading,
  readModel,
} from './model.ts';
export type { NameParts } from './parts.ts';
export { knownProvider, providerKey } from './provider.ts';
export { sameModel } from './same.ts';
