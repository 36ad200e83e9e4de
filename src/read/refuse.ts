/** The whole page is not what it should be; nothing of it may be used. `code` is short and stable. */
export class PageRefused extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.name = 'PageRefused';
    this.code = code;
  }
}

/** Refuses the page with a code and a sentence that says what was expected and what was found. */
export function refusePage(code: string, detail: string): never {
  throw new PageRefused(code, detail);
}
