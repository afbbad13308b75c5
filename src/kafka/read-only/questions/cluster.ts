import type { BrokerApis, ClusterAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import type { Known } from '../known.ts';
import { apiVersions } from '../protocol/messages/api-versions.ts';
import type { Reading } from '../reading.ts';

export const readCluster = (known: Known): Promise<Reading<ClusterAnswer>> =>
  readingOf(async (collected) => {
    const { value, api, told } = await known.cluster();
    collected.told(api, told);
    return collected.reading(value, false);
  });

export const readApis = (known: Known): Promise<Reading<readonly BrokerApis[]>> =>
  readingOf(async (collected) => {
    const apis = await collected.ofBrokers(await known.live(), async (broker) => {
      const spoken = await known.brokers.apisOf(broker);
      collected.told(apiVersions, { version: spoken.version, broker });
      return { broker, apis: spoken.apis, features: spoken.features };
    });
    return collected.reading(apis, apis.length === 0);
  });
