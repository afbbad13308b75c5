import { RECORD_OVERHEAD_BYTES } from '../client-sizes.ts';
import { largestSize } from '../largest-size.ts';
import type { Mistake } from '../mistake.ts';
import { planClient } from '../plan.ts';
import { keyBytes } from '../record-key.ts';
import type { ClientProfile, RecordShape } from '../types.ts';
import type { Rule } from './rule.ts';

export const sizesAreOrdered: Rule = ({ records }) => {
  const size = records?.size;
  if (size?.kind === 'uniform' && size.minBytes > size.maxBytes) {
    return [{ path: ['records', 'size', 'max'], what: 'is less than min', todo: 'swap the two' }];
  }
  if (size?.kind === 'lognormal' && size.medianBytes > size.maxBytes) {
    return [{ path: ['records', 'size', 'max'], what: 'is less than the median', todo: 'raise max or lower median' }];
  }
  return [];
};

export const clientsAgree: Rule = ({ clients, records }) => {
  if (clients === undefined) return [];
  const client = planClient(clients);
  return [...profileMistakes(client), ...(records === undefined ? [] : bufferMistakes(client, records))];
};

/** A record for which there is never room would wait for the platform in vain, and count as its result. */
export function bufferMistakes(
  { sendBufferBytes }: ClientProfile,
  { size, keys }: Pick<RecordShape, 'size' | 'keys'>,
): readonly Mistake[] {
  const largest = largestSize(size) + keyBytes(keys) + RECORD_OVERHEAD_BYTES;
  if (largest <= sendBufferBytes) return [];
  return [
    {
      path: ['clients', 'sendBuffer'],
      what: `has ${sendBufferBytes} bytes, and the largest record takes ${largest} in it`,
      todo: 'raise sendBuffer, or lower records.size',
    },
  ];
}

/** Settings of a profile that contradict each other, under the keys that a file has for them. */
export function profileMistakes(client: ClientProfile): readonly Mistake[] {
  const { acks, idempotence, inFlight, lingerMs, deliveryTimeoutMs } = client;
  const { batchBytes, requestBytes, sendBufferBytes } = client;
  const mistakes: Mistake[] = [];
  const add = (key: string, what: string, todo: string) => mistakes.push({ path: ['clients', key], what, todo });
  if (idempotence && acks !== 'all') {
    add('idempotence', `is true while acks is ${acks}`, 'write acks: all, or idempotence: false');
  }
  if (idempotence && inFlight > 5) {
    add(
      'inFlight',
      `is ${inFlight} while idempotent producers may have 5`,
      'write 5 or less, or idempotence: false in the scenario',
    );
  }
  if (lingerMs >= deliveryTimeoutMs) {
    add('linger', 'is as long as deliveryTimeout or longer', 'every record would time out: lower it');
  }
  if (batchBytes > sendBufferBytes) add('batch', 'is larger than sendBuffer', 'lower batch or raise sendBuffer');
  if (requestBytes !== undefined && batchBytes > requestBytes) {
    add('request', 'is less than batch, which always goes in one piece', 'raise request or lower batch');
  }
  return mistakes;
}

export const threadsHaveWork: Rule = ({ clients }) => {
  if (clients === undefined || clients.threads <= clients.producers) return [];
  const idle = clients.threads - clients.producers;
  return [
    {
      path: ['clients', 'threads'],
      what: `is ${clients.threads} with producers: ${clients.producers}, so ${idle} would send nothing`,
      todo: `write producers: ${clients.threads} or more, or lower threads`,
    },
  ];
};

export const membersHaveWork: Rule = ({ fanOut, topics }) => {
  const partitions = topics?.reduce((sum, topic) => sum + topic.partitions, 0);
  if (fanOut === undefined || partitions === undefined || fanOut.members <= partitions) return [];
  const idle = fanOut.members - partitions;
  return [
    {
      path: ['fanOut', 'members'],
      what: `is ${fanOut.members} for ${partitions} partitions, so ${idle} would sit idle`,
      todo: 'lower members or raise partitions',
    },
  ];
};
