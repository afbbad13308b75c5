import { sum } from '../../../arithmetic/money.ts';
import type { NumberFormat } from '../mapping/mapping-schema.ts';

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * A number as an invoice writes it, as a plain decimal: "1,234.50", "(12.00)", "12.00-", "$3", "1e-7". Null where it is
 * none, or where thousands are not grouped by three: "1,23" may be meant either way.
 */
export function readAmount(text: string, { decimal, group, sign }: NumberFormat): string | null {
  const signless = sign === undefined ? text : text.replace(sign, '');
  const bare = signless.trim();
  const inBrackets = /^\((.*)\)$/.exec(bare)?.[1];
  const isTrailing = inBrackets === undefined && bare.endsWith('-');
  const signed = (inBrackets ?? (isTrailing ? bare.slice(0, -1) : bare)).trim();
  const [, minus = '', digits = ''] = /^([+-]?)\s*(.*)$/.exec(signed) ?? [];
  // Two signs are none that is known.
  if (minus !== '' && (inBrackets !== undefined || isTrailing)) return null;

  const grouped = group === undefined ? '' : `\\d{1,3}(?:${quoted(group)}\\d{3})+|`;
  const whole = new RegExp(`^(${grouped}\\d+)(?:${quoted(decimal)}(\\d+))?([eE][+-]?\\d{1,3})?$`).exec(digits);
  if (whole === null) return null;
  const [, before = '', behind, exponent = ''] = whole;
  const number = `${before.replace(/\D/g, '')}${behind === undefined ? '' : `.${behind}`}${exponent}`;
  const isNegative = inBrackets !== undefined || isTrailing || minus === '-';
  return sum([isNegative ? `-${number}` : number]);
}
