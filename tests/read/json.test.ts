import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import { type JsonNode, placeOf, readJson, take, writtenOf } from '../../src/read/json.ts';
import { locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';

const page = (text: string): Page => ({
  url: 'https://example.com/',
  bytes: new Uint8Array(),
  text,
  mediaType: 'application/json',
});
const read = (text: string): JsonNode => readJson(page(text));

/** The plain value of a node, as JSON.parse would give it. */
function plain(node: JsonNode): unknown {
  if (node.type === 'object') return Object.fromEntries([...node.entries].map(([k, v]) => [k, plain(v)]));
  if (node.type === 'array') return node.items.map(plain);
  if (node.type === 'number') return Number(node.text);
  return node.type === 'null' ? null : node.value;
}

function* nodesOf(node: JsonNode): Generator<JsonNode> {
  yield node;
  const inner = node.type === 'object' ? node.entries.values() : node.type === 'array' ? node.items : [];
  for (const child of inner) yield* nodesOf(child);
}

function refusal(text: string): { code: string; message: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PageRefused) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'read', message: '' };
}

describe('JSON with offsets', () => {
  it('reads what JSON.parse reads, wherever white space stands', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        const spread = JSON.stringify(JSON.parse(text), null, indent);
        expect(plain(read(spread))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('accepts and refuses as JSON.parse does, whatever character is put anywhere', () => {
    const bodies = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom(',', '"', '}', ']', '\\', '1', '-', ':', '\u0000', 'e', '/'),
    );
    fc.assert(
      fc.property(bodies, ([text, at, extra]) => {
        const cut = at % (text.length + 1);
        const broken = text.slice(0, cut) + extra + text.slice(cut);
        let valid = true;
        try {
          JSON.parse(broken);
        } catch {
          valid = false;
        }
        expect(refusal(broken).code).toBe(valid ? 'read' : 'not-json');
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts every value out of the body at its place', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        for (const node of nodesOf(read(text))) {
          expect(JSON.parse(text.slice(node.start, node.end))).toEqual(plain(node));
        }
      }),
    );
  });

  it('keeps numbers as they stand', () => {
    const text = '{"a":1.40e-7,"b":0.10,"c":12345678901234567890,"d":-0,"e":1E+400}';
    const root = read(text);
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => writtenOf(take(root, key)))).toEqual([
      '1.40e-7',
      '0.10',
      '12345678901234567890',
      '-0',
      '1E+400',
    ]);
  });

  it('names places with pointers and quotes the key with the value', () => {
    const text = '\ufeff{ "data": [ {"a/b~c" : "x" } ] }';
    const node = take(read(text), 'data', 0, 'a/b~c');
    expect(node?.pointer).toBe('/data/0/a~1b~0c');
    expect(node && locator(text)(placeOf(node))).toBe('"a/b~c" : "x"');
  });

  it('answers to no name that is not in the body', () => {
    const root = read('{"__proto__":{"x":1},"constructor":2}');
    expect(writtenOf(take(root, '__proto__', 'x'))).toBe('1');
    expect(writtenOf(take(root, 'constructor'))).toBe('2');
    expect(take(root, 'toString')).toBeUndefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('gives no value for a key that stands twice, or three times', () => {
    const root = read('{"a":1,"a":2,"b":3,"a":4}');
    expect(root.type === 'object' && [...root.duplicates]).toEqual(['a']);
    expect(take(root, 'a')).toBeUndefined();
    expect(writtenOf(take(root, 'b'))).toBe('3');
  });
});

describe('what is not JSON', () => {
  it.each([
    ['', 'at character 0'],
    ['<html>', 'at character 0'],
    ['{"a":1,}', 'at character 7'],
    ['[1,]', 'at character 3'],
    ['{"a":1 // no\n}', 'at character 7'],
    ['[NaN]', 'at character 1'],
    ['[Infinity]', 'at character 1'],
    ['[-Infinity]', 'at character 1'],
    ['[01]', 'at character 2'],
    ['{"a":1} {"b":2}', 'at character 8'],
    ['{"a":"\\x"}', 'at character 5'],
    ['{"a":"b', 'expected a string that ends'],
    ["{'a':1}", 'at character 1'],
  ])('%j is refused with its position', (text, where) => {
    const { code, message } = refusal(text);
    expect(code).toBe('not-json');
    expect(message).toContain(where);
  });

  it('refuses depth and size before they cost anything', () => {
    expect(refusal('['.repeat(100_000)).code).toBe('too-deep');
    expect(refusal('{"a":'.repeat(100_000)).code).toBe('too-deep');
    expect(refusal(`[${'1,'.repeat(1_500_000)}1]`).code).toBe('too-many-values');
    expect(refusal(' '.repeat(32_000_001)).code).toBe('too-large');
  });
});

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
describe.runIf(existsSync(shared))('recorded bodies', () => {
  it.each([
    'vectors/blns/blns.json',
    'vectors/prototype-pollution/payloads.json',
    'samples/2026-07-01/openrouter.json',
    'samples/2026-07-01/litellm.json',
  ])('%s is read like JSON.parse reads it', (path) => {
    const text = readFileSync(shared + path, 'utf8');
    const start = performance.now();
    const root = read(text);
    const ms = performance.now() - start;
    expect(JSON.stringify(plain(root)).length).toBe(JSON.stringify(JSON.parse(text)).length);
    expect(ms).toBeLessThan(1500);
  });
});
if (!existsSync(shared)) console.log(`json.test.ts: no recorded bodies, ${shared} is absent`);
