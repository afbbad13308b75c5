/** Kafka's operations by their code, as kafka-acls calls them. */
export const OPERATIONS: Readonly<Record<number, string>> = {
  1: 'Any',
  2: 'All',
  3: 'Read',
  4: 'Write',
  5: 'Create',
  6: 'Delete',
  7: 'Alter',
  8: 'Describe',
  9: 'ClusterAction',
  10: 'DescribeConfigs',
  11: 'AlterConfigs',
  12: 'IdempotentWrite',
  13: 'CreateTokens',
  14: 'DescribeTokens',
  15: 'TwoPhaseCommit',
};
