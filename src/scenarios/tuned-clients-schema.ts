import { z } from 'zod';
import { LARGEST_REQUEST } from './client-sizes.ts';
import { delay, size } from './quantities.ts';

/** A setting of the scenario's clients that a target may not change, and why. */
const sameForAll = (why: string) =>
  z
    .never()
    .optional()
    .meta({ description: `the same for every target, because ${why}: the scenario's clients have it` });

/**
 * Client settings that a target's vendor advises. Only what moves the same records, with the same guarantee,
 * in other pieces, or tells the platform in its own words where the clients are: a target that acknowledged
 * less or compressed more would be measured on another task.
 */
export const tunedClients = z.strictObject({
  linger: delay()
    .optional()
    .meta({ description: 'Longest wait for a batch to fill', examples: ['100ms'] }),
  batch: size()
    .optional()
    .meta({ description: 'Size at which a batch is sent', examples: ['1MiB'] }),
  request: size(LARGEST_REQUEST)
    .optional()
    .meta({ description: 'Largest produce request, of one batch a partition', examples: ['16MiB'] }),
  inFlight: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Produce requests without an answer, per broker', examples: [5] }),
  sendBuffer: size()
    .optional()
    .meta({ description: 'Records that wait for the platform', examples: ['512MiB'] }),
  fetchPartition: size(LARGEST_REQUEST)
    .optional()
    .meta({ description: 'Most that a fetch asks of one partition, of 50MiB in all', examples: ['8MiB'] }),
  clientIdPrefix: z
    .string()
    .regex(/^[A-Za-z0-9._=&,:-]{1,100}$/, {
      error: 'holds more than letters, digits and . _ = & , : -, or not 1 to 100 of them',
    })
    .optional()
    .meta({
      description: 'Stands before the client ids of producers and readers, where the platform reads their zone',
      examples: ['zone=use1-az2,'],
    }),
  acks: sameForAll('it decides what an acknowledgement promises'),
  idempotence: sameForAll('it decides whether a retry may write a record twice'),
  compression: sameForAll('it decides how many bytes reach the platform'),
  deliveryTimeout: sameForAll('it decides when a record counts as unknown'),
  driver: sameForAll('another client library would be measured'),
  zone: sameForAll('clients in another zone would be measured'),
  producers: sameForAll('records would be divided otherwise'),
  threads: sameForAll('the load generator would be another one'),
});
