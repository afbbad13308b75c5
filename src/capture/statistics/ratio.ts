import { student975 } from './student.ts';

/** A ratio of two totals with its 95% interval; `low` and `high` are null where fewer than two clusters were seen. */
export interface EstimatedRatio {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Σx ÷ Σy over clusters (here: windows of neighbouring records), which are drawn with known chances and weighted by
 * their inverse. Records of one window resemble each other, so that the interval counts windows, not records: it is
 * the linearised variance of a ratio (Cochran, "Sampling Techniques", 6.3 and 9A) under Student's t.
 */
export class Ratio {
  #clusters = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #xy = 0;
  #yy = 0;

  add(x: number, y: number): void {
    if (x === 0 && y === 0) return;
    this.#clusters++;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#xy += x * y;
    this.#yy += y * y;
  }

  get clusters(): number {
    return this.#clusters;
  }

  get numerator(): number {
    return this.#x;
  }

  get denominator(): number {
    return this.#y;
  }

  /** Null where nothing was seen. */
  estimate(): EstimatedRatio | null {
    if (!(this.#y > 0)) return null;
    const value = this.#x / this.#y;
    if (this.#clusters < 2) return { value, low: null, high: null };
    const squares = Math.max(0, this.#xx - 2 * value * this.#xy + value * value * this.#yy);
    const deviation = Math.sqrt((squares * this.#clusters) / (this.#clusters - 1)) / this.#y;
    const half = student975(this.#clusters - 1) * deviation;
    return { value, low: Math.max(0, value - half), high: value + half };
  }
}
