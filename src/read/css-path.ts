import { childrenOf, type HtmlNode } from './dom.ts';

type Index = Map<string, HtmlNode[]>;
/** The elements below a parent by name; filled when first asked, as a table may have thousands of rows. */
const siblings = new WeakMap<HtmlNode, Index>();
const steps = new WeakMap<HtmlNode, string>();
const SINGLE = new Set(['html', 'head', 'body']);
const STEP = /^(.+?)(?::nth-of-type\((\d+)\))?$/u;

function indexOf(parent: HtmlNode): Index {
  let index = siblings.get(parent);
  if (index !== undefined) return index;
  index = new Map();
  for (const child of childrenOf(parent)) {
    if (child.name === undefined) continue;
    const same = index.get(child.name);
    if (same) same.push(child);
    else index.set(child.name, [child]);
  }
  for (const [name, same] of index) {
    same.forEach((node, at) => {
      steps.set(node, SINGLE.has(name) ? name : `${name}:nth-of-type(${at + 1})`);
    });
  }
  siblings.set(parent, index);
  return index;
}

/** The path from the root under which `elementAt` finds exactly this element again. */
export function pathOf(node: HtmlNode): string {
  const path: string[] = [];
  for (let at = node; at.parent !== null; at = at.parent) {
    indexOf(at.parent);
    path.push(steps.get(at) ?? '');
  }
  return path.reverse().join('>');
}

/** The element at a path of `tag:nth-of-type(n)` steps, or undefined where the page has none there. */
export function elementAt(root: HtmlNode, path: string): HtmlNode | undefined {
  let node: HtmlNode | undefined = root;
  for (const step of path.split('>')) {
    const [, name = '', nth = '1'] = STEP.exec(step.trim()) ?? [];
    node = node && indexOf(node).get(name)?.[Number(nth) - 1];
  }
  return node;
}
