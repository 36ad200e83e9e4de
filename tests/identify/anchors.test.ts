import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { identifyModel } from '../../src/identify/index.ts';

const LIST = '../shared/samples/2026-07-01/openrouter.json';
/** Where the router gives the weights that a model was trained from instead of its own. */
const OF_ANOTHER_MODEL = ['aion-labs/aion-1.0-mini'];

interface Listed {
  id: string;
  hugging_face_id?: string | null;
}

const keyOf = (name: Parameters<typeof identifyModel>[0]): string => {
  const model = identifyModel(name);
  return 'key' in model ? model.key : `unmatched: ${model.unmatched}`;
};

if (!existsSync(LIST)) console.warn(`skipped: ${LIST} is absent`);

test.skipIf(!existsSync(LIST))('a repository that a router gives names the same model as its id', () => {
  const { data } = JSON.parse(readFileSync(LIST, 'utf8')) as { data: Listed[] };
  const given = data.flatMap(({ id, hugging_face_id }) =>
    hugging_face_id ? [{ id: id.replace(/:.*$/, ''), repository: hugging_face_id }] : [],
  );
  expect(given.length).toBeGreaterThan(150);
  const torn = given.filter(
    ({ id, repository }) => keyOf({ id, provider: 'openrouter' }) !== keyOf({ id: repository }),
  );
  expect(torn.map(({ id }) => id)).toEqual(OF_ANOTHER_MODEL);
});
