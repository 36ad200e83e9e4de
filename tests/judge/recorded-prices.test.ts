import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Source } from '../../schema/source.ts';
import { source as litellm } from '../../scrapers/litellm/index.ts';
import { source as modelsDev } from '../../scrapers/models-dev/index.ts';
import { providerKey } from '../../src/identify/index.ts';
import { judge } from '../../src/judge/index.ts';
import type { LiveClaim, Neighbour } from '../../src/judge/state.ts';
import { type ClaimDraft, draftClaims } from '../../src/pipeline/draft.ts';
import { pageOf } from '../support/fixtures.ts';
import { claim, NOW, stateOf } from './build.ts';

const folder = new URL('../../../shared/samples/2026-07-01/', import.meta.url);
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder.pathname} is not there`);

interface Priced {
  source: string;
  offering: string;
  draft: ClaimDraft;
}

function pricesOf(source: Source, file: string): { prices: Priced[]; models: Map<string, string> } {
  const bytes = readFileSync(fileURLToPath(new URL(file, folder)));
  const { statements } = source.read(
    pageOf(source.seeds[0]?.url ?? '', 'application/json', new Uint8Array(bytes)),
  );
  const prices: Priced[] = [];
  const models = new Map<string, string>();
  for (const draft of draftClaims(source.id, statements).drafts) {
    const { kind, provider, nativeId } = draft.alias;
    if (kind !== 'offering') continue;
    const offering = `${providerKey(source.id, provider).key}/${nativeId}`;
    if (draft.attribute === 'model' && draft.value.kind === 'key') models.set(offering, draft.value.text);
    if (draft.attribute === 'price' && draft.scope === 'USD')
      prices.push({ source: source.id, offering, draft });
  }
  return { prices, models };
}

const live = ({ source, draft }: Priced): LiveClaim =>
  claim(source, draft.value, { part: draft.part, means: ['price'], kind: 'catalogue' });

const neighbour = ({ source, offering, draft }: Priced): Neighbour[] =>
  draft.value.num === undefined || draft.value.unit === undefined
    ? []
    : [{ part: draft.part, num: draft.value.num, unit: draft.value.unit, offering, source }];

test.skipIf(!present)(
  'the 13 prices that a catalogue holds 100,000 times too high are held, the right ones not',
  () => {
    const list = pricesOf(litellm, 'litellm.json');
    const sheet = pricesOf(modelsDev, 'models-dev.json');
    const models = new Map([...list.models, ...sheet.models]);
    const all = [...list.prices, ...sheet.prices];
    const statusOf = (offering: string): string => {
      const model = models.get(offering);
      const claims = list.prices.filter((one) => one.offering === offering).map(live);
      const neighbours = all.filter(({ offering: other }) => models.get(other) === model).flatMap(neighbour);
      const key = stateOf(claims, 'price');
      const verdict = judge({ ...key, key: { ...key.key, subject: offering }, neighbours }, NOW);
      return [...new Set(verdict.facts.map(({ status }) => status))].join();
    };
    const rows = [...new Set(list.prices.map((one) => one.offering))].filter((key) =>
      key.startsWith('wandb/'),
    );
    const held = rows.filter((offering) => statusOf(offering) === 'held');
    expect(rows).toHaveLength(16);
    expect(rows.filter((offering) => !held.includes(offering)).sort()).toEqual([
      'wandb/MiniMaxAI/MiniMax-M2.5',
      'wandb/moonshotai/Kimi-K2-Instruct',
      'wandb/moonshotai/Kimi-K2.5',
    ]);
  },
);
