const named = (month: number, names: string): [string, number][] =>
  names.split(' ').map((name) => [name, month]);

/** Names of months in the languages of the pages that are read, without their points, in lower case. */
export const MONTHS: ReadonlyMap<string, number> = new Map([
  ...named(1, 'january jan janvier janv januar enero ene janeiro gennaio gen январь января 1월'),
  ...named(
    2,
    'february feb février fevrier févr fév februar febrero fevereiro fev febbraio февраль февраля 2월',
  ),
  ...named(3, 'march mar mars märz maerz marzo março marco март марта 3월'),
  ...named(4, 'april apr avril avr abril abr aprile апрель апреля 4월'),
  ...named(5, 'may mai mayo maio maggio mag май мая 5월'),
  ...named(6, 'june jun juin juni junio junho giugno giu июнь июня 6월'),
  ...named(7, 'july jul juillet juil juli julio julho luglio lug июль июля 7월'),
  ...named(8, 'august aug août aout agosto ago agô август августа 8월'),
  ...named(9, 'september sep sept septembre septiembre setembro set settembre сентябрь сентября 9월'),
  ...named(10, 'october oct octobre oktober okt octubre outubro out ottobre ott октябрь октября 10월'),
  ...named(11, 'november nov novembre noviembre novembro ноябрь ноября 11월'),
  ...named(
    12,
    'december dec décembre decembre déc dez dezember diciembre dic dezembro dicembre декабрь декабря 12월',
  ),
]);

/** A pattern for any name of a month, the longest first, with a point or without. */
export const MONTH_PATTERN = `((?:${[...MONTHS.keys()]
  .filter((name) => !/^\d/.test(name))
  .sort((a, b) => b.length - a.length)
  .join('|')})(?![\\p{L}]))\\.?`;
