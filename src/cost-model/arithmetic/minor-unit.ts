/** Decimal places of a currency's smallest coin, as ISO 4217 has them: 2 of USD, none of JPY, 3 of KWD. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}
