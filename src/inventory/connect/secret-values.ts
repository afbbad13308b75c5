const JWT = /\beyJ[\w-]{5,}\.[\w-]{5,}/;
const PEM = /-----BEGIN|-----END/;
const LOGIN_MODULE = /LoginModule|\b(required|requisite|sufficient)\b.*=/i;
/** `password=…`, `"secret": …`, `;sharedaccesskey=…` within a longer value; a reference in their place is none. */
const ASSIGNED =
  /(pass|pwd|pw\b|secret|token|credential|api.?key|access.?key|account.?key|signature|\bsig\b|\bauth\b|authori[sz]ation|cookie)[\w.-]*["']?\s*[:=]\s*["']?(?!\$\{|["']|\s|$)/i;
/** As commands take them: `--pass …`, `-p …`. */
const FLAG = /(^|\s)(--?[\w-]*(pass|pwd|pw\b|secret|token|key)[\w-]*|-p)\s+\S/i;
const LONG_HEX = /(?<![\da-f])[\da-f]{32,}(?![\da-f])/i;
const UUID = /\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/i;
/** Of base64 and its like; words with dots, as class and host names are, fall apart into shorter ones. */
const DENSE = /[\w+/=-]{20,}/g;
/** Tokens whose makers gave them a beginning. */
const KNOWN_TOKEN =
  /\b(AKIA|ASIA)[A-Z0-9]{12,}|\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|SG\.|hvs\.|AIza|npm_)[\w-]{8,}/;
const BEARER = /\b(Basic|Bearer)\s+\S{6,}/i;

/** Whether a value looks like a secret, whatever it is called. When in doubt it does. */
export function looksSecret(value: string): boolean {
  return (
    [JWT, PEM, LOGIN_MODULE, ASSIGNED, FLAG, LONG_HEX, UUID, KNOWN_TOKEN, BEARER].some((pattern) =>
      pattern.test(value),
    ) ||
    [...value.matchAll(DENSE)].some(([word]) => isDense(word)) ||
    hasUserInfo(value)
  );
}

/** Small and large letters and digits without an order that a name would have. */
function isDense(word: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  const runs = word.split(/[-_/]/);
  const longest = Math.max(...runs.map(({ length }) => length));
  return (kinds === 3 && longest >= 16) || (/\d/.test(word) && longest >= 28) || /[+=]/.test(word);
}

/** `user:password@host`, and `scott/tiger@//host` as Oracle writes it. */
const hasUserInfo = (value: string): boolean => /[:/][^\s@]*@/.test(value);

/** `admin:geheim` among words; `host:9092` is a place. */
export const looksLikeLogin = (value: string): boolean => value.split(/[\s,;]+/).some((word) => LOGIN.test(word));

const LOGIN = /^[\w.@-]+:(?!\d+$)[^\s:/]+$/;

/** An address with the part before @ hidden; null where the value is none, or where more of it may be secret. */
export function shownUrl(value: string): string | null {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value) || !URL.canParse(value)) return null;
  const { protocol, username, password, host, pathname, search, hash } = new URL(value);
  if (username === '' && password === '') return null;
  const rest = `${pathname}${search}${hash}`;
  return looksSecret(rest) || rest.includes('@') || host === '' ? null : `${protocol}//[redacted]@${host}${rest}`;
}
