import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { Facts } from '../../src/read/facts.ts';
import { openPage } from '../../src/read/html.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { type Group, groupsOf, type Row } from './sequence.ts';

/** "deepseek-ai/DeepSeek-V3.2" is an id, "DeepSeek-V3.2" a name; a badge ("New") has no figure in it. */
const ID = /^[\w.-]+\/[\w.-]+$/u;
const NAME = /^(?=.*\d)[A-Za-z][\w.+-]*(?: [\w.+-]+)*$/u;
const PARTS = ['input', 'cache_read', 'output'] as const;

function offeringOf(text: string): NamedSubject | undefined {
  if (ID.test(text)) return { kind: 'offering', provider: 'siliconflow', id: text };
  return NAME.test(text) ? { kind: 'offering', provider: 'siliconflow', name: text } : undefined;
}

/** States a row: which model, its context, and the three prices under their labels. */
function say(facts: Facts, { unit, labels }: Group, { name, context, prices }: Row): void {
  const subject = offeringOf(name.text);
  if (subject === undefined) {
    facts.account.refused.push(refusalOf('unknown-name', name.text, [name]));
    return;
  }
  const row = name.text;
  facts.statements.add({ subject, means: ['model'], asWritten: name.text, pieces: [name], row });
  const head = labels[0] ? [name, labels[0], context] : [name, context];
  facts.statements.add({
    subject,
    means: ['context_window'],
    asWritten: context.text,
    pieces: head,
    row,
    column: labels[0]?.text ?? '',
  });
  for (const [at, { sign, figure }] of prices.entries()) {
    const label = labels[at + 1];
    facts.statements.add({
      subject,
      means: ['price'],
      scope: 'USD',
      part: PARTS[at] ?? '',
      asWritten: figure.text,
      context: { locale: 'en', currency: 'USD', per: '1M tokens' },
      pieces: [name, ...(label ? [label] : []), unit, sign, figure],
      row,
      column: label?.text ?? '',
    });
  }
}

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  for (const group of groupsOf(openPage(page, { locale: 'en', title: /\bPricing\b/iu }))) {
    for (const row of group.rows) say(facts, group, row);
    for (const { name, reason } of group.refused)
      facts.account.refused.push(refusalOf(reason, name.text, [name]));
  }
  return facts.finish();
}

/** SiliconFlow's price page outside China: each value is a text of its own, known by its place in the sequence. */
export const source: Source = {
  id: 'siliconflow',
  owner: 'siliconflow',
  kind: 'host',
  upstreams: {},
  recordings: [],
  schedule: '17 7 * * *',
  seeds: [{ url: 'https://siliconflow.com/pricing' }],
  media: ['html'],
  locale: 'en',
  currency: 'USD',
  attributes: ['context_window', 'model', 'price'],
  absent: 'unknown',
  note: 'Context and prices by token of each model, with cached input.',
  ignores: [
    { what: 'models by image, video or sound', reason: 'rows without a context and three prices by token' },
    { what: 'plans and prose', reason: 'of no model' },
  ],
  terms: 'Public page; facts with their link, no text.',
  floor: 10,
  read,
};
