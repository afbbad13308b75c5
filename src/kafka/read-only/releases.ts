/** What a broker says that it understands. */
export interface ApiRange {
  readonly key: number;
  readonly max: number;
}

interface Release {
  /** `3.3 or 3.4` where two cannot be told apart. */
  readonly name: string;
  /** By the key of a request: the version that came with this release. */
  readonly brought: Readonly<Record<number, number>>;
}

/**
 * Versions of requests by the release of Apache Kafka that brought them, oldest first; from the message definitions in
 * each release's kafka-clients jar. Only requests that a broker answers to clients whatever is configured, and only
 * versions that were not marked as unstable then.
 */
const RELEASES: readonly Release[] = [
  { name: '2.4', brought: { 1: 11, 3: 9, 9: 6, 10: 3, 11: 6, 15: 5, 19: 5, 47: 0 } },
  { name: '2.5', brought: { 9: 7, 11: 7, 14: 5, 22: 3 } },
  { name: '2.6', brought: { 16: 4, 21: 2, 32: 3, 35: 2 } },
  { name: '2.7', brought: { 1: 12, 19: 6, 20: 5, 22: 4 } },
  { name: '2.8', brought: { 0: 9, 2: 6, 3: 11, 23: 4, 32: 4, 60: 0 } },
  { name: '3.0', brought: { 2: 7, 9: 8, 10: 4, 65: 0, 66: 0 } },
  { name: '3.1', brought: { 1: 13, 3: 12 } },
  { name: '3.2', brought: { 11: 9, 13: 5, 35: 3 } },
  { name: '3.3 or 3.4', brought: { 29: 3, 35: 4 } },
  { name: '3.5 or 3.6', brought: { 1: 15, 2: 8 } },
  { name: '3.7', brought: { 0: 10, 1: 16, 9: 9, 60: 1 } },
  { name: '3.8', brought: { 0: 11, 10: 5, 16: 5, 22: 5, 66: 1 } },
  { name: '3.9', brought: { 1: 17, 2: 9, 10: 6, 18: 4 } },
  { name: '4.0', brought: { 0: 12, 2: 10, 3: 13, 15: 6 } },
  { name: '4.1', brought: { 0: 13, 1: 18, 66: 2 } },
  { name: '4.2', brought: { 2: 11, 8: 10, 9: 10 } },
  { name: '4.3', brought: { 35: 5 } },
];

/** The release of Apache Kafka of which a broker speaks everything: `4.1`, `4.3 or later`, `older than 2.4`. */
export function releaseImplied(apis: readonly ApiRange[]): string {
  const missing = RELEASES.findIndex((release) => lacking(release, apis).length > 0);
  if (missing === 0) return `older than ${RELEASES[0]?.name}`;
  return missing === -1 ? `${RELEASES.at(-1)?.name} or later` : (RELEASES[missing - 1]?.name ?? '');
}

/**
 * The newest release of which a broker speaks something beyond that; null where there is none. Another platform than
 * Apache Kafka may mix them.
 */
export function newestSpokenInPart(apis: readonly ApiRange[]): string | null {
  const first = RELEASES.findIndex((release) => lacking(release, apis).length > 0);
  if (first === -1) return null;
  const beyond = RELEASES.slice(first).findLast((release) => spoken(release, apis).length > 0);
  return beyond?.name ?? null;
}

/** Whether a broker speaks everything that Apache Kafka did up to this release. */
export function speaksAllOf(name: string, apis: readonly ApiRange[]): boolean {
  const last = RELEASES.findIndex((release) => release.name === name);
  return last >= 0 && RELEASES.slice(0, last + 1).every((release) => lacking(release, apis).length === 0);
}

const has = (apis: readonly ApiRange[], [key, version]: readonly [string, number]): boolean =>
  apis.some((api) => api.key === Number(key) && api.max >= version);

const spoken = ({ brought }: Release, apis: readonly ApiRange[]) =>
  Object.entries(brought).filter((one) => has(apis, one));

const lacking = ({ brought }: Release, apis: readonly ApiRange[]) =>
  Object.entries(brought).filter((one) => !has(apis, one));
