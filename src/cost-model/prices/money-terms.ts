import { inputError } from '../../errors.ts';
import { oneOf } from '../../scenarios/mistake.ts';
import { type ExchangeRate, PURCHASES, type Purchase, type Terms } from '../types/prices.ts';

/**
 * How what is billed per hour of an instance is bought.
 * @throws WorkbenchError
 */
export function parsePurchase(text: string): Purchase {
  const purchase = PURCHASES.find((one) => one === text);
  if (purchase !== undefined) return purchase;
  throw inputError('purchase', [{ what: `nothing is bought "${text}"`, todo: `Write ${oneOf(PURCHASES)}.` }]);
}

const RATE = /^([A-Z]{3})=(\d+(?:\.\d+)?)@(\d{4}-\d{2}-\d{2}):(.+)$/;

/**
 * Reads `EUR=0.92@2026-11-01:European Central Bank`: what one US dollar is in another currency, of which day, from where.
 * @throws WorkbenchError
 */
export function parseCurrency(text: string): ExchangeRate {
  const refused = (what: string, todo: string) => inputError('currency', [{ what, todo }]);
  const [, currency, perUsd, date, source] = RATE.exec(text) ?? [];
  if (currency === undefined || perUsd === undefined || date === undefined || source === undefined) {
    throw refused(
      `"${text}" is no exchange rate with a day and a source`,
      'Write how much one US dollar is: EUR=0.92@2026-11-01:European Central Bank.',
    );
  }
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw refused(
      `there is no currency "${currency}"`,
      'Give its code of three letters, as in ISO 4217: EUR, GBP, JPY.',
    );
  }
  if (currency === 'USD') throw refused('prices are in USD already', 'Leave the exchange rate out.');
  if (Number(perUsd) === 0) throw refused(`a US dollar cannot be 0 ${currency}`, 'Give a rate above 0.');
  if (!isDay(date)) throw refused(`"${date}" is no day`, 'Give the day of the rate as in 2026-11-01.');
  return { currency, perUsd, date, source };
}

const isDay = (text: string): boolean => {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const TAX = /^(\d+(?:\.\d+)?)%:(.+)$/;

/**
 * Reads `19%:VAT, Germany`: on top of what the cloud and vendors are paid.
 * @throws WorkbenchError
 */
export function parseTax(text: string): NonNullable<Terms['tax']> {
  const [, percent, source] = TAX.exec(text) ?? [];
  if (percent === undefined || source === undefined || Number(percent) > 100) {
    throw inputError('tax', [
      { what: `"${text}" is no tax with a source`, todo: 'Write 0% to 100% and where it is from: 19%:VAT, Germany.' },
    ]);
  }
  return { share: Number((Number(percent) / 100).toPrecision(12)), source };
}
