import type { BrokerApis } from '../../kafka/read-only/answers.ts';
import { newestSpokenInPart, releaseImplied } from '../../kafka/read-only/releases.ts';
import type { CheckAnswers } from '../answers.ts';
import { asFarAsObtained, failed, firstOf, type Looked, notObtained, passed } from '../line.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

/**
 * Least versions without which nothing of the workbench works: records with headers (0.11), and questions about topics
 * that do not create them.
 */
const NEEDED: readonly { readonly key: number; readonly name: string; readonly version: number }[] = [
  { key: 0, name: 'Produce', version: 3 },
  { key: 1, name: 'Fetch', version: 4 },
  { key: 3, name: 'Metadata', version: 4 },
];

const looking = (id: string, title: string): Looked => ({ group: 'versions' satisfies CheckGroup, id, title });

export function versionLines({ apis }: CheckAnswers): readonly CheckLine[] {
  const looked = looking('release', 'The release that the API versions imply');
  if (!apis.obtained) return [notObtained(looked, apis)];
  const whole = (line: CheckLine): CheckLine => asFarAsObtained(line, apis.missing);
  return [whole(releaseLine(looked, apis.value)), whole(neededLine(apis.value)), ...featureLines(apis.value)];
}

function releaseLine(looked: Looked, brokers: readonly BrokerApis[]): CheckLine {
  const releases = byRelease(brokers);
  const [only] = releases.keys();
  if (releases.size === 1) return passed(looked, `all brokers speak what Apache Kafka ${only} speaks`);
  const each = [...releases].map(([release, ids]) => `broker ${firstOf(ids.map(String))}: ${release}`);
  return passed(looked, each.join('; '), 'the brokers differ: measure when an upgrade is through');
}

function byRelease(brokers: readonly BrokerApis[]): ReadonlyMap<string, readonly number[]> {
  const releases = new Map<string, number[]>();
  for (const { broker, apis } of brokers) {
    const part = newestSpokenInPart(apis);
    const release = `${releaseImplied(apis)}${part === null ? '' : `, and a part of ${part}`}`;
    releases.set(release, [...(releases.get(release) ?? []), broker]);
  }
  return releases;
}

function neededLine(brokers: readonly BrokerApis[]): CheckLine {
  const looked = looking('needed', 'The API versions that the workbench needs');
  const lacking = NEEDED.filter(({ key, version }) =>
    brokers.some(({ apis }) => !apis.some((api) => api.key === key && api.max >= version)),
  ).map(({ name, version }) => `${name} ${version}`);
  if (lacking.length === 0) return passed(looked, 'all there');
  return failed(looked, `missing: ${lacking.join(', ')}`, 'the cluster is too old: Apache Kafka 0.11 brought these');
}

function featureLines(brokers: readonly BrokerApis[]): readonly CheckLine[] {
  const finalized = new Map(
    brokers.flatMap(({ features }) =>
      features.flatMap((it) => (it.finalized === null ? [] : [[it.name, it.finalized] as const])),
    ),
  );
  if (finalized.size === 0) return [];
  const levels = [...finalized].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, level]) => `${name} ${level}`);
  return [passed(looking('features', 'Features that are finalised'), levels.join(', '))];
}

/** For the fairness page. */
export function releaseFact({ apis }: CheckAnswers): string | null {
  return apis.obtained && apis.value.length > 0 ? [...byRelease(apis.value).keys()].join('; ') : null;
}
