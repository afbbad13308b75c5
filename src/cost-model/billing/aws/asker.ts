import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import type { AwsCall } from './calls.ts';
import { clientSettings } from './client-settings.ts';
import { awsFailure } from './failure.ts';
import { withBackOff } from './passing.ts';

/** Who asks whom: equal questions of two accounts, or at two endpoints, have different answers. */
export interface Asker {
  /** Of the credentials: a bill is what it sees. */
  readonly account: string;
  /** null for AWS's own. */
  readonly endpoint: string | null;
}

interface AskedClient {
  readonly config: { readonly serviceConfiguredEndpoint?: () => Promise<string | undefined> };
}

const CALL: AwsCall = 'sts:GetCallerIdentity';

/** Services of a whole partition of AWS stand in one of its regions. */
export function homeOf(region: string | null): string {
  if (region?.startsWith('cn-')) return 'cn-northwest-1';
  return region?.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}

/**
 * The account of the credentials, as AWS says it (free, and without a permission), and where the given client asks:
 * AWS_ENDPOINT_URL, that of the service, or the profile's.
 * @throws WorkbenchError with what AWS refused and what to do
 */
export async function askerOf(
  client: AskedClient,
  {
    region,
    endpoint,
    clock,
  }: { readonly region: string | null; readonly endpoint: string | null; readonly clock: Clock },
): Promise<Asker> {
  const sts = new STSClient(clientSettings(homeOf(region), endpoint));
  try {
    const { Account } = await withBackOff(() => sts.send(new GetCallerIdentityCommand({})), clock);
    if (Account === undefined) {
      const todo = 'Check that AWS_ENDPOINT_URL points to AWS, or leave it out.';
      throw platformError('aws-answer', `${CALL} answered without an account`, todo);
    }
    return { account: Account, endpoint: endpoint ?? (await client.config.serviceConfiguredEndpoint?.()) ?? null };
  } catch (error) {
    throw awsFailure(error, CALL);
  } finally {
    sts.destroy();
  }
}
