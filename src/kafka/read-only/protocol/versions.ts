/** Versions as Kafka's message definitions write them: `3+`, `0-7`, `2`. */
export type Versions = `${number}+` | `${number}-${number}` | `${number}`;

export function inRange(version: number, versions: Versions): boolean {
  const [from = '', to = from] = versions.split(/[-+]/);
  return version >= Number(from) && (to === '' || version <= Number(to));
}
