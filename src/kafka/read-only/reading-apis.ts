/** One of Kafka's requests that changes nothing, and why that is so. */
export interface ReadingApi {
  readonly key: number;
  readonly name: string;
  /** The lowest version that is sent. */
  readonly from: number;
  readonly changesNothing: string;
}

const row = (key: number, name: string, changesNothing: string, from = 0): ReadingApi => ({
  key,
  name,
  from,
  changesNothing,
});

/**
 * Every request that may leave for somebody's cluster. What is not in this table is not sent: neither produce, joins,
 * commits and creations, nor FindCoordinator, which creates the topics of offsets and transactions where they are
 * not there yet.
 */
const ROWS: readonly ReadingApi[] = [
  row(1, 'Fetch', 'reads as a consumer without a group, outside of any session; nothing is committed'),
  row(2, 'ListOffsets', 'asks a leader for offsets'),
  row(3, 'Metadata', 'lists topics; from version 4 on it says that none is to be created', 4),
  row(9, 'OffsetFetch', 'reads what a group has committed, without being a member'),
  row(15, 'DescribeGroups', 'reads members of groups'),
  row(16, 'ListGroups', 'reads names of groups'),
  row(17, 'SaslHandshake', 'logs in'),
  row(18, 'ApiVersions', 'asks what a broker speaks'),
  row(29, 'DescribeAcls', 'reads access rules'),
  row(32, 'DescribeConfigs', 'reads settings'),
  row(35, 'DescribeLogDirs', 'reads sizes'),
  row(36, 'SaslAuthenticate', 'logs in'),
  row(46, 'ListPartitionReassignments', 'reads which replicas move'),
  row(48, 'DescribeClientQuotas', 'reads quotas'),
  row(50, 'DescribeUserScramCredentials', 'reads names of users, never what they log in with'),
  row(55, 'DescribeQuorum', 'reads the state of the controllers'),
  row(60, 'DescribeCluster', 'lists brokers'),
  row(65, 'DescribeTransactions', 'reads the state of transactions'),
  row(66, 'ListTransactions', 'reads names of transactions'),
  row(69, 'ConsumerGroupDescribe', 'reads members of groups'),
  row(77, 'ShareGroupDescribe', 'reads members of groups'),
  row(89, 'StreamsGroupDescribe', 'reads members of groups'),
  row(90, 'DescribeShareGroupOffsets', 'reads where a share group is, of the partitions that it has already'),
];

export const READING_APIS: ReadonlyMap<number, ReadingApi> = new Map(ROWS.map((api) => [api.key, api]));

/**
 * The request's row of the table.
 * @throws Error (a defect, not a user's mistake) where it is not one that only reads.
 */
export function readingApi(key: number, version: number): ReadingApi {
  const api = READING_APIS.get(key);
  if (api !== undefined && version >= api.from) return api;
  throw new Error(`request ${key} in version ${version} is none that only reads, and was not sent`);
}
