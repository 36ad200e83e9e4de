import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';
import { slug } from './text.ts';

/** Slugs without "licence" -> the identifier of the SPDX list (https://spdx.org/licenses) or our LicenseRef. */
const LICENCES: ReadonlyMap<string, string> = new Map([
  ...['apache-2.0', 'apache-2', 'apache2.0', 'apache-version-2.0', 'apache-v2.0', 'apache2'].map(
    (name): [string, string] => [name, 'Apache-2.0'],
  ),
  ['mit', 'MIT'],
  ['bsd-3-clause', 'BSD-3-Clause'],
  ['bsd-2-clause', 'BSD-2-Clause'],
  ['isc', 'ISC'],
  ['unlicense', 'Unlicense'],
  ['cc0-1.0', 'CC0-1.0'],
  ['cc-by-4.0', 'CC-BY-4.0'],
  ['cc-by-sa-4.0', 'CC-BY-SA-4.0'],
  ['cc-by-nc-4.0', 'CC-BY-NC-4.0'],
  ['cc-by-nc-sa-4.0', 'CC-BY-NC-SA-4.0'],
  ['cc-by-nc-nd-4.0', 'CC-BY-NC-ND-4.0'],
  ['gpl-3.0-only', 'GPL-3.0-only'],
  ['gpl-3.0-or-later', 'GPL-3.0-or-later'],
  ['agpl-3.0-only', 'AGPL-3.0-only'],
  ['agpl-3.0-or-later', 'AGPL-3.0-or-later'],
  ['mpl-2.0', 'MPL-2.0'],
  ['openrail', 'LicenseRef-openrail'],
  ...['proprietary', 'commercial', 'premier-model', 'closed'].map((name): [string, string] => [
    name,
    'LicenseRef-proprietary',
  ]),
  ...['mistral-research', 'mrl', 'mistral-ai-research'].map((name): [string, string] => [
    name,
    'LicenseRef-MRL',
  ]),
]);

/** Families whose own licences have no SPDX identifier; their name and version make the LicenseRef. */
const OWN =
  /^(?:modified|llama|meta-llama|gemma|tongyi-qianwen|qwen|deepseek|nvidia|kimi|minimax|glm|stepfun|hunyuan|tencent|falcon|jamba|grok|command|cohere|openmdw|health|exaone|yi|internlm|baichuan|bigscience|bigcode|creativeml|stability|mistral)(?:-|$)/;
const UNSTATED: ReadonlySet<string> = new Set([
  'open-model',
  'other',
  'open-weights',
  'open-weight',
  'open-source',
  'custom',
]);

/** The badge of a page, glued to the licence that it is about. */
const BADGE = /[ (·-]*osi[- ]approved\)?$/i;

function identifierOf(text: string): string | undefined {
  const bare = slug(text.replace(/^licen[cs]e(?:_name)? ?: ?/i, '').replace(BADGE, ''));
  const name = bare
    .replace(/(?:^|-)(?:licen[cs]ed?|the|under)(?=-|$)/g, '')
    .replace(/^-/, '')
    .replace(/-agreement$/, '');
  const known = LICENCES.get(bare) ?? LICENCES.get(name);
  if (known) return known;
  return OWN.test(name) && /^[a-z0-9.-]{2,60}$/.test(name) ? `LicenseRef-${name}` : undefined;
}

/**
 * Reads a licence as an SPDX identifier, else as LicenseRef of its name ("Modified MIT" is not MIT). "Open model" and
 * its like name no licence: unknown. A name that no list knows is refused.
 */
export function readLicence(cell: Cell): Read {
  if (isEmpty(cell.text) || UNSTATED.has(slug(cell.text))) return read({ value: UNKNOWN });
  const text = identifierOf(cell.text);
  if (!text) return refused('unknown-licence', `${shown(cell.text)} is no licence that the list knows.`);
  return read({ value: { kind: 'licence', text } });
}
