/** A run puts its own prefix before it, so that a name may be no longer than this. */
const MOST_CHARACTERS = 200;

/** Names that a scenario may have, in the same order: long ones are cut, and those that are alike then are numbered. */
export function topicNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names.filter((name) => name.length <= MOST_CHARACTERS).map(asKafkaCompares));
  return names.map((name) => {
    if (name.length <= MOST_CHARACTERS) return name;
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : `-${number}`;
      const cut = `${name.slice(0, MOST_CHARACTERS - suffix.length)}${suffix}`;
      if (taken.has(asKafkaCompares(cut))) continue;
      taken.add(asKafkaCompares(cut));
      return cut;
    }
  });
}

/** Two topics may not differ in dots and underscores alone: their metrics would be the same. */
const asKafkaCompares = (name: string): string => name.replaceAll('.', '_');
