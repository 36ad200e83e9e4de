import { type Band, printBand } from './bands.ts';
import type { Lexeme } from './lexer.ts';
import { type Node, type Rate, rateAt } from './rate.ts';
import type { Share } from './ratios.ts';
import type { Validity } from './times.ts';

/** What the words around an amount say about it. */
export interface Facets {
  flags: string[];
  modalities: string[];
  roles: string[];
  bands: Band[];
  qualifiers: Record<string, string>;
  currencies: string[];
  tier?: string;
  ttl?: string;
  mode?: string;
  window?: string;
  validity?: Validity;
  share?: Share;
  rate?: Rate;
  money: number;
  isFloat: boolean;
}

export const noFacets = (): Facets => ({
  flags: [],
  modalities: [],
  roles: [],
  bands: [],
  qualifiers: {},
  currencies: [],
  money: 0,
  isFloat: false,
});

/** How much of the words must be known: all, or what is known counts and the rest is a name. */
export interface Reading {
  isLoose?: boolean;
  /** A thing alone is a unit: "image" over a column. */
  isHeading?: boolean;
}

type Single = 'tier' | 'ttl' | 'mode' | 'window';

/** Sets what may be said once; false where it is said twice and differently. */
function setOnce(facets: Facets, name: Single, value: string | undefined): boolean {
  if (value === undefined || facets[name] === value) return true;
  if (facets[name] !== undefined) return false;
  facets[name] = value;
  return true;
}

function addWord(facets: Facets, { means }: Extract<Lexeme, { kind: 'word' }>): boolean {
  if (means.role === 'per') return false;
  const { flag, modality, role, qualifier, currency, money } = means;
  if (flag !== undefined) facets.flags.push(flag);
  if (modality !== undefined) facets.modalities.push(modality);
  if (role !== undefined) facets.roles.push(role);
  if (currency !== undefined) facets.currencies.push(currency);
  if (money !== undefined) facets.money = money;
  if (means.float) facets.isFloat = true;
  if (qualifier !== undefined) {
    const [name = '', value = ''] = qualifier.split('=');
    facets.qualifiers[name] = value;
  }
  return (
    setOnce(facets, 'tier', means.tier) &&
    setOnce(facets, 'mode', means.mode) &&
    setOnce(facets, 'window', means.window)
  );
}

function addValidity(facets: Facets, validity: Validity): boolean {
  const known = facets.validity;
  if ((known?.from && validity.from) || (known?.until && validity.until)) return false;
  facets.validity = { ...known, ...validity, says: { ...known?.says, ...validity.says } };
  Object.assign(facets.qualifiers, validity.says);
  return true;
}

const hoursOf = ({ hours, zone }: { hours: string; zone: string }): string =>
  `${hours}${zone === '' || zone === 'UTC' ? '' : ` ${zone}`}`;

function addLexeme(facets: Facets, lexeme: Lexeme): boolean {
  switch (lexeme.kind) {
    case 'word':
      return addWord(facets, lexeme);
    case 'band':
      facets.bands.push(lexeme.band);
      facets.qualifiers[lexeme.band.ofOutput ? 'output-band' : 'band'] = printBand(lexeme.band);
      return facets.bands.filter(({ ofOutput }) => ofOutput === lexeme.band.ofOutput).length === 1;
    case 'dated':
      return addValidity(facets, lexeme.validity);
    case 'window':
      if (lexeme.zone !== '') facets.qualifiers.zone = lexeme.zone;
      facets.qualifiers.hours = [facets.qualifiers.hours, hoursOf(lexeme)].filter(Boolean).join(', ');
      return true;
    case 'share':
      if (facets.share) return false;
      facets.share = lexeme.share;
      return true;
    case 'size':
      facets.qualifiers[lexeme.name] = [facets.qualifiers[lexeme.name], lexeme.text]
        .filter(Boolean)
        .join(', ');
      return true;
    case 'ttl':
      return setOnce(facets, 'ttl', lexeme.ttl);
    case 'mark':
      return !/[{}+=]/.test(lexeme.text);
    default:
      return false;
  }
}

/** "(text)", "(with data sharing)": a remark in brackets without figures may hold words that are not known. */
function addGroup(facets: Facets, nodes: readonly Node[], how: Reading): boolean {
  const trial: Facets = {
    ...facets,
    flags: [...facets.flags],
    modalities: [...facets.modalities],
    roles: [...facets.roles],
    bands: [...facets.bands],
    qualifiers: { ...facets.qualifiers },
    currencies: [...facets.currencies],
  };
  if (addAll(trial, nodes, how)) {
    Object.assign(facets, trial);
    return true;
  }
  const words = nodes.flatMap((node) => (node.kind === 'unknown' || node.kind === 'word' ? [node.text] : []));
  const isRemark = nodes.every(
    (node) => node.kind === 'unknown' || node.kind === 'word' || node.kind === 'mark',
  );
  const rates = nodes.some(
    (node) => node.kind === 'word' && SETTLES.some((name) => node.means[name] !== undefined),
  );
  if (!isRemark || rates || !/^[\p{L} ]*$/u.test(words.join(' '))) return false;
  facets.qualifiers.note = words.join(' ');
  return true;
}

/** What a remark must not say beside words that are not known: it would count. */
const SETTLES = ['thing', 'scale', 'tier', 'window', 'money', 'currency', 'flag', 'modality'] as const;

function addAll(facets: Facets, nodes: readonly Node[], how: Reading): boolean {
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) return true;
    const found = rateAt(nodes, at, how.isHeading);
    if (found) {
      if (facets.rate) return false;
      facets.rate = found.rate;
      facets.qualifiers = { ...facets.qualifiers, ...found.rate.sizes };
      at = found.next - 1;
    } else if (node.kind === 'word' && node.means.role === 'for') {
      return addAll(facets, nodes.slice(at + 1), { ...how, isLoose: true });
    } else if (node.kind === 'group') {
      if (node.isStruck || !addGroup(facets, node.nodes, how)) return false;
    } else if (!addLexeme(facets, node) && !(how.isLoose && isName(node))) return false;
  }
  return true;
}

/** What a name may hold that is none of the price's words: letters, and digits without a sign. */
const isName = (node: Node): boolean =>
  node.kind === 'unknown' ||
  (node.kind === 'word' && node.means.role === 'per') ||
  node.kind === 'quantity' ||
  node.kind === 'mark' ||
  (node.kind === 'amount' && !node.isSigned);

/** What these nodes say together; undefined where one is not known or two contradict each other. */
export function facetsOf(nodes: readonly Node[], how: Reading = {}): Facets | undefined {
  const facets = noFacets();
  return addAll(facets, nodes, how) ? facets : undefined;
}

/** The words of two places about one amount; undefined where they contradict each other. */
export function joined(a: Facets, b: Facets): Facets | undefined {
  const both: Facets = {
    ...a,
    ...b,
    flags: [...a.flags, ...b.flags],
    modalities: [...a.modalities, ...b.modalities],
    roles: [...a.roles, ...b.roles],
    bands: [...a.bands, ...b.bands],
    currencies: [...a.currencies, ...b.currencies],
    qualifiers: { ...a.qualifiers, ...b.qualifiers },
    money: a.money || b.money,
    isFloat: a.isFloat || b.isFloat,
  };
  const singles: readonly Single[] = ['tier', 'ttl', 'mode', 'window'];
  const clash = singles.some((name) => a[name] !== undefined && b[name] !== undefined && a[name] !== b[name]);
  const twice = (a.share && b.share) || (a.rate && b.rate) || (a.validity && b.validity);
  return clash || twice ? undefined : both;
}

/** True where the nodes say something about an amount: more than words without meaning and marks. */
export function says(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) =>
      !(node.kind === 'mark') &&
      !(node.kind === 'word' && (node.means.role === 'noise' || SPLITS.has(node.means.role ?? ''))),
  );
}

/** Words between two amounts that begin what is said of the second. */
export const SPLITS: ReadonlySet<string> = new Set(['or', 'then', 'derived']);
