import type { QuotaAnswer, ScramUserAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import { errorOf, isGone } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { describeClientQuotas } from '../protocol/messages/describe-client-quotas.ts';
import { describeUserScramCredentials } from '../protocol/messages/describe-user-scram-credentials.ts';
import type { Reading } from '../reading.ts';
import { cluster } from './of-cluster.ts';

export const readQuotas = (known: Known): Promise<Reading<readonly QuotaAnswer[]>> =>
  readingOf(async (collected) => {
    const told = await known.brokers.askAny(describeClientQuotas, { components: [], strict: false });
    const { errorCode, errorMessage, entries } = told.body;
    if (errorCode !== 0) throw errorOf(errorCode, 'reading quotas', cluster(known, 'DescribeConfigs'), errorMessage);
    collected.told(describeClientQuotas, told);
    const quotas = (entries ?? []).map(({ entity, values }): QuotaAnswer => {
      return { entity: entity.map(({ entityType, entityName }) => ({ type: entityType, name: entityName })), values };
    });
    return collected.reading(quotas, false);
  });

const MECHANISMS: Readonly<Record<number, string>> = { 1: 'SCRAM-SHA-256', 2: 'SCRAM-SHA-512' };

/** All of them. Asked with null, which means the same, Kafka 4.3 never answers who is not permitted. */
const EVERYBODY = { users: [] };

/** Names and how often their passwords are hashed; Kafka keeps the rest to itself. */
export const readScramUsers = (known: Known): Promise<Reading<readonly ScramUserAnswer[]>> =>
  readingOf(async (collected) => {
    const told = await known.brokers.askAny(describeUserScramCredentials, EVERYBODY);
    const { errorCode, errorMessage, results } = told.body;
    if (errorCode !== 0) throw errorOf(errorCode, 'reading SCRAM users', cluster(known, 'Describe'), errorMessage);
    collected.told(describeUserScramCredentials, told);
    const users = results.flatMap(
      ({ user, errorCode: code, errorMessage: said, credentialInfos }): ScramUserAnswer[] => {
        if (code !== 0) {
          if (!isGone(code))
            collected.lacks(
              `SCRAM user ${user}`,
              errorOf(code, `reading user ${user}`, cluster(known, 'Describe'), said),
            );
          return [];
        }
        const mechanisms = credentialInfos.map(({ mechanism, iterations }) => {
          return { mechanism: MECHANISMS[mechanism] ?? 'unknown', iterations };
        });
        return [{ user, mechanisms }];
      },
    );
    return collected.reading(users, false);
  });
