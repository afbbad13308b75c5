/** CRC-32C (Castagnoli), reflected. */
const POLYNOMIAL = 0x82f63b78;

/** Four tables of 256: what a byte contributes that 0, 1, 2 or 3 bytes follow in its word. */
const TABLES = tables();

/**
 * CRC-32C of `length` bytes from `start`, a multiple of four of them: for stretches of a few dozen bytes,
 * where a call into native code costs more than the work.
 */
export function shortCrc32c(bytes: Uint8Array, start: number, length: number): number {
  let crc = -1;
  for (let at = start; at < start + length; at += 4) {
    crc =
      (TABLES[768 + ((crc ^ (bytes[at] as number)) & 0xff)] as number) ^
      (TABLES[512 + (((crc >>> 8) ^ (bytes[at + 1] as number)) & 0xff)] as number) ^
      (TABLES[256 + (((crc >>> 16) ^ (bytes[at + 2] as number)) & 0xff)] as number) ^
      (TABLES[(crc >>> 24) ^ (bytes[at + 3] as number)] as number);
  }
  return ~crc >>> 0;
}

function tables(): Int32Array {
  const all = new Int32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    all[byte] = crc;
  }
  for (let at = 256; at < all.length; at++) {
    const shorter = all[at - 256] as number;
    all[at] = (shorter >>> 8) ^ (all[shorter & 0xff] as number);
  }
  return all;
}
