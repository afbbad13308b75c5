import type { AclAnswer } from '../../kafka/read-only/answers.ts';

/** One spelling for what clients and brokers write differently: TransactionalId, transactional_id, transactional-id. */
export const aclWord = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');

const RESOURCES: Readonly<Record<string, string>> = {
  topic: 'topic',
  group: 'group',
  cluster: 'cluster',
  transactionalid: 'transactional id',
  delegationtoken: 'delegation token',
  user: 'user',
};

const OPERATIONS: Readonly<Record<string, string>> = {
  all: 'do everything with',
  read: 'read',
  write: 'write',
  create: 'create',
  delete: 'delete',
  alter: 'alter',
  describe: 'describe',
  clusteraction: 'act as a broker on',
  describeconfigs: 'describe the configs of',
  alterconfigs: 'alter the configs of',
  idempotentwrite: 'write idempotently to',
  createtokens: 'create tokens of',
  describetokens: 'describe tokens of',
  twophasecommit: 'prepare transactions of',
};

/** What an application cannot do where an operation is refused. */
const LOSSES: Readonly<Record<string, string>> = {
  'topic read': 'its fetches are refused',
  'topic write': 'its records are refused',
  'topic create': 'it cannot create the topics that it needs',
  'topic delete': 'it cannot delete topics or records',
  'topic describe': 'the topic does not exist for it',
  'topic alter': 'it cannot add partitions',
  'topic describeconfigs': 'it cannot read configs, which frameworks do when they start',
  'topic alterconfigs': 'it cannot set configs',
  'group read': 'it cannot join the group or commit',
  'group describe': 'its lag cannot be seen',
  'group delete': 'it cannot delete groups or commits',
  'transactionalid write': 'its transactions are refused',
  'transactionalid describe': 'its transactional producers cannot start',
  'cluster idempotentwrite': 'its idempotent producers may be refused where it may write to no topic',
  'cluster create': 'it cannot create topics',
};

/** `topic orders`, `topics that begin with orders.`, `every topic`. */
export function aclResource({ resourceType, resourceName, patternType }: AclAnswer): string {
  const type = aclWord(resourceType);
  const noun = RESOURCES[type] ?? resourceType;
  if (type === 'cluster') return 'the cluster';
  if (aclWord(patternType) === 'prefixed') return `${noun}s that begin with ${resourceName}`;
  return resourceName === '*' ? `every ${noun}` : `${noun} ${resourceName}`;
}

export const aclOperation = ({ operation }: AclAnswer): string => OPERATIONS[aclWord(operation)] ?? operation;

export const aclLoss = ({ resourceType, operation }: AclAnswer): string =>
  aclWord(operation) === 'all'
    ? 'whatever it does there is refused'
    : (LOSSES[`${aclWord(resourceType)} ${aclWord(operation)}`] ?? 'what needs it is refused');

const FLAGS: Readonly<Record<string, string>> = {
  topic: '--topic',
  group: '--group',
  transactionalid: '--transactional-id',
  delegationtoken: '--delegation-token',
  user: '--user-principal',
};

/** Quoted for a shell where it holds anything that one would read. */
const quoted = (text: string): string => (/^[\w.:@/=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** What kafka-acls takes to name it: `--allow-principal User:alice --operation Read --topic orders`. */
export function aclCommand(acl: AclAnswer): string {
  const flag = FLAGS[aclWord(acl.resourceType)];
  return [
    `--${acl.permission}-principal ${quoted(acl.principal)}`,
    ...(acl.host === '*' ? [] : [`--${acl.permission}-host ${quoted(acl.host)}`]),
    `--operation ${operationName(acl.operation)}`,
    flag === undefined ? '--cluster' : `${flag} ${quoted(acl.resourceName)}`,
    ...(aclWord(acl.patternType) === 'prefixed' ? ['--resource-pattern-type prefixed'] : []),
  ].join(' ');
}

/** As kafka-acls spells operations: DescribeConfigs. */
const NAMES = [
  'All',
  'Read',
  'Write',
  'Create',
  'Delete',
  'Alter',
  'Describe',
  'ClusterAction',
  'DescribeConfigs',
  'AlterConfigs',
  'IdempotentWrite',
  'CreateTokens',
  'DescribeTokens',
  'TwoPhaseCommit',
];

const operationName = (operation: string): string =>
  NAMES.find((name) => aclWord(name) === aclWord(operation)) ?? operation;
