import { inputError, type Problem } from '../../errors.ts';
import { oneOf } from '../../scenarios/mistake.ts';
import { nearest } from '../../scenarios/spelling.ts';
import type { Discount, PriceBook } from '../types/prices.ts';

const FORM = /^([^=]+)=(\d+(?:\.\d+)?)%(?::(.+))?$/;

/**
 * Reads `confluent=20%`, `aws.ec2=10%` or `aws.ec2=10%:contract of May`: off all prices of a vendor, or off those
 * of a key and the keys below it. Where several apply to a price, the last one holds; they do not add up.
 * @throws WorkbenchError with every one that is no such text, or that is off nothing in the books.
 */
export function parseDiscounts(texts: readonly string[], books: readonly PriceBook[]): readonly Discount[] {
  const parsed = texts.map((text) => parseDiscount(text, books));
  const problems = parsed.filter((one): one is Problem => 'what' in one);
  if (problems.length > 0) throw inputError('discount', problems);
  return parsed.filter((one): one is Discount => 'of' in one);
}

function parseDiscount(text: string, books: readonly PriceBook[]): Discount | Problem {
  const [, name, number, source = `flag:--discount ${text}`] = FORM.exec(text) ?? [];
  if (name === undefined) {
    return {
      what: `"${text}" is no discount`,
      todo: 'Write it as confluent=20% or aws.ec2=10%, with its source after a colon.',
    };
  }
  const percent = Number(number);
  if (percent > 100)
    return { what: `a discount of ${percent}% off ${name} is more than the price`, todo: 'Give 0% to 100%.' };
  const share = Number((percent / 100).toPrecision(12));
  if (books.some(({ vendor }) => vendor === name)) return { of: { vendor: name }, share, source };
  const keys = books.flatMap(({ prices }) => prices.map(({ key }) => key));
  if (keys.some((key) => key === name || key.startsWith(`${name}.`))) return { of: { key: name }, share, source };
  return { what: `no price book has a vendor or a key "${name}"`, todo: offered(name, keys, books) };
}

function offered(name: string, keys: readonly string[], books: readonly PriceBook[]): string {
  const vendors = [...new Set(books.map(({ vendor }) => vendor))];
  const meant = nearest(name, new Set([...vendors, ...keys.flatMap(withGroups)]));
  const all = `Vendors are ${oneOf(vendors)}; keys are listed by \`workbench prices list\`.`;
  return meant === null ? all : `Did you mean "${meant}"? ${all}`;
}

/** `aws.s3.standard.put` → itself, `aws.s3.standard`, `aws.s3`. */
const withGroups = (key: string): readonly string[] =>
  key.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'));
