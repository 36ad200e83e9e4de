import type { Page } from '../../schema/source.ts';
import type { Carrier } from '../../schema/statement.ts';
import { pathOf } from './css-path.ts';
import { findAll, type HtmlNode } from './dom.ts';
import { carried, carriedPage, type Payload } from './embedded.ts';
import { treeOf } from './html.ts';
import { emptied, type JsonNode, readJson, readJsonAt } from './json.ts';
import { refusePage } from './refuse.ts';

const JSON_TYPE = 'application/json';

const scriptsOf = (page: Page): HtmlNode[] => findAll(treeOf(page), (node) => node.name === 'script');

function payloadAt(page: Page, carrier: Carrier): Payload['page'] {
  const text = carried(page.text, carrier, () => treeOf(page)) ?? '';
  return carriedPage(page, carrier, { text, type: JSON_TYPE });
}

/** The JSON of the scripts that hold nothing else: by id (`__NEXT_DATA__`), else by type (`application/json`). */
export function scriptPayloads(page: Page, script: { id?: string; type?: string }): Payload[] {
  const { id, type = JSON_TYPE } = script;
  const isMeant = ({ attribs = {} }: HtmlNode): boolean =>
    id === undefined ? attribs.type?.toLowerCase() === type : attribs.id === id;
  return scriptsOf(page)
    .filter(isMeant)
    .map((node) => {
      const inner = payloadAt(page, { kind: 'element', path: pathOf(node) });
      return { page: inner, root: readJson(inner) };
    });
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** The values that scripts assign to a name (`window.__STATE__`): an object, an array, or a text that is parsed as one. */
export function assignedPayloads(page: Page, name: string): Payload[] {
  const assigned = new RegExp(
    `(?<![\\w$.])${literal(name)}\\s*=\\s*(JSON\\.parse\\(\\s*(?="))?(?=[[{"])`,
    'gu',
  );
  return scriptsOf(page).flatMap((node) => {
    const script = payloadAt(page, { kind: 'element', path: pathOf(node) });
    return [...script.text.matchAll(assigned)].flatMap((found): Payload[] => {
      const root = readJsonAt(script, found.index + found[0].length);
      if (root.type !== 'string') return [{ page: script, root }];
      const inner = payloadAt(script, { kind: 'string', start: root.start, end: root.end });
      return found[1] === undefined ? [] : [{ page: inner, root: readJson(inner) }];
    });
  });
}

/** Kinds of values that Astro writes as texts: dates, addresses, big numbers. */
const AS_TEXT = new Set(['3', '6', '7']);

/** What Astro means by `[kind, value]`; undefined where it means undefined. The value keeps its own place. */
function unwrapped(node: JsonNode): JsonNode | undefined {
  const [kind, value] = node.type === 'array' ? node.items : [];
  if (kind?.type !== 'number')
    return refusePage('unknown-payload', `at ${node.pointer}: no kind and value of Astro`);
  if (value === undefined) return undefined;
  const from = node.from === node.start ? value.start : node.from;
  if (kind.text === '0' && value.type === 'object') return members(value, from);
  if (kind.text === '0' && value.type !== 'array') return emptied(value, from);
  if (kind.text === '1' && value.type === 'array') {
    const list = emptied(value, from);
    for (const item of value.items) list.items.push(unwrapped(item) ?? item);
    return list;
  }
  if (AS_TEXT.has(kind.text) && value.type === 'string') return emptied(value, from);
  return refusePage(
    'unknown-payload',
    `at ${node.pointer}: Astro writes kind ${kind.text} with ${value.type}`,
  );
}

function members<T extends JsonNode>(node: T, from = node.from): T {
  const made = emptied(node, from);
  if (node.type !== 'object' || made.type !== 'object') return made;
  for (const [key, value] of node.entries) {
    const meant = unwrapped(value);
    if (meant !== undefined) made.entries.set(key, meant);
  }
  return made;
}

/** One island: its component's name and its properties as they are meant. */
export interface Island extends Payload {
  component: string;
}

/**
 * The islands of a page of Astro with one of these component names (all where none is given), in the page's order:
 * properties are unwrapped, what is undefined is left out, and pointers are those of the JSON as it stands.
 */
export function astroIslands(page: Page, components?: ReadonlySet<string>): Island[] {
  return findAll(treeOf(page), (node) => node.name === 'astro-island').flatMap((node) => {
    const component = node.attribs?.['component-export'] ?? '';
    if (node.attribs?.props === undefined || components?.has(component) === false) return [];
    const inner = payloadAt(page, { kind: 'attribute', path: pathOf(node), name: 'props' });
    return [{ component, page: inner, root: members(readJson(inner)) }];
  });
}
