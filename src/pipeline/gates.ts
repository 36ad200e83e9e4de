import type { Alarm, Gate } from '../../schema/outputs.ts';
import type { TrippedEpisode } from '../store/tripped.ts';
import type { Reason } from './document.ts';

/** Codes with which a page is refused before anything of it is understood; every other code is one of its shape. */
const PAGE_CODES: ReadonlySet<string> = new Set([
  ...['challenge', 'consent', 'login', 'soft-404', 'media-type', 'language', 'empty-body'],
  ...['landmark', 'landmark-missing', 'landmark-twice', 'not-html', 'not-json', 'not-a-page'],
  ...['truncated', 'cut-off', 'too-large'],
]);
const VOLUME_CODES: ReadonlySet<string> = new Set([
  ...['volume', 'loss', 'vanished', 'attribute-gone', 'paging-ended-early', 'paging-total', 'too-many-links'],
]);

/** The gate to which a code belongs. */
export function gateOf(code: string): Gate {
  if (PAGE_CODES.has(code) || code.startsWith('http-')) return 'page';
  return VOLUME_CODES.has(code) ? 'volume' : 'shape';
}

/** What the reader of an alarm does next, by gate and code. */
function nextStep(source: string, url: string, code: string): string {
  const look =
    url === '' ? `modelfacts source try ${source}` : `modelfacts source try ${source} --url ${url}`;
  if (code === 'too-many-links') return `Raise follow.most in scrapers/${source}/, or narrow its links.`;
  if (code.startsWith('paging-')) return `Wait for the next slot; if it trips again, look: ${look}`;
  if (gateOf(code) === 'volume')
    return `Look: ${look}. If the page is right, take it once: modelfacts refresh ${source} --accept-loss`;
  if (gateOf(code) === 'page')
    return `Open the page; if it is the wanted one, look: ${look}. Else wait for the next slot.`;
  return `Look: ${look}. Then mend scrapers/${source}/, with a fixture from: modelfacts source record ${source}`;
}

const WHAT: ReadonlyMap<Gate, string> = new Map([
  ['page', 'The page is not the one that is read here'],
  ['shape', 'The page has changed its form'],
  ['volume', 'The round gives less than it should'],
]);

/** The alarm of a trip of one of the gates before publication. `url` is '' where the whole round was judged. */
export function alarmOf(source: string, { url, reason, detail }: Reason & { url: string }): Alarm {
  const gate = gateOf(reason);
  return {
    gate,
    reason,
    what: WHAT.get(gate) ?? 'A gate tripped',
    where: url === '' ? source : url,
    why: detail,
    next: nextStep(source, url, reason),
  };
}

/** The alarm of a value that was held or an invariant that is violated: a person has to look at its episode. */
export function episodeAlarm(episode: TrippedEpisode): Alarm {
  const { id, subject, attribute, scope, arithmetic, held } = episode;
  return {
    gate: held ? 'held' : 'invariant',
    reason: episode.kind,
    what: held ? 'A value is held back' : 'Two values cannot both be right',
    where: [subject, attribute, scope].filter((text) => text !== '').join(' '),
    why: arithmetic,
    next: `Decide it: modelfacts review show ${id}`,
  };
}
