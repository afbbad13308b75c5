/**
 * CRC-32C (Castagnoli, reflected) as a state that is carried on: over a few bytes, over a word, and over a
 * stretch whose own CRC is known, without looking at it again. For stretches of a few dozen bytes a call
 * into native code costs more than the work.
 *
 * The register is linear: what is in it moves on by n bytes as if they were zeros (`movedOn`), and what the
 * n bytes add does not depend on it. So after a stretch of CRC c and length n the state s becomes
 * movedOn(s xor −1, n) xor not c.
 */
const POLYNOMIAL = 0x82f63b78;

/** A state is an int32; `BEGIN` is that before the first byte. */
export const BEGIN = -1;
export const crcOf = (state: number): number => ~state >>> 0;

/** Lengths below 2^28: the largest that Kafka can frame. */
const LENGTH_BITS = 28;

/** Four tables of 256: what a byte contributes that 0, 1, 2 or 3 bytes follow in its word. */
const WORD = wordTables();
/** Four tables of 256: where each byte of a state gets to on its way over a stretch. */
export type Move = Int32Array;
/** By 2^n bytes. */
const MOVES = doublingMoves();

/** After the four bytes of a little-endian word. */
export function afterWord(state: number, word: number): number {
  const mixed = state ^ word;
  return (
    (WORD[768 + (mixed & 0xff)] as number) ^
    (WORD[512 + ((mixed >>> 8) & 0xff)] as number) ^
    (WORD[256 + ((mixed >>> 16) & 0xff)] as number) ^
    (WORD[mixed >>> 24] as number)
  );
}

export function afterByte(state: number, byte: number): number {
  return (state >>> 8) ^ (WORD[(state ^ byte) & 0xff] as number);
}

/** After the bytes in [from, to). */
export function afterBytes(state: number, bytes: Uint8Array, from: number, to: number): number {
  let reached = state;
  for (let at = from; at < to; at++) reached = afterByte(reached, bytes[at] as number);
  return reached;
}

/** After a stretch whose CRC-32C is `crc`; `over`: `moveOver` of its length. */
export function afterKnown(state: number, crc: number, over: Move): number {
  return looked(over, ~state) ^ ~crc;
}

/** The same for a length that has no table. */
export function afterLong(state: number, crc: number, length: number): number {
  return movedOn(~state, length) ^ ~crc;
}

/** The table that takes a state over so many bytes at once. */
export function moveOver(length: number): Move {
  return filled((state) => movedOn(state, length));
}

/** `moveOver`, made once for each length. */
export function movesByLength(): (length: number) => Move {
  const known = new Map<number, Move>();
  return (length) => {
    const move = known.get(length) ?? moveOver(length);
    known.set(length, move);
    return move;
  };
}

/** CRC-32C of the 28 bytes from `at`. */
export function crcOf28(bytes: Uint8Array, at: number): number {
  let state = BEGIN;
  for (let word = at; word < at + 28; word += 4) {
    const low = (bytes[word] as number) | ((bytes[word + 1] as number) << 8);
    state = afterWord(state, low | ((bytes[word + 2] as number) << 16) | ((bytes[word + 3] as number) << 24));
  }
  return crcOf(state);
}

function movedOn(state: number, length: number): number {
  let moved = state;
  for (let rest = length, bit = 0; rest > 0; rest >>>= 1, bit++) {
    if ((rest & 1) === 1) moved = looked(MOVES[bit] as Move, moved);
  }
  return moved;
}

function looked(tables: Move, state: number): number {
  return (
    (tables[state & 0xff] as number) ^
    (tables[256 + ((state >>> 8) & 0xff)] as number) ^
    (tables[512 + ((state >>> 16) & 0xff)] as number) ^
    (tables[768 + (state >>> 24)] as number)
  );
}

function wordTables(): Int32Array {
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

/** By one byte as the register does it; by 2^n bytes as by 2^(n−1) twice. */
function doublingMoves(): Move[] {
  const moves = [filled((state) => afterByte(state, 0))];
  for (let half = moves[0]; half !== undefined && moves.length < LENGTH_BITS; half = moves.at(-1)) {
    const by: Move = half;
    moves.push(filled((state) => looked(by, looked(by, state))));
  }
  return moves;
}

/** A move is linear: where its 32 bits go says where every state goes. */
function filled(move: (state: number) => number): Move {
  const tables = new Int32Array(4 * 256);
  for (let at = 0; at < tables.length; at++) {
    const byte = at & 0xff;
    const others = byte & (byte - 1);
    const lowest = byte ^ others;
    const start = at - byte;
    tables[at] =
      others === 0
        ? move(byte << (start >> 5))
        : (tables[start + others] as number) ^ (tables[start + lowest] as number);
  }
  return tables;
}
