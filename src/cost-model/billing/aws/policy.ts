import { AWS_CALLS, type AwsCall } from './calls.ts';

const POLICIES = {
  'cost-explorer': { sid: 'WorkbenchReadsCosts', prefix: 'ce:' },
  cloudwatch: { sid: 'WorkbenchReadsMetrics', prefix: 'cloudwatch:' },
} as const;
type PolicyName = keyof typeof POLICIES;

/** The IAM policy that lets a connector make its calls, and nothing else. They read whole accounts: hence `*`. */
export function leastPrivilege(name: PolicyName) {
  const { sid, prefix } = POLICIES[name];
  const actions = (Object.keys(AWS_CALLS) as AwsCall[]).filter((call) => call.startsWith(prefix));
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}
