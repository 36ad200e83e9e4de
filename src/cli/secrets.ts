import type { Env, Io } from './io.ts';

const HIDDEN = '***';
const LEAST_LENGTH = 3;
const USERINFO = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)([^\s/?#@"'<>]*:)?[^\s/?#"'<>]*@/gi;
const QUERY = /([?&](?:password|passwd|pass|token|api_?key|secret)=)[^&\s"'#]+/gi;

/** Hides the passwords of URLs, wherever they stand in a text. */
export function redactUrls(text: string): string {
  return text
    .replace(USERINFO, (_all, scheme: string, user: string | undefined) => `${scheme}${user ?? ''}${HIDDEN}@`)
    .replace(QUERY, `$1${HIDDEN}`);
}

/** The password of a URL as it is written and as it is meant. */
function passwordsOf(url: string): string[] {
  const written = /^[a-z][a-z0-9+.-]*:\/\/[^:/@]*:(.*)@/i.exec(url)?.[1] ?? '';
  const query = /[?&]password=([^&#]+)/i.exec(url)?.[1] ?? '';
  return [written, query].flatMap((text) => [text, decoded(text)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const KEY_NAME = /(?:_API_KEY|_TOKEN)$/;

/** The secrets that this call was given: by the environment, or on the command line. */
export function secretsOf(argv: readonly string[], env: Env): string[] {
  const urls = [env.DATABASE_URL ?? '', ...argv.map((word) => word.replace(/^--?[a-z-]+=/, ''))];
  const keys = Object.entries(env).flatMap(([name, value]) => (KEY_NAME.test(name) && value ? [value] : []));
  const secrets = [...urls.flatMap(passwordsOf), env.PGPASSWORD ?? '', ...keys];
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= LEAST_LENGTH)
    .sort((a, b) => b.length - a.length);
}

/**
 * An io through which no password gets out. Messages lose the given secrets wherever they occur; answers lose them only
 * inside URLs, since a short password may also be an ordinary word of the data.
 */
export function guarded(io: Io, secrets: readonly string[]): Io {
  const hide = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), redactUrls(text));
  return { ...io, out: (text) => io.out(redactUrls(text)), err: (text) => io.err(hide(text)) };
}
