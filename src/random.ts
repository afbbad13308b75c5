/** Numbers from [0, 1). */
export type Random = () => number;

/** FNV-1a with a different offset per word, so that four words of state come from one text. */
function word(text: string, offset: number): number {
  let hash = (0x811c9dc5 ^ offset) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/**
 * xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators"), seeded by
 * a text: the same plan digest and metric resample the same way on every machine.
 */
export function randomFrom(seed: string): Random {
  let [a, b, c, d] = [word(seed, 1), word(seed, 2), word(seed, 3), word(seed, 4) | 1];
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return (result >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}

/** An index from [0, length). */
export const pick = (random: Random, length: number): number => Math.floor(random() * length);
