import type { Attribute } from '../../schema/attributes.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';
import { slug } from './text.ts';

type Terms = Readonly<Record<string, readonly string[]>>;

/** Closed lists: the term, and the slugs of the phrases that state it. */
const TERMS: readonly [Attribute, Terms][] = [
  [
    'openness',
    {
      closed: ['proprietary', 'closed', 'closed_source', 'closed_weights', 'api_only', 'premier_model'],
      open_weights: ['open_weights', 'open_weight', 'open_model', 'open_models'],
      open_source: ['open_source', 'opensource', 'open_sourced', 'fully_open'],
    },
  ],
  [
    'commercial_use',
    {
      permitted: [
        'permitted',
        'allowed',
        'yes',
        'commercial_use_allowed',
        'commercial_use_permitted',
        'unrestricted',
      ],
      conditional: [
        ...['conditional', 'with_conditions', 'commercial_use_with_conditions', 'restricted', 'limited'],
        ...['commercial_use_conditional', 'commercial_use_with_restrictions', 'permitted_with_conditions'],
      ],
      no: [
        'no',
        'not_permitted',
        'not_allowed',
        'prohibited',
        'non_commercial',
        'noncommercial',
        'non_commercial_only',
        'no_commercial_use',
      ],
    },
  ],
];

const TERM_OF: ReadonlyMap<Attribute, ReadonlyMap<string, string>> = new Map(
  TERMS.map(([attribute, terms]) => [
    attribute,
    new Map(
      Object.entries(terms).flatMap(([term, slugs]) => slugs.map((written) => [written, term] as const)),
    ),
  ]),
);

/** "Commercial use: permitted", "Architecture: MoE": the label says the attribute again. */
const LABEL = /^(?:commercial use|licen[cs]e|openness|architecture|status|product type|type) ?: ?/i;

/** Reads a phrase of a closed list; a phrase that the list does not know is refused by name. */
export function readTerm(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const term = TERM_OF.get(cell.attribute)?.get(slug(cell.text.replace(LABEL, ''), '_').replaceAll('.', '_'));
  if (!term)
    return refused('unknown-term', `${shown(cell.text)} is no ${cell.attribute} that the list knows.`);
  return read({ value: { kind: 'term', text: term } });
}

/** "Coding-specialized model" -> coding_specialized; product types are an open list, at most six words. */
export function readProductType(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const text = slug(cell.text.replace(LABEL, '').replace(/ models?\.?$/i, ''), '_');
  if (text === '' || text.split('_').length > 6) {
    return refused('unknown-term', `${shown(cell.text)} is no name of a kind of product.`);
  }
  return read({ value: { kind: 'term', text } });
}
