import { Admin } from '@platformatic/kafka';
import { Kafka, logLevel } from 'kafkajs';

/**
 * What anybody could change on a cluster, as plain data: topics with their ends and settings, groups with state,
 * members and commits, access rules. By another client than the tool's, as a user who may see everything.
 */
export async function everythingOn(plain: readonly string[]): Promise<unknown> {
  const kafka = new Kafka({ clientId: 'witness', brokers: [...plain], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).toSorted();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: 2, name })),
    });
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).toSorted();
    const described = await admin.describeGroups(groups);
    const commits = await Promise.all(
      groups.map(async (groupId) =>
        (await admin.fetchOffsets({ groupId })).flatMap(({ topic, partitions }) =>
          partitions.map(({ partition, offset }) => `${groupId} ${topic} ${partition}: ${offset}`),
        ),
      ),
    );
    // Any resource, any pattern, any operation, any permission.
    const filter = { resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 };
    const acls = await admin.describeAcls(filter);
    return {
      topics,
      ends: await endsOf(plain),
      settings: resources
        .flatMap(({ resourceName, configEntries }) =>
          configEntries.map(({ configName, configValue }) => `${resourceName} ${configName}=${configValue}`),
        )
        .toSorted(),
      groups: described.groups
        .map(({ groupId, state, members }) => `${groupId} ${state} ${members.map(({ memberId }) => memberId).join()}`)
        .toSorted(),
      commits: commits.flat().toSorted(),
      acls: acls.resources
        .flatMap(({ acls: rules, ...resource }) => rules.map((rule) => JSON.stringify({ ...resource, ...rule })))
        .toSorted(),
    };
  } finally {
    await admin.disconnect();
  }
}

/** Of all topics but Kafka's own, in which brokers themselves write. */
async function endsOf(plain: readonly string[]): Promise<unknown> {
  // kafkajs has topics as keys of plain objects, and stumbles over one that is called `__proto__`.
  const admin = new Admin({ clientId: 'witness', bootstrapBrokers: [...plain] });
  try {
    const { topics } = await admin.metadata({ topics: await admin.listTopics() });
    const asked = [...topics].map(([name, { partitionsCount }]) => ({
      name,
      partitions: Array.from({ length: partitionsCount }, (_, partitionIndex) => ({ partitionIndex, timestamp: -1n })),
    }));
    const ends = await admin.listOffsets({ topics: asked });
    return ends
      .flatMap(({ name, partitions }) => partitions.map((at) => `${name} ${at.partitionIndex}: ${at.offset}`))
      .toSorted();
  } finally {
    await admin.close();
  }
}
