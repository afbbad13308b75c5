import { describe, expect, it } from 'vitest';
import { type BatchSituation, nextStep } from '../../../../src/loadgen/drivers/wire/next-step.ts';

const usual: BatchSituation = { first: true, broken: false, maybeWritten: false, records: 5 };
const step = (error: number, situation: Partial<BatchSituation> = {}): string =>
  nextStep(error, { ...usual, ...situation });

const NOT_LEADER = 6;
const UNKNOWN_TOPIC_OR_PARTITION = 3;
const MESSAGE_TOO_LARGE = 10;
const NOT_ENOUGH_REPLICAS = 19;
const TOPIC_AUTHORIZATION_FAILED = 29;
const OUT_OF_ORDER_SEQUENCE_NUMBER = 45;
const DUPLICATE_SEQUENCE_NUMBER = 46;
const UNKNOWN_PRODUCER_ID = 59;

describe('after a broker’s answer a batch', () => {
  it('counts as acknowledged where the broker has it already', () => {
    expect(step(0)).toBe('acknowledged');
    expect(step(DUPLICATE_SEQUENCE_NUMBER, { maybeWritten: true })).toBe('acknowledged');
  });

  it.each([NOT_LEADER, UNKNOWN_TOPIC_OR_PARTITION, NOT_ENOUGH_REPLICAS])(
    'is sent again after error %i, which passes',
    (error) => {
      expect(step(error)).toBe('retry');
      expect(step(error, { maybeWritten: true })).toBe('retry');
    },
  );

  it('has failed after a refusal for good, and is unknown where an earlier attempt had no answer', () => {
    expect(step(TOPIC_AUTHORIZATION_FAILED)).toBe('failed');
    expect(step(TOPIC_AUTHORIZATION_FAILED, { maybeWritten: true })).toBe('unknown');
  });

  it('is split when it is too large, unless it is one record or may have been written', () => {
    expect(step(MESSAGE_TOO_LARGE)).toBe('split');
    expect(step(MESSAGE_TOO_LARGE, { records: 1 })).toBe('failed');
    expect(step(MESSAGE_TOO_LARGE, { maybeWritten: true })).toBe('unknown');
  });

  it('that overtook an older one waits for its turn', () => {
    expect(step(OUT_OF_ORDER_SEQUENCE_NUMBER, { first: false })).toBe('retry');
  });

  it('whose forerunner is gone is numbered anew, never if it may have been written', () => {
    expect(step(OUT_OF_ORDER_SEQUENCE_NUMBER, { broken: true })).toBe('renumber');
    expect(step(OUT_OF_ORDER_SEQUENCE_NUMBER, { broken: true, maybeWritten: true })).toBe('unknown');
    expect(step(UNKNOWN_PRODUCER_ID)).toBe('renumber');
    expect(step(UNKNOWN_PRODUCER_ID, { maybeWritten: true })).toBe('unknown');
  });

  it('that is out of order without a reason has failed, as with the Java client', () => {
    expect(step(OUT_OF_ORDER_SEQUENCE_NUMBER)).toBe('failed');
  });
});
