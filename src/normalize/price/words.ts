import type { Value } from '../../../schema/value.ts';
import { type Reading, UNKNOWN } from '../cell.ts';
import { isEmpty } from '../markers.ts';
import { slug } from '../text.ts';

type Meaning = 'free' | 'not_offered' | 'on-request' | 'elsewhere' | 'later' | 'trial';

/** Words that stand alone in the place of a price, by what they mean. */
const TABLE: readonly [Meaning, Readonly<Record<string, string>>, string][] = [
  [
    'free',
    {},
    'free|free of charge|free tier|no charge|at no cost|no cost|免费|免費|無料|무료|gratis|gratuit|kostenlos|gratuito|grátis|完全免费|无料',
  ],
  [
    'free',
    { 'limited-time': 'yes' },
    'limited-time free|limited time free|free for a limited time|free (limited time)|free for now|temporarily free|限时免费|限時免費|期間限定無料|公测免费|公测期免费|限免',
  ],
  [
    'not_offered',
    {},
    'not available|not offered|not supported|unsupported|不支持|不提供|暂不支持|no disponible|nicht verfügbar|non disponible|não disponível|利用不可|提供なし|사용할 수 없음',
  ],
  [
    'on-request',
    {},
    'contact sales|contactsales|contact us|contactus|contact sales team|talk to sales|talktosales|on request|price on request|pricing on request|custom|custom pricing|contact for pricing|面议|价格面议|联系销售|咨询销售|商务咨询|联系我们',
  ],
  [
    'elsewhere',
    {},
    'tiered pricing|tiered|see pricing|see pricing page|see details|see below|varies|阶梯计费|阶梯定价',
  ],
  ['later', {}, 'tbd|tba|to be determined|to be announced|coming soon|pending|待定|即将推出|敬请期待'],
  ['trial', {}, 'trial|free trial|trial only|free credits|试用|免费试用|体验'],
];

const WORDS: ReadonlyMap<string, { meaning: Meaning; qualifiers: Readonly<Record<string, string>> }> =
  new Map(
    TABLE.flatMap(([meaning, qualifiers, words]) =>
      words.split('|').map((word) => [word, { meaning, qualifiers }] as const),
    ),
  );

const INCLUDED = /^included (?:with|in) (?:the )?(.{1,60}?)(?: plan| subscription)?\.?$/i;
const SENTINEL = /^"?-1(?:\.0+)?"?$/;

const price = (text: 'free' | 'not_offered'): Value => ({ kind: 'price', text });

/**
 * A cell of words alone: free, included with its plan, not offered; what only says that no figure stands here is
 * unknown, with what it says (`on-request`, `elsewhere`, `later`, `trial`) beside it. Undefined for anything else.
 */
export function wordPrice(text: string): Reading | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[.*]+$/, '')
    .trim();
  const known = WORDS.get(plain);
  if (known?.meaning === 'free' || known?.meaning === 'not_offered') {
    const { qualifiers } = known;
    return { value: price(known.meaning), ...(Object.keys(qualifiers).length > 0 && { qualifiers }) };
  }
  if (known) return { value: UNKNOWN, qualifiers: { says: known.meaning } };
  if (SENTINEL.test(plain) || isEmpty(text)) return { value: UNKNOWN };
  const plan = INCLUDED.exec(text)?.[1];
  return plan ? { value: { kind: 'price', text: 'included', plan: slug(plan) } } : undefined;
}
