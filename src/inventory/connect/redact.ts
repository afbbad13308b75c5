import { looksLikeLogin, looksSecret, shownUrl } from './secret-values.ts';

export const REDACTED = '[redacted]';

/** Kinds of settings as Connect's own definitions name them, by the name of the setting. */
export type Definitions = ReadonlyMap<string, string>;

/** A setting whose name holds one of these is a secret, whatever else is known. */
const SECRET_NAME =
  /pass|pwd|pw\b|secret|token|credential|jaas|private|\bpin\b|sasl\.(?!mechanism$|login\.callback|client\.callback)|\bauth\b(?!\.method|\.type|entication)|authori[sz]ation|user\.?info|access.?key|api.?key|account.?key|shared.?key|encryption.?key|signing.?key|license|certificate|keystore\.(key|certificate)|cookie|signature|connection\.?string|\bdsn\b|\bkey$/i;

/** Ends in `key` or looks like one, and says how records' keys are treated. */
const ABOUT_RECORD_KEYS =
  /^(key\.converter|(.*\.)?(message|record|primary|partition|document|row|sort|routing)[._]?key)$/i;

/** Kinds that cannot hold a secret. */
const HARMLESS_KINDS = ['BOOLEAN', 'INT', 'SHORT', 'LONG', 'DOUBLE', 'CLASS'];

/** What every connector has, and what it passes on to clients whose settings have known names. */
const KNOWN_NAMES =
  /^(name|connector\.class|security\.protocol|sasl\.mechanism|bootstrap\.servers|tasks\.max.*|topics|topics\.regex|(key|value|header)\.converter(\.schemas\.enable)?|transforms|predicates|errors\..*|config\.action\.reload|exactly\.once\.support|offsets\.storage\.topic|topic\.creation\..*|(transforms|predicates)\.[^.]+\.(type|predicate|negate)|(producer|consumer|admin)\.override\..*)$/;

/** A value that is nothing but references, which Connect's workers resolve. */
const REFERENCES = /^(\$\{[A-Za-z0-9_-]+:[^${}]*\}[\s,;:/]*)+$/;

/** True and false say nothing about anybody. */
const SWITCH = /^(true|false|)$/i;

/** Texts that say what they are: a number, and a class with its package. */
const HARMLESS_SHAPE = /^(-?\d+(\.\d+)?|([a-z_]\w*\.)+[A-Z][\w$]*)$/;

/** Fields and topics on their way to other names, `id:order_id`. */
const MAPPING = /(^|[._-])(renames?|spec|casts?|map|mappings?|topic2table\.map)$/i;

/**
 * A connector's config without its secrets: by what Connect says a setting is, by the setting's name, by what its
 * value looks like. A setting of which Connect tells nothing is shown only where every connector has it.
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
  if (kind === undefined && !isKnown(name)) {
    return definitions === null && HARMLESS_SHAPE.test(value) ? value : REDACTED;
  }
  const isSecret = looksSecret(value) || (!MAPPING.test(name) && looksLikeLogin(value));
  return shownUrl(value) ?? (isSecret ? REDACTED : value);
}

const isKnown = (name: string): boolean => KNOWN_NAMES.test(name) || ABOUT_RECORD_KEYS.test(name);
