/** Label → the values that a target's own series have. */
type OwnLabels = Readonly<Record<string, readonly string[]>>;

/** PromQL of a query for one target and one interval. */
export const queryText = (
  query: string,
  labels: readonly string[],
  resources: OwnLabels,
  stepSeconds: number,
): string => query.replaceAll('$labels', () => matchers(labels, resources)).replaceAll('$interval', `${stepSeconds}s`);

/** `job="a",instance=~"b|c",`: a comma may stand before the closing bracket. */
function matchers(labels: readonly string[], resources: OwnLabels): string {
  return labels
    .flatMap((label) => {
      const values = Object.hasOwn(resources, label) ? (resources[label] ?? []) : [];
      if (values.length === 0) return [];
      const [only] = values;
      return values.length === 1 && only !== undefined
        ? [`${label}=${quoted(only)},`]
        : [`${label}=~${quoted(values.map(asPattern).join('|'))},`];
    })
    .join('');
}

const asPattern = (value: string): string => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const quoted = (value: string): string =>
  `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
