export { type IdentifiedModel, identifyModel, type ModelName } from './model.ts';
export { type NameParts, type ParsedName, parseName } from './parse.ts';
export { type ProviderName, providerKey } from './provider.ts';
