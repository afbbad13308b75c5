import {
  AclOperations,
  AclPermissionTypes,
  type Admin,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka';

const { TOPIC, GROUP, CLUSTER, TRANSACTIONAL_ID } = ResourceTypes;
const { DESCRIBE, DESCRIBE_CONFIGS, READ } = AclOperations;
type Operation = (typeof AclOperations)[keyof typeof AclOperations];
type Resource = (typeof ResourceTypes)[keyof typeof ResourceTypes];

const may = (user: string, resourceType: Resource, resourceName: string, ...operations: Operation[]) =>
  operations.map((operation) => ({
    principal: `User:${user}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    resourceType,
    resourceName,
    operation,
  }));

/** `reader` may look at everything, `poor` at one topic, and one prefix is closed to `intern`. */
export async function giveRights(admin: Admin): Promise<void> {
  await admin.createAcls({
    creations: [
      ...may('reader', CLUSTER, 'kafka-cluster', DESCRIBE, DESCRIBE_CONFIGS),
      ...may('reader', TOPIC, '*', DESCRIBE, DESCRIBE_CONFIGS, READ),
      ...may('reader', GROUP, '*', DESCRIBE),
      ...may('reader', TRANSACTIONAL_ID, '*', DESCRIBE),
      ...may('poor', TOPIC, 'orders', DESCRIBE),
      ...may('intern', TOPIC, 'pay', READ).map((rule) => ({
        ...rule,
        permissionType: AclPermissionTypes.DENY,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
      })),
    ],
  });
}

type Entry = Parameters<Admin['alterClientQuotas']>[0]['entries'][number];
type Entity = Entry['entities'][number];
type Quota = Entry['ops'][number]['key'];

const limit = (key: Quota, value: number, ...entities: Entity[]): Entry => ({
  entities,
  ops: [{ key, value, remove: false }],
});

export async function setQuotas(admin: Admin): Promise<void> {
  await admin.alterClientQuotas({
    entries: [
      limit('consumer_byte_rate', 52_428_800, { entityType: 'user', entityName: 'reader' }),
      limit('producer_byte_rate', 1_048_576, { entityType: 'user', entityName: 'batch "nightly" & <co>' }),
      limit(
        'request_percentage',
        12.5,
        { entityType: 'user', entityName: null },
        { entityType: 'client-id', entityName: 'legacy' },
      ),
      limit('connection_creation_rate', 10, { entityType: 'ip', entityName: '10.1.2.3' }),
    ],
  });
}
