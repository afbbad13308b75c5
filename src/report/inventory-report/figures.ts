import { significant, THIN_SPACE, whole } from '../../judge/format.ts';
import { type Cell, missing } from '../table.ts';

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** 1.25 GiB: three significant digits in the largest unit that is at least one. */
export function size(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 && Number.isInteger(value) ? whole(value) : significant(value)}${THIN_SPACE}${SIZES[power]}`;
}

export const byteRate = (bytesPerSecond: number): string => `${size(bytesPerSecond)}/s`;

/** Records a second: whole where it is, else three significant digits. */
export const perSecond = (records: number): string =>
  Number.isInteger(records) ? whole(records) : significant(records);

type Unit = 'count' | 'size' | 'byte-rate' | 'rate';

const TEXT: Readonly<Record<Unit, { readonly unit: string; readonly of: (value: number) => string }>> = {
  count: { unit: '', of: whole },
  size: { unit: 'byte', of: size },
  'byte-rate': { unit: 'byte/second', of: byteRate },
  rate: { unit: '1/second', of: perSecond },
};

/** A figure, or a dash with its reason. */
export function figure(value: number | null, kind: Unit, why = 'not obtained'): Cell {
  if (value === null) return missing(why);
  const { unit, of } = TEXT[kind];
  return { kind: 'figure', value, text: of(value), unit };
}
