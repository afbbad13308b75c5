/** Between groups of three digits, and between a number and its unit. */
export const THIN_SPACE = '\u2009';

function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);
  return decimals === undefined ? spaced : `${spaced}.${decimals}`;
}

function rounded(value: number, digits: number): string {
  if (value === 0) return '0';
  const nearest = Number(value.toPrecision(digits));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(nearest))));
  return grouped(nearest.toFixed(Math.min(decimals, 20)));
}

/** Three significant digits with thin-space groups: 0.0123, 1.90, 12.3, 12 300. */
export const significant = (value: number): string => rounded(value, 3);

/** A whole number in full, with thin-space groups: 1 234 567. */
export const whole = (value: number): string => grouped(value.toFixed(0));

/** A rate as people write it: in full when whole, else three significant digits. */
export const rate = (value: number): string => (Number.isInteger(value) ? whole(value) : significant(value));

/** A duration given in ms: in ms under 10 s, else in seconds; three significant digits. */
export function milliseconds(value: number): string {
  return value < 10_000 ? `${significant(value)}${THIN_SPACE}ms` : `${significant(value / 1000)}${THIN_SPACE}s`;
}

/** 1.9×, 12×; a third digit where two would read as 1.0×. */
export function ratio(value: number): string {
  const plain = rounded(value, value >= 100 ? 3 : 2);
  return `${plain === '1.0' ? rounded(value, 3) : plain}×`;
}
