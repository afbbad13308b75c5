import { AWS_CALLS, type AwsCall } from './calls.ts';

/** What IAM reads, and why: the calls of some services, each with its purpose for the page that explains it. */
export interface LeastPrivilege {
  readonly policy: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [
      { readonly Sid: string; readonly Effect: 'Allow'; readonly Action: readonly string[]; readonly Resource: '*' },
    ];
  };
  readonly reasons: readonly { readonly action: AwsCall; readonly why: string }[];
}

const POLICIES = {
  'cost-explorer': { sid: 'WorkbenchReadsCosts', prefix: 'ce:' },
  cloudwatch: { sid: 'WorkbenchReadsMetrics', prefix: 'cloudwatch:' },
} as const;
export type PolicyName = keyof typeof POLICIES;

export const POLICY_NAMES = Object.keys(POLICIES) as readonly PolicyName[];

/** The least that a connector needs. These calls have no narrower resource that covers a whole account: hence `*`. */
export function leastPrivilege(name: PolicyName): LeastPrivilege {
  const { sid, prefix } = POLICIES[name];
  const actions = (Object.keys(AWS_CALLS) as AwsCall[]).filter((call) => call.startsWith(prefix));
  return {
    policy: {
      Version: '2012-10-17',
      Statement: [{ Sid: sid, Effect: 'Allow', Action: actions, Resource: '*' }],
    },
    reasons: actions.map((action) => ({ action, why: AWS_CALLS[action] })),
  };
}
