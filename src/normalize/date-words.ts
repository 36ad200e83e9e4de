import type { Attribute } from '../../schema/attributes.ts';
import { Lexicon } from './lexicon.ts';

type DateTag =
  | 'noise'
  | 'released'
  | 'deprecated'
  | 'retired'
  | 'knowledge_cutoff'
  | 'training_cutoff'
  | 'cutoff'
  | 'not_sooner_than'
  | 'approximate'
  | 'imprecise';

/** Words around a date: what it is the date of, or how sure it is. Any other word refuses the text. */
export const DATE_WORDS = new Lexicon<DateTag>([
  [
    'noise',
    'on|in|since|as of|from|until|through|by|at|the|of|date|dates|is|was|it|be|will be|will|and|to|up to|model',
  ],
  [
    'noise',
    'has been|are|been|expected|scheduled|planned|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon',
  ],
  [
    'noise',
    'tue|wed|thu|fri|sat|sun|le|el|am|du|de|en|depuis|desde|seit|data|this|api|version|snapshot|effective|time|starting|starting from|beginning on',
  ],
  ['noise', '于|在|至|截至|截止|日期|起|到|日|より|まで|に|から|的|将'],
  [
    'released',
    'released|release|release date|released on|launched|launch|launch date|announced|published|publication',
  ],
  [
    'released',
    'introduced|available|available since|available from|generally available|ga|created|created at|created on',
  ],
  [
    'released',
    'publicationdate|release_date|released_at|created_at|publication date|published time|updated|last updated',
  ],
  [
    'released',
    'latest update|last_updated|lastmodifiedtime|last modified|发布|发布时间|发布日期|上线|上线时间|リリース|公開',
  ],
  [
    'released',
    'sortie|publié|publié le|lanzado|lanzado el|lanzamiento|veröffentlicht|veröffentlicht am|erschienen|rilasciato',
  ],
  ['released', 'lançado|lançado em|выпущен|出시|출시|listed|added|opened|debuted|unveiled|shipped|went live'],
  [
    'deprecated',
    'deprecated|deprecation|deprecation date|deprecation_date|deprecated on|deprecated_at|deprecates|弃用',
  ],
  ['deprecated', 'obsolète|obsoleto|veraltet|非推奨|即将下线|deprecated since'],
  [
    'retired',
    'retired|retiring|retirement|retirement date|retires|retire|retires on|retirement_date|discontinued|discontinuation',
  ],
  [
    'retired',
    'shut down|shutdown|shutdown date|shut off|sunset|sunsetting|sunset date|end of life|end-of-life|eol|expires',
  ],
  [
    'retired',
    'expiration|expiration_date|expiration date|expiry|expires at|expires_at|removed|removal|turned off|下线',
  ],
  [
    'retired',
    '下线时间|停止服务|廃止|提供終了|turn off|decommissioned|offline|deactivated|abgeschaltet|retirado|retiré',
  ],
  [
    'knowledge_cutoff',
    'knowledge|knowledge cutoff|knowledge cut-off|knowledge cutoff date|knowledge_cutoff|reliable',
  ],
  [
    'knowledge_cutoff',
    'reliable knowledge cutoff|知识截止|知识截止日期|知识库截止|知識カットオフ|knowledge cut off',
  ],
  [
    'training_cutoff',
    'training|training cutoff|training data|training data cutoff|training cut-off|training_cutoff',
  ],
  [
    'training_cutoff',
    'training data through|trained on data up to|训练数据截止|pretraining data cutoff|pretraining cutoff',
  ],
  ['cutoff', 'cutoff|cut-off|cut off|cutoff date|data freshness|freshness'],
  [
    'not_sooner_than',
    'on or after|not sooner than|no sooner than|not earlier than|no earlier than|not before|tentatively',
  ],
  [
    'not_sooner_than',
    'tentatively not sooner than|at the earliest|earliest|不早于|no antes de|pas avant|nicht vor',
  ],
  ['approximate', 'about|around|approximately|approx|approx.|circa|ca|roughly|约'],
  [
    'imprecise',
    'early|mid|late|end|beginning|start|spring|summer|autumn|fall|winter|q1|q2|q3|q4|h1|h2|quarter|half',
  ],
  [
    'imprecise',
    '初|底|中旬|上半年|下半年|第一季度|第二季度|第三季度|第四季度|ago|days|weeks|months|years|soon|first half',
  ],
]);

const LABELS: readonly Attribute[] = [
  'deprecated',
  'retired',
  'knowledge_cutoff',
  'training_cutoff',
  'released',
];
const CUTOFFS: ReadonlySet<Attribute> = new Set<Attribute>(['knowledge_cutoff', 'training_cutoff']);

/** The attribute that the words name, where it is another than the cell's; undefined where they name none other. */
export function namedDate(tags: ReadonlySet<string>, own: Attribute): Attribute | undefined {
  if (tags.has('cutoff') && !LABELS.some((label) => tags.has(label)))
    return CUTOFFS.has(own) ? undefined : 'knowledge_cutoff';
  const said = LABELS.filter((label) => tags.has(label));
  if (said.length === 0 || said.includes(own)) return undefined;
  return said[0];
}
