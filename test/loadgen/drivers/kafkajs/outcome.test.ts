import { KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../src/loadgen/drivers/kafkajs/outcome.ts';

const refusal = (type: string, retriable = false): Error => {
  const error = new KafkaJSProtocolError(new Error(type));
  return Object.assign(error, { type, retriable });
};

describe('the outcome of a send that kafkajs reports as an error', () => {
  it.each(['MESSAGE_TOO_LARGE', 'INVALID_RECORD'])('is failed for %s: such a record is never written', (type) => {
    expect(outcomeOf(refusal(type), 1)).toBe('failed');
  });

  it('is acknowledged where the broker has the batch already', () => {
    expect(outcomeOf(refusal('DUPLICATE_SEQUENCE_NUMBER'), 1)).toBe('acknowledged');
  });

  it('is unknown for a refusal that an earlier, unanswered attempt may have preceded', () => {
    expect(outcomeOf(refusal('TOPIC_AUTHORIZATION_FAILED'), 1)).toBe('unknown');
    expect(outcomeOf(refusal('OUT_OF_ORDER_SEQUENCE_NUMBER'), 1)).toBe('unknown');
    const timedOut = new KafkaJSNumberOfRetriesExceeded(new Error('timeout'), { retryCount: 5, retryTime: 1 });
    expect(outcomeOf(timedOut, 1)).toBe('unknown');
  });

  it('is unknown for several batches: the library does not say which was refused', () => {
    expect(outcomeOf(refusal('MESSAGE_TOO_LARGE'), 2)).toBe('unknown');
  });
});
