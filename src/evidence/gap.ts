/** A partition that is silent for longer than this is noted. */
export const GAP_MICROS = 100_000;
