/** A family, its version and the rest: "GLM", 5, 1 and "" for "GLM-5.1"; "GLM", 4, none and "-32B" for "GLM-4-32B". */
const VERSIONED = /^(?<family>[A-Za-z]+)-(?<major>\d+)(?:\.(?<minor>\d+))?(?<rest>.*)$/u;
/** The last word of a name with digits behind it: "FlashX1". */
const ENDING = /-(?<word>[A-Za-z]{3,})(?<mark>\d{1,2})$/u;

/** Names of one family from which it is certain how many digits its numbers have. */
const ENOUGH = 3;

type Which = 'major' | 'minor';

/** Whether a number has two digits where those of the family have one, and none of them comes near to two. */
function isTooLong(name: string, names: readonly string[], which: Which): boolean {
  const own = VERSIONED.exec(name)?.groups;
  if (own?.[which] === undefined || own[which].length < 2) return false;
  const others = names.flatMap((other) => {
    const groups = other === name ? undefined : VERSIONED.exec(other)?.groups;
    const number = groups?.family === own.family ? groups?.[which] : undefined;
    return number === undefined ? [] : [number];
  });
  return others.length >= ENOUGH && others.every((number) => Number(number) < 9);
}

/** Whether a word ends in digits that it has in no other name of the page, though it stands there as a whole. */
function isMarked(name: string, names: readonly string[]): boolean {
  const { word, mark } = ENDING.exec(name)?.groups ?? {};
  if (word === undefined || mark === undefined) return false;
  const words = names.filter((other) => other !== name).flatMap((other) => other.split('-'));
  const isOwn = (other: string): boolean => other.startsWith(word) && /^\d+$/u.test(other.slice(word.length));
  return words.includes(word) && !words.some(isOwn);
}

/**
 * Whether a footnote's digit is glued to a name: "GLM-5.11" where all others of the family are "GLM-4.7" and the like,
 * "GLM-5-Turbo1" beside "GLM-4-Turbo". Where the page has too few names to tell, a name is left as it stands.
 */
export const hasGluedMark = (name: string, names: readonly string[]): boolean =>
  isTooLong(name, names, 'minor') || isTooLong(name, names, 'major') || isMarked(name, names);
