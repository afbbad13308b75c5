import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  GetDimensionValuesCommand,
  GetTagsCommand,
} from '@aws-sdk/client-cost-explorer';
import { platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import { type Asker, askerOf, homeOf } from '../aws/asker.ts';
import type { AwsCall } from '../aws/calls.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { allPages, type Paged } from '../aws/paged.ts';
import type { KeptAnswer, Question, RequestCache } from '../request-cache/request-cache.ts';
import type { BillingScope, Period } from '../types/source.ts';
import { type CostPage, costPage } from './cost-page.ts';
import { countOne, type Meter } from './meter.ts';
import type { CostQuestion } from './questions.ts';
import { isFresh, stillHolds } from './settled.ts';
import { type ValuesPage, valuesPage } from './values-page.ts';

export interface SessionSettings {
  readonly scope: BillingScope;
  readonly asker: Asker;
  readonly endpoint: string | null;
  readonly cache: RequestCache;
  readonly meter: Meter;
  readonly clock: Clock;
}

type Dimension = 'LINKED_ACCOUNT' | 'REGION';

/** Questions to Cost Explorer, answered from what is kept or from AWS. */
export interface CostSession {
  costs(question: CostQuestion): Promise<readonly CostPage[]>;
  tagValues(key: string, period: Period): Promise<readonly string[]>;
  dimensionValues(dimension: Dimension, period: Period): Promise<readonly string[]>;
  close(): void;
}

/** What an answer is kept under: nothing of the credentials but whose they are. */
export const costsQuestion = (asker: Asker, input: object): Question => asked('ce:GetCostAndUsage', asker, input);
export const tagQuestion = (asker: Asker, key: string, period: Period): Question =>
  asked('ce:GetTags', asker, tagInput(key, period));
export const dimensionQuestion = (asker: Asker, dimension: Dimension, period: Period): Question =>
  asked('ce:GetDimensionValues', asker, dimensionInput(dimension, period));

const tagInput = (TagKey: string, { start, end }: Period) => ({ TagKey, TimePeriod: { Start: start, End: end } });
const dimensionInput = (Dimension: Dimension, { start, end }: Period) => ({
  Dimension,
  TimePeriod: { Start: start, End: end },
});

const asked = (call: AwsCall, { account, endpoint }: Asker, input: object): Question => ({
  call,
  account,
  endpoint,
  input: JSON.parse(JSON.stringify(input)),
});

const clientFor = ({ region }: BillingScope, endpoint: string | null): CostExplorerClient =>
  new CostExplorerClient(clientSettings(homeOf(region), endpoint));

/**
 * Who asks Cost Explorer: to be found out before anything that was kept may answer.
 * @throws WorkbenchError where AWS does not take the credentials
 */
export async function costsAsker(scope: BillingScope, clock: Clock, endpoint: string | null = null): Promise<Asker> {
  const client = clientFor(scope, endpoint);
  try {
    return await askerOf(client, { region: scope.region, endpoint, clock });
  } finally {
    client.destroy();
  }
}

export function costSession({ scope, asker, endpoint, cache, meter, clock }: SessionSettings): CostSession {
  const client = clientFor(scope, endpoint);
  const beforeEach = () => countOne(meter);
  const pages = <P>(paged: Omit<Paged<P>, 'beforeEach'>) => allPages({ ...paged, beforeEach }, cache, clock);

  const values = async (call: AwsCall, question: Question, send: Paged<ValuesPage>['send']) => {
    const stillHolds = (kept: KeptAnswer) => isFresh(kept, clock.now());
    const answer = await pages<ValuesPage>({ call, question, send, read: valuesPage, stillHolds });
    return answer.flat();
  };

  return {
    costs: (question) =>
      pages<CostPage>({
        call: 'ce:GetCostAndUsage',
        question: costsQuestion(asker, question),
        read: costPage,
        stillHolds: (kept) => stillHolds(kept, question.TimePeriod.End, clock.now()),
        async send(NextPageToken) {
          const answer = await client.send(new GetCostAndUsageCommand({ ...question, NextPageToken }));
          return { page: costPage(answer) ?? strange('ce:GetCostAndUsage'), next: answer.NextPageToken ?? null };
        },
      }),
    tagValues(key, period) {
      const input = tagInput(key, period);
      return values('ce:GetTags', tagQuestion(asker, key, period), async (NextPageToken) => {
        const answer = await client.send(new GetTagsCommand({ ...input, NextPageToken }));
        return { page: answer.Tags ?? [], next: answer.NextPageToken ?? null };
      });
    },
    dimensionValues(dimension, period) {
      const input = dimensionInput(dimension, period);
      return values('ce:GetDimensionValues', dimensionQuestion(asker, dimension, period), async (NextPageToken) => {
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
