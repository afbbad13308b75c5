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
    // This client keeps topics as keys of plain objects, and cannot ask for that name.
    const nameable = topics.filter((name) => name !== '__proto__');
    const ends = await Promise.all(nameable.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)]));
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: 2, name })),
    });
    const groups = (await admin.listGroups()).groups.map(({ groupId }) => groupId).toSorted();
    const described = await admin.describeGroups(groups);
    const commits = await Promise.all(groups.map(async (groupId) => [groupId, await admin.fetchOffsets({ groupId })]));
    // Any resource, any pattern, any operation, any permission.
    const filter = { resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 };
    const acls = await admin.describeAcls(filter);
    return {
      ends,
      settings: resources.map(({ resourceName, configEntries }) => [
        resourceName,
        configEntries.map(({ configName, configValue }) => [configName, configValue]),
      ]),
      groups: described.groups.map(({ groupId, state, members }) => [groupId, state, members.map((m) => m.memberId)]),
      commits,
      acls: acls.resources,
    };
  } finally {
    await admin.disconnect();
  }
}
