import { looksSecret, shownUrl } from './secret-values.ts';

export const REDACTED = '[redacted]';

/** Kinds of settings as Connect's own definitions name them, by the name of the setting. */
export type Definitions = ReadonlyMap<string, string>;

/** A setting whose name holds one of these is a secret, whatever else is known. */
const SECRET_NAME =
  /passw|passphrase|passwd|pwd|secret|token|credential|jaas|private|\bpass\b|\bpin\b|sasl\.(?!mechanism$|login\.callback|client\.callback)|\bauth\b(?!\.method|\.type|entication)|user\.?info|access.?key|api.?key|account.?key|shared.?key|encryption.?key|signing.?key|license|certificate|keystore\.(key|certificate)|cookie|signature|connection\.?string|\bdsn\b|\bkey$/i;

/** Ends in `key` or looks like one, and says how records' keys are treated. */
const ABOUT_RECORD_KEYS =
  /^(key\.converter|(.*\.)?(message|record|primary|partition|document|row|sort|routing)[._]?key)$/i;

/** Kinds that cannot hold a secret. */
const HARMLESS_KINDS = ['BOOLEAN', 'INT', 'SHORT', 'LONG', 'DOUBLE', 'CLASS'];

/** What every connector has, and what it passes on to clients whose settings have known names. */
const KNOWN_NAMES =
  /^(name|connector\.class|tasks\.max.*|topics|topics\.regex|(key|value|header)\.converter(\.schemas\.enable)?|transforms|predicates|errors\..*|config\.action\.reload|exactly\.once\.support|offsets\.storage\.topic|topic\.creation\..*|(transforms|predicates)\.[^.]+\.(type|predicate|negate)|(producer|consumer|admin)\.override\..*)$/;

/** A value that is nothing but references, which Connect's workers resolve. */
const REFERENCES = /^(\$\{[A-Za-z0-9_-]+:[^${}]*\}[\s,;:/]*)+$/;

/** True and false say nothing about anybody. */
const SWITCH = /^(true|false|)$/i;

/**
 * A connector's config without its secrets: by what Connect says a setting is, by the setting's name, by what its
 * value looks like. Where Connect told its definitions, a setting that it does not know is hidden, too.
 */
export function redactedConfig(
  config: Readonly<Record<string, string | null>>,
  definitions: Definitions | null,
): Readonly<Record<string, string>> {
  const entries = Object.entries(config)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, shownValue(name, value ?? '', definitions)]);
  return Object.fromEntries(entries);
}

function shownValue(name: string, value: string, definitions: Definitions | null): string {
  if (REFERENCES.test(value) || SWITCH.test(value)) return value;
  const kind = definitions?.get(name);
  if (kind === 'PASSWORD') return REDACTED;
  if (kind !== undefined && HARMLESS_KINDS.includes(kind) && !looksSecret(value)) return value;
  if (SECRET_NAME.test(name) && !ABOUT_RECORD_KEYS.test(name)) return REDACTED;
  if (definitions !== null && kind === undefined && !KNOWN_NAMES.test(name)) return REDACTED;
  return shownUrl(value) ?? (looksSecret(value) ? REDACTED : value);
}
