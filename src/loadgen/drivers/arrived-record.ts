import { PREFIX_BYTES } from '../record-prefix.ts';
import type { ArrivedRecord } from './driver.ts';

/** A record whose value and prefix header stand apart, as client libraries hand them out. */
export function arrivedRecord(
  offset: number,
  keyBytes: number,
  value: Buffer,
  prefixHeader: Buffer | null,
): ArrivedRecord {
  const valueEnd = value.length;
  if (prefixHeader !== null) {
    const memory = Buffer.concat([value, prefixHeader]);
    return { offset, keyBytes, memory, valueStart: 0, valueEnd, prefixStart: valueEnd };
  }
  const prefixStart = valueEnd >= PREFIX_BYTES ? 0 : -1;
  return { offset, keyBytes, memory: value, valueStart: 0, valueEnd, prefixStart };
}
