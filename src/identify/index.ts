export { type IdentifiedModel, identifyModel } from './model.ts';
export { parseName } from './parse.ts';
export { providerKey } from './provider.ts';
