import type { AclResource } from '../acl-line.ts';
import type { ConfigEntry, ConfigSource } from '../answers.ts';
import { inParts } from '../at-most.ts';
import { readingOf } from '../collected.ts';
import { errorOf, isRefused } from '../error-codes.ts';
import type { Known } from '../known.ts';
import type { AnswerOf } from '../protocol/api.ts';
import { describeConfigs } from '../protocol/messages/describe-configs.ts';
import type { Reading } from '../reading.ts';

const TOPIC = 2;
const BROKER = 4;
/** Some 40 entries each: half a MiB an answer. */
const TOPICS_AT_A_TIME = 200;
const BYTES_OF_A_TOPIC = 3_000;

const SOURCES: Readonly<Record<number, ConfigSource>> = {
  1: 'topic',
  2: 'dynamic-broker',
  3: 'dynamic-default-broker',
  4: 'static-broker',
  5: 'default',
  7: 'client-metrics',
  8: 'group',
};

type Described = AnswerOf<typeof describeConfigs>['results'][number];

export const readTopicConfigs = (
  known: Known,
  topics: readonly string[],
): Promise<Reading<ReadonlyMap<string, readonly ConfigEntry[]>>> =>
  readingOf(async (collected) => {
    const found = new Map<string, readonly ConfigEntry[]>();
    const failed: Described[] = [];
    for (const part of inParts(topics, TOPICS_AT_A_TIME)) {
      const what = part.length === 1 ? `topic ${part[0]}` : `${part.length} topics from ${part[0]} on`;
      const about = `${part.length} topics`;
      const told = await collected.part(
        what,
        () =>
          known.brokers.askAny(describeConfigs, questionOf(TOPIC, part), {
            about,
            expected: part.length * BYTES_OF_A_TOPIC,
          }),
        { kind: 'topic-configs', name: part.length === 1 ? (part[0] ?? null) : null },
      );
      if (told === null) continue;
      collected.told(describeConfigs, told);
      for (const result of told.body.results) {
        if (result.errorCode === 0) found.set(result.resourceName, entriesOf(result));
        else failed.push(result);
      }
    }
    // Who may read none of them is told how to read all.
    const isAll =
      failed.length > 1 && failed.length === topics.length && failed.every(({ errorCode }) => isRefused(errorCode));
    for (const result of failed) {
      const name = isAll ? '*' : result.resourceName;
      collected.lacks(`topic ${result.resourceName}`, failureOf(known, result, { type: 'topic', name }), {
        kind: 'topic-configs',
        name: result.resourceName,
      });
    }
    return collected.reading(found, found.size === 0);
  });

/** A broker's own settings are told by itself. */
export const readBrokerConfigs = (
  known: Known,
  brokers: readonly number[],
): Promise<Reading<ReadonlyMap<number, readonly ConfigEntry[]>>> =>
  readingOf(async (collected) => {
    await known.live();
    const found = new Map<number, readonly ConfigEntry[]>();
    await collected.ofBrokers(brokers, async (broker) => {
      const told = await known.brokers.ask(broker, describeConfigs, questionOf(BROKER, [String(broker)]));
      collected.told(describeConfigs, told);
      for (const result of told.body.results) {
        if (result.errorCode === 0) found.set(broker, entriesOf(result));
        else throw failureOf(known, result, { type: 'cluster', name: '' });
      }
    });
    return collected.reading(found, found.size === 0);
  });

const questionOf = (resourceType: number, names: readonly string[]) => ({
  resources: names.map((resourceName) => ({ resourceType, resourceName, configurationKeys: null })),
  includeSynonyms: false,
  includeDocumentation: false,
});

function failureOf({ brokers }: Known, { errorCode, errorMessage, resourceName }: Described, resource: AclResource) {
  const what =
    resource.type === 'topic'
      ? `reading the configs of topic ${resourceName}`
      : `reading the configs of broker ${resourceName}`;
  return errorOf(
    errorCode,
    what,
    { principal: brokers.principal, operation: 'DescribeConfigs', resource },
    errorMessage,
  );
}

const entriesOf = ({ configs }: Described): readonly ConfigEntry[] =>
  configs
    .map(({ name, value, readOnly, configSource, isSensitive }): ConfigEntry => {
      return {
        name,
        value: isSensitive ? null : value,
        source: SOURCES[configSource] ?? 'unknown',
        sensitive: isSensitive,
        readOnly,
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
