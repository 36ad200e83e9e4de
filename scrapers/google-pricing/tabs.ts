import type { TextBlock } from '../../src/read/blocks.ts';

/** What Google calls its tiers, '' for the standard one; "Fast mode" is what other days call priority. */
const TIERS = new Map([
  ['standard', ''],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['fast', 'priority'],
  ['fast mode', 'priority'],
]);

/** A tier by its name, with or without a footnote's mark and a word in brackets behind it; undefined for an unknown one. */
export const tierNamed = (name: string): string | undefined =>
  TIERS.get(
    name
      .replace(/\s*(?:\(preview\))?[*†‡^\\]*$/iu, '')
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/gu, ' '),
  );

/** One link of a line of links, or one word of such a line whose links were lost. */
export interface Tab {
  name: string;
  /** Undefined for a tier that nobody knows. */
  tier: string | undefined;
}

const LINK = /\[(?<name>[^[\]]+)\]\([^()\s]*?#(?<anchor>[^()\s#]*)[^()]*\)/gu;
/** What may stand between the links of a line of tabs: signs, and the button that shows the rest. */
const NOTHING = /^(?:More|[\s|·•,/*_-])*$/iu;
/** A line of tabs without its links: it begins with the standard tier and goes on with another one. */
const FLAT = /^Standard[\s|·•/]*(?=Batch|Flex|Priority|Fast)[^.;:!]{0,80}$/u;
const FLAT_TAB = /Standard|Batch|Flex|Priority|Fast(?: mode)?/giu;

/** The name counts; a target that names another known tier makes nobody know which of both is meant. */
function tabOf(name: string, anchor: string): Tab {
  const [tier, target] = [tierNamed(name), tierNamed(anchor.replace(/_\d+$/u, ''))];
  return { name, tier: target !== undefined && target !== tier ? undefined : tier };
}

function flatTabs(text: string): Tab[] {
  if (!FLAT.test(text)) return [];
  const known = (text.match(FLAT_TAB) ?? []).map((name): Tab => ({ name, tier: tierNamed(name) }));
  const strange = text
    .split(FLAT_TAB)
    .map((rest) => rest.replace(/More$/u, '').replace(/^[\s|·•,/*]+|[\s|·•,/*]+$/gu, ''))
    .filter((rest) => rest !== '')
    .map((name): Tab => ({ name, tier: undefined }));
  return [...known, ...strange];
}

/** The tabs that a block is, in their order; none for a block that says anything else. `page` is the body as it stands. */
export function tabsIn({ text, place }: TextBlock, page: string): Tab[] {
  const raw = place.kind === 'text' ? page.slice(place.start, place.end) : text;
  const links = [...raw.matchAll(LINK)];
  if (links.length === 0) return flatTabs(text);
  if (!NOTHING.test(raw.replace(LINK, ''))) return [];
  return links.map(({ groups }) => tabOf(groups?.name?.trim() ?? '', groups?.anchor ?? ''));
}
