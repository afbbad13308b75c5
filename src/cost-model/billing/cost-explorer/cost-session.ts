import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  GetDimensionValuesCommand,
  GetTagsCommand,
} from '@aws-sdk/client-cost-explorer';
import { platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import type { AwsCall } from '../aws/calls.ts';
import { clientSettings } from '../aws/client-settings.ts';
import type { KeptAnswer, Question, RequestCache } from '../request-cache/request-cache.ts';
import type { BillingScope, Period } from '../types/source.ts';
import { type CostPage, costPage } from './cost-page.ts';
import { allPages, type Meter, type Paged } from './paged.ts';
import type { CostQuestion } from './questions.ts';
import { REASKED_AFTER_MS, stillHolds } from './settled.ts';
import { type ValuesPage, valuesPage } from './values-page.ts';

export interface SessionSettings {
  readonly scope: BillingScope;
  readonly endpoint: string | null;
  readonly cache: RequestCache;
  readonly meter: Meter;
  readonly clock: Clock;
}

/** Questions to Cost Explorer, answered from what is kept or from AWS. */
export interface CostSession {
  costs(question: CostQuestion): Promise<readonly CostPage[]>;
  tagValues(key: string, period: Period): Promise<readonly string[]>;
  dimensionValues(dimension: 'LINKED_ACCOUNT' | 'REGION', period: Period): Promise<readonly string[]>;
  close(): void;
}

/** What an answer is kept under: nothing of the credentials, but the target, as other targets may be other customers of AWS. */
export const costsQuestion = (target: string, endpoint: string | null, input: object): Question =>
  asked('ce:GetCostAndUsage', target, endpoint, input);

const asked = (call: AwsCall, target: string, endpoint: string | null, input: object): Question => ({
  call,
  target,
  endpoint,
  input: JSON.parse(JSON.stringify(input)),
});

/** Cost Explorer stands in one region of each partition of AWS. */
function homeOf(region: string | null): string {
  if (region?.startsWith('cn-')) return 'cn-northwest-1';
  return region?.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}

export function costSession({ scope, endpoint, cache, meter, clock }: SessionSettings): CostSession {
  const client = new CostExplorerClient(clientSettings(homeOf(scope.region), endpoint));
  const fresh = ({ fetchedAt }: KeptAnswer) => clock.now() - fetchedAt < REASKED_AFTER_MS;
  const pages = <P>(paged: Paged<P>) => allPages(paged, cache, meter, clock);

  const values = async (call: AwsCall, input: object, send: Paged<ValuesPage>['send']) => {
    const question = asked(call, scope.target, endpoint, input);
    const answer = await pages<ValuesPage>({ call, question, send, read: valuesPage, stillHolds: fresh });
    return answer.flat();
  };

  return {
    costs: (question) =>
      pages<CostPage>({
        call: 'ce:GetCostAndUsage',
        question: costsQuestion(scope.target, endpoint, question),
        read: costPage,
        stillHolds: (kept) => stillHolds(kept, question.TimePeriod.End, clock.now()),
        async send(NextPageToken) {
          const answer = await client.send(new GetCostAndUsageCommand({ ...question, NextPageToken }));
          return { page: costPage(answer) ?? strange('ce:GetCostAndUsage'), next: answer.NextPageToken ?? null };
        },
      }),
    tagValues(TagKey, { start, end }) {
      const input = { TagKey, TimePeriod: { Start: start, End: end } };
      return values('ce:GetTags', input, async (NextPageToken) => {
        const answer = await client.send(new GetTagsCommand({ ...input, NextPageToken }));
        return { page: answer.Tags ?? [], next: answer.NextPageToken ?? null };
      });
    },
    dimensionValues(Dimension, { start, end }) {
      const input = { Dimension, TimePeriod: { Start: start, End: end } };
      return values('ce:GetDimensionValues', input, async (NextPageToken) => {
        const answer = await client.send(new GetDimensionValuesCommand({ ...input, NextPageToken }));
        const page = (answer.DimensionValues ?? []).flatMap(({ Value }) => Value ?? []);
        return { page, next: answer.NextPageToken ?? null };
      });
    },
    close: () => client.destroy(),
  };
}

function strange(call: AwsCall): never {
  const todo = 'Check that AWS_ENDPOINT_URL points to AWS, or leave it out.';
  throw platformError('aws-answer', `${call} answered with something that is no answer of Cost Explorer`, todo);
}
