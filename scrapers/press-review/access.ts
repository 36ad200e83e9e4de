import { slug } from './benchmarks.ts';

/** One thing that the words about access say: through what, and whether. */
interface Access {
  scope: string;
  state: 'yes' | 'no';
}

/** What a cell about access says: routes and plans, and the words for a preview. */
export interface AccessCell {
  access: readonly Access[];
  status: string | undefined;
}

/** Subscriptions by the brand that sells them, and who stands behind it. */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['ChatGPT', 'OpenAI'],
  ['Claude', 'Anthropic'],
  ['Google AI', 'Google'],
]);

/** A subscription as it is written: a brand and a level. */
export const PLAN =
  '(?:ChatGPT|Claude|Google AI) (?:Free|Go|Plus|Pro|Team|Business|Enterprise|Max|Ultra|Edu)';

/** Who sells a subscription, or undefined for a brand that is not known. */
export const sellerOfPlan = (plan: string): string | undefined => BRANDS.get(plan.replace(/ \S+$/u, ''));

/** The scope of a subscription. */
export const planScope = (plan: string): string => `plan=${slug(plan)}`;

const SELLER =
  /^(?:OpenRouter|(?:Amazon|AWS) Bedrock|(?:Google )?Vertex AI|Azure(?: OpenAI| AI Foundry)?|NVIDIA NIM|Together AI|Groq|Fireworks AI|Novita AI|DeepInfra|\p{Lu}[\p{L}\d.]* API)$/u;
const PREVIEW = /\(((?:(?:limited|research|public|private) )?(?:preview|beta))\)/iu;

function piece(text: string): Access | undefined {
  if (/^(?:the )?API(?: access)?$/iu.test(text)) return { scope: 'via=@maker', state: 'yes' };
  if (/^no (?:public )?API(?: access)?(?: yet)?$/iu.test(text)) return { scope: 'via=@maker', state: 'no' };
  if (new RegExp(`^${PLAN}$`, 'u').test(text)) return { scope: planScope(text), state: 'yes' };
  return SELLER.test(text) ? { scope: `via=${text}`, state: 'yes' } : undefined;
}

/**
 * Reads "API + ChatGPT Pro" and "ChatGPT Pro only (preview)". "Only" without any API says that the maker's own
 * API does not sell it. Undefined where one of the pieces is not understood: then nothing of the cell is used.
 */
export function readAccess(text: string): AccessCell | undefined {
  const status = PREVIEW.exec(text)?.[1];
  const bare = text.replace(PREVIEW, '').trim();
  const only = /\bonly$/iu.test(bare);
  const pieces = bare.replace(/\s*\bonly$/iu, '').split(/\s*(?:\+|,|;|&|\band\b)\s*/u);
  const access = pieces.filter((text_) => text_ !== '').map(piece);
  if (access.length === 0 || !access.every((found) => found !== undefined)) return undefined;
  const hasRoute = access.some(({ scope }) => scope.startsWith('via='));
  const closed: Access[] = only && !hasRoute ? [{ scope: 'via=@maker', state: 'no' }] : [];
  return { access: [...access, ...closed], status };
}
