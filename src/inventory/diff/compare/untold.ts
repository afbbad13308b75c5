import type { Missing, PartKind } from '../../../kafka/read-only/reading.ts';

/** What a side did not tell of a section, asked by name. */
export class Untold {
  readonly #parts = new Map<PartKind, Map<string | null, Missing>>();

  constructor(missing: readonly Missing[]) {
    for (const one of missing) {
      if (one.part === undefined) continue;
      const { kind, name } = one.part;
      const ofKind = this.#parts.get(kind) ?? new Map<string | null, Missing>();
      this.#parts.set(kind, ofKind);
      if (!ofKind.has(name)) ofKind.set(name, one);
    }
  }

  /** Why nothing is known of one that is called so: by its name, or because it may be among those that are hidden. */
  of(kind: PartKind, name: string): Missing | undefined {
    const ofKind = this.#parts.get(kind);
    return ofKind?.get(name) ?? ofKind?.get(null);
  }

  /** Any part of the kind. */
  any(kind: PartKind): Missing | undefined {
    return this.#parts.get(kind)?.values().next().value;
  }
}
