import { KafkaJSNumberOfRetriesExceeded } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { outcomeOfRefusal } from '../../../src/loadgen/drivers/refusal.ts';

describe('the outcome of a send that a library reports as an error', () => {
  it.each(['MESSAGE_TOO_LARGE', 'INVALID_RECORD'])('is failed for %s: such a record is never written', (error) => {
    expect(outcomeOfRefusal(error)).toBe('failed');
  });

  it('is acknowledged where the broker has the batch already', () => {
    expect(outcomeOfRefusal('DUPLICATE_SEQUENCE_NUMBER')).toBe('acknowledged');
  });

  it('is unknown for a refusal that an earlier, unanswered attempt may have preceded', () => {
    expect(outcomeOfRefusal('TOPIC_AUTHORIZATION_FAILED')).toBe('unknown');
    expect(outcomeOfRefusal('OUT_OF_ORDER_SEQUENCE_NUMBER')).toBe('unknown');
  });

  it('is unknown for an error without a type, as kafkajs has it for what no broker answered', () => {
    const error: Error & { type?: unknown } = new KafkaJSNumberOfRetriesExceeded(new Error('timeout'), {
      retryCount: 5,
      retryTime: 1,
    });
    expect(outcomeOfRefusal(String(error.type))).toBe('unknown');
  });

  it.each(['MESSAGE_TOO_LARGE', 'DUPLICATE_SEQUENCE_NUMBER'])(
    'is unknown for %s where several batches went together: it may be that of another one',
    (error) => {
      expect(outcomeOfRefusal(error, 2)).toBe('unknown');
    },
  );
});
