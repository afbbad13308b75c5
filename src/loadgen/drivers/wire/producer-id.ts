import { setTimeout as delay } from 'node:timers/promises';
import { wholeAnswer } from './answers.ts';
import type { ClusterMap } from './cluster-map.ts';
import type { Links } from './links.ts';
import { ERROR, errorName, isRetriable } from './protocol/errors.ts';
import {
  INIT_PRODUCER_ID,
  initProducerIdBody,
  type ProducerIdentity,
  readInitProducerIdAnswer,
} from './protocol/init-producer-id.ts';

const ATTEMPTS = 20;
const BACKOFF_MS = 250;

/** A producer id of its own from whichever broker gives one; rejects after some seconds of refusals. */
export async function takeProducerId(map: ClusterMap, links: Links): Promise<ProducerIdentity> {
  let refusal = 'no broker is known';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const node = map.nodes[attempt % map.nodes.length];
    try {
      if (node !== undefined) return await askForProducerId(node, links);
    } catch (error) {
      if ((error as { retriable?: boolean }).retriable === false) throw error;
      refusal = (error as Error).message;
    }
    await delay(BACKOFF_MS);
  }
  throw new Error(`no producer id: ${refusal}`);
}

function askForProducerId(node: number, links: Links): Promise<ProducerIdentity> {
  return new Promise((resolve, reject) => {
    const link = links.to(node);
    if (link === undefined) {
      reject(new Error(`broker ${node} is not known any more`));
      return;
    }
    link.send({
      ...INIT_PRODUCER_ID,
      body: initProducerIdBody,
      answer: wholeAnswer(readInitProducerIdAnswer, ({ error, ...identity }) => {
        if (error === ERROR.none) resolve(identity);
        else reject(Object.assign(new Error(`no producer id: ${errorName(error)}`), { retriable: isRetriable(error) }));
      }),
      onLost: (_written, reason) => reject(new Error(reason)),
    });
  });
}
