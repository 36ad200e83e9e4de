import { describe, expect, it } from 'vitest';
import { jsonPiece, type Payload, pageInString } from '../../src/read/embedded.ts';
import { flightPayloads, onePayload } from '../../src/read/flight.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { assignedPayloads, astroIslands, scriptPayloads } from '../../src/read/payload.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { Statements } from '../../src/read/statements.ts';
import { pageOf } from '../support/fixtures.ts';

const page = (body: string) =>
  pageOf(
    'https://a.example/p',
    'text/html; charset=utf-8',
    new TextEncoder().encode(`<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`),
  );

/** What stands in the stored body at the place of a value. */
function foundAgain(
  html: string,
  { page: inner, root }: Payload,
  ...path: (string | number)[]
): string | undefined {
  const node = take(root, ...path);
  if (node === undefined) throw new Error(`nothing at ${path.join('/')}`);
  return locator(page(html).text)(jsonPiece(inner, node).place);
}

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
};

const escaped = (json: unknown): string =>
  JSON.stringify(json).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const island = (component: string, props: unknown): string =>
  `<astro-island component-export="${component}" props="${escaped(props)}"></astro-island>`;

describe('islands of Astro', () => {
  const PROPS = {
    tier: [0, 'batch'],
    gone: [0],
    none: [0, null],
    rows: [
      1,
      [
        [
          1,
          [
            [0, 'm-1'],
            [0, 0.5],
            [0, { a: [0, '"x" & y'] }],
          ],
        ],
      ],
    ],
  };
  const HTML = `<p>x</p>${island('Other', { rows: [1, []] })}${island('Prices', PROPS)}`;

  it('unwraps properties, and finds each value again in the stored body', () => {
    const [prices] = astroIslands(page(HTML), new Set(['Prices']));
    if (!prices) throw new Error('no island');
    expect(writtenOf(take(prices.root, 'tier'))).toBe('batch');
    expect(take(prices.root, 'gone')).toBeUndefined();
    expect(take(prices.root, 'none')?.type).toBe('null');
    expect(writtenOf(take(prices.root, 'rows', 0, 2, 'a'))).toBe('"x" & y');
    expect(take(prices.root, 'rows', 0, 1)?.pointer).toBe('/rows/1/0/1/1/1');
    expect(foundAgain(HTML, prices, 'rows', 0, 1)).toBe('0.5');
    expect(foundAgain(HTML, prices, 'tier')).toBe('"tier":[0,"batch"');
  });

  it('refuses values of a kind that it does not know, and values without one', () => {
    expect(codeOf(() => astroIslands(page(island('P', { a: [4, [1]] }))))).toBe('unknown-payload');
    expect(codeOf(() => astroIslands(page(island('P', { a: 'bare' }))))).toBe('unknown-payload');
  });
});

describe('data that Next.js streams', () => {
  const push = (text: string): string => `<script>self.__next_f.push([1,${JSON.stringify(text)}])</script>`;
  const looks = '"apis":[{"price":"$9"}] é';
  const bytes = new TextEncoder().encode(looks).length.toString(16);
  const HTML = `<script>self.__next_f=self.__next_f||[]</script>${push('1:"$Sreact"\n2:I[5,["/a.js"]]\n')}${push(
    `3:T${bytes},${looks}`,
  )}${push('4:["$","div",null,{"apis":[{"name":"M 1","pri')}${push(
    'ce":"$$0.5","text":"$3","ref":"$7","no":"$undefined"}]}]\n5:{"apis":[{"name":"M 1","price":"$$0.5","text":"$3","ref":"$7","no":"$undefined"}]}\n',
  )}`;

  it('joins the pushes, searches no text, and gives what is said twice once', () => {
    const found = flightPayloads(page(HTML), 'apis');
    const only = onePayload(found, 'list "apis"');
    expect(writtenOf(take(only.root, 0, 'price'))).toBe('$0.5');
    expect(foundAgain(HTML, only, 0, 'price')).toBe('"price":"$$0.5"');
  });

  it('follows a reference to a text, and makes one to anything else unreadable', () => {
    const only = onePayload(flightPayloads(page(HTML), 'apis'), 'list');
    expect(writtenOf(take(only.root, 0, 'text'))).toBe(looks);
    expect(foundAgain(HTML, only, 0, 'text')).toBe(looks);
    expect(writtenOf(take(only.root, 0, 'ref'))).toBe('\ufffd$7');
    expect(take(only.root, 0, 'no')).toBeUndefined();
  });

  it('refuses a page that streams nothing, or two different lists', () => {
    expect(codeOf(() => flightPayloads(page('<p>x</p>'), 'apis'))).toBe('landmark-missing');
    expect(codeOf(() => onePayload(flightPayloads(page(HTML), 'models'), 'list'))).toBe('landmark-missing');
    const two = page(`${HTML}${push('6:{"apis":[]}\n')}`);
    expect(codeOf(() => onePayload(flightPayloads(two, 'apis'), 'list'))).toBe('landmark-twice');
  });

  it('is not taken in by a push that stands in a text or a comment', () => {
    const fake = push('8:{"apis":[{"price":"$$7"}]}\n');
    const html = `${HTML}<!-- ${fake} --><pre>${fake.replaceAll('<', '&lt;')}</pre>`;
    expect(flightPayloads(page(html), 'apis')).toHaveLength(1);
  });
});

describe('JSON in scripts', () => {
  it('reads a script of JSON by id or type', () => {
    const html = '<script type="application/json" id="__NEXT_DATA__">{"a":{"b":"1,5"}}</script>';
    const [data] = scriptPayloads(page(html), { id: '__NEXT_DATA__' });
    if (!data) throw new Error('no script');
    expect(foundAgain(html, data, 'a', 'b')).toBe('"b":"1,5"');
    expect(scriptPayloads(page(html), {})).toHaveLength(1);
    expect(scriptPayloads(page(html), { type: 'application/ld+json' })).toEqual([]);
  });

  it('reads what a script assigns, also as a text that is parsed', () => {
    const html = `<script>var x=1;window.__S__ = {"a":[1,2]};y={"a":3}</script><script>window.__S__=JSON.parse("{\\"a\\":[3]}")</script>`;
    const [first, second] = assignedPayloads(page(html), 'window.__S__');
    if (!first || !second) throw new Error('no assignment');
    expect(foundAgain(html, first, 'a', 1)).toBe('2');
    expect(foundAgain(html, second, 'a')).toBe('"a":[3]');
    expect(assignedPayloads(page(html), '_S__')).toEqual([]);
  });

  it('refuses a script whose JSON was cut', () => {
    const html = '<script type="application/json">{"a":</script>';
    expect(codeOf(() => scriptPayloads(page(html), {}))).toBe('not-json');
  });
});

describe('HTML in a string of JSON', () => {
  const html = `<script type="application/json">${JSON.stringify({ cell: '<p>$0.5 <b>per M</b></p><table><tr><td>x</td></tr></table>' }).replaceAll('<', '\\u003c')}</script>`;
  const cell = (payload: Payload): JsonNode => {
    const node = take(payload.root, 'cell');
    if (!node) throw new Error('no cell');
    return node;
  };

  it('is a page of its own, whose quotes are found again in the stored body', () => {
    const outer = page(html);
    const [data] = scriptPayloads(outer, {});
    if (!data) throw new Error('no script');
    const inner = pageInString(data.page, cell(data));
    const [text] = htmlBlocks(inner);
    if (text?.kind !== 'text') throw new Error('no text');
    expect(text.text).toBe('$0.5 per M');
    const statements = new Statements(inner, { locale: 'en' });
    statements.add({
      subject: { kind: 'model', name: 'm' },
      means: ['price'],
      asWritten: '$0.5',
      pieces: [text],
    });
    const [said] = statements.all;
    if (!said) throw new Error('nothing said');
    expect(said.locator.places[0]?.kind).toBe('embedded');
    expect(findsQuote(locator(outer.text), said.quote, said.locator)).toBe(true);
    expect(findsQuote(locator(outer.text.replace('$0.5', '$0.6')), said.quote, said.locator)).toBe(false);
  });
});
