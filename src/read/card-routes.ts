/** One place in a list of places, as it is named; undefined in `via` where it is no name for certain. */
export interface Route {
  written: string;
  via: string | undefined;
}

const NAME = /^\p{Lu}[\p{L}\d.]*(?: \p{Lu}[\p{L}\d.]*){0,4}$/u;

/** Addresses behind a dash and remarks in brackets explain a place; they are none. */
const bare = (written: string): string =>
  written
    .replace(/\s+[—–]\s.*$/u, '')
    .replace(/^(?:the|our) /iu, '')
    .trim();

/** The places of "the StepFun Open Platform — a.example (Global), OpenRouter, and NVIDIA NIM", by name. */
export function routesOf(list: string, maker: string | undefined): Route[] {
  return list
    .replace(/\s*\([^)]*\)/gu, '')
    .split(/,\s*(?:and\s+)?|\s+and\s+(?=the |\p{Lu})/u)
    .map((written) => {
      const name = bare(written);
      const own =
        maker !== undefined && new RegExp(`^${maker}(?: Open)?(?: Platform| API)?$`, 'u').test(name);
      return { written, via: own ? maker : NAME.test(name) ? name : undefined };
    });
}
