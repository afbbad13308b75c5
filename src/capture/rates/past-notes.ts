const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** As many topics are named; of the others it is told how many they are. */
const MOST_NAMED = 5;

/** Intervals of the past that lack records, and of which topics. */
export class Lost {
  readonly #topics = new Set<string>();
  #intervals = 0;
  #most = 0;

  /** One interval: partitions as `topic\n0`, and their share of what is written. */
  take(places: readonly string[], share: number): void {
    this.#intervals++;
    this.#most = Math.max(this.#most, share);
    for (const place of places) this.#topics.add(place.split('\n')[0] ?? '');
  }

  get intervals(): number {
    return this.#intervals;
  }

  get topics(): string {
    const names = [...this.#topics];
    const more = names.length - MOST_NAMED;
    return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  }

  /** Of what is written now, that of these topics' partitions, in the interval that lacks most. */
  get share(): string {
    return `${Number((100 * this.#most).toPrecision(2))}%`;
  }

  get are(): 'takes' | 'take' {
    return this.#topics.size === 1 ? 'takes' : 'take';
  }
}

export function pastNotes(cutOff: Lost, lowerBounds: Lost, silent: number, stepSeconds: number): readonly string[] {
  const length = stepSeconds >= HOUR ? `${stepSeconds / HOUR} h` : `${stepSeconds / MINUTE} min`;
  const intervals = (count: number): string => `${count} intervals of ${length} of the past are`;
  return [
    ...(cutOff.intervals === 0
      ? []
      : [
          `${intervals(cutOff.intervals)} left out: some of their records were deleted by retention (${cutOff.topics}, ${cutOff.share} of what is written now).`,
        ]),
    ...(silent === 0 ? [] : [`${intervals(silent)} left out: nothing was written before or in them.`]),
    ...(lowerBounds.intervals === 0
      ? []
      : [
          `${intervals(lowerBounds.intervals)} lower bounds: records of ${lowerBounds.topics}, which ${lowerBounds.are} ${lowerBounds.share} of what is written now, were deleted.`,
        ]),
  ];
}
