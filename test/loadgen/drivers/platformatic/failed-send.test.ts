import { MultipleErrors, NetworkError, protocolErrorsCodesById, ResponseError } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { Batch } from '../../../../src/loadgen/batch.ts';
import { resultsOfFailure } from '../../../../src/loadgen/drivers/platformatic/failed-send.ts';
import { RecordSource } from '../../../../src/loadgen/record-source.ts';
import type { Stream } from '../../../../src/scenarios/types.ts';
import { planOf } from '../../plan-of.ts';

const plan = planOf({ partitions: 3 });
const source = new RecordSource(plan, 0, 1);
const batches = [0, 1, 2].map((partition) => new Batch(plan.streams[0] as Stream, source, partition, 0, 0));

const codeOf = (name: string): number =>
  Number(Object.entries(protocolErrorsCodesById).find(([, candidate]) => candidate === name)?.[0]);

/** A broker's answer with these errors by partition, as the library throws it; 'NONE' is no error. */
function answer(...errors: readonly string[]): ResponseError {
  const partitionResponses = errors.map((name, index) => ({
    index,
    errorCode: codeOf(name),
    baseOffset: name === 'NONE' ? BigInt(100 + index) : -1n,
  }));
  const found = partitionResponses.filter(({ errorCode }) => errorCode !== 0);
  const byPath = Object.fromEntries(
    found.map(({ index, errorCode }) => [`/${index}`, [errorCode, null] as [number, null]]),
  );
  return new ResponseError(0, 11, byPath, { responses: [{ name: 'orders', partitionResponses }] });
}

const attempts = (...errors: readonly Error[]): Error => new MultipleErrors('produce failed.', [...errors]);
const outcomes = (failure: unknown): string[] => resultsOfFailure(failure, batches).map(({ outcome }) => outcome);

describe('what a failed send of @platformatic/kafka means for its batches', () => {
  it('is told partition by partition where the broker answered', () => {
    const failure = attempts(answer('NONE', 'MESSAGE_TOO_LARGE', 'NOT_ENOUGH_REPLICAS'));
    expect(outcomes(failure)).toEqual(['acknowledged', 'failed', 'unknown']);
    expect(resultsOfFailure(failure, batches)[0]).toMatchObject({ baseOffset: 100, error: null });
  });

  it('is unknown where no attempt was answered', () => {
    const failure = attempts(new NetworkError('Connection closed'), new NetworkError('Request timed out'));
    expect(outcomes(failure)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(resultsOfFailure(failure, batches)[0]?.error).toBe('Connection closed; Request timed out');
  });

  it('stays acknowledged for what an earlier attempt wrote, whatever later ones met', () => {
    const first = answer('NONE', 'NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS');
    const second = answer('OUT_OF_ORDER_SEQUENCE_NUMBER', 'DUPLICATE_SEQUENCE_NUMBER', 'INVALID_RECORD');
    const failure = attempts(attempts(first, new NetworkError('Connection closed'), second));
    expect(outcomes(failure)).toEqual(['acknowledged', 'acknowledged', 'failed']);
  });

  it('is acknowledged for what another broker took of the same request', () => {
    const failure = Object.assign(attempts(new NetworkError('Connection closed')), {
      produced: { offsets: [{ topic: 'orders', partition: 2, offset: 42n }] },
    });
    expect(outcomes(failure)).toEqual(['unknown', 'unknown', 'acknowledged']);
    expect(resultsOfFailure(failure, batches)[2]?.baseOffset).toBe(42);
  });

  it('is unknown for anything else that was thrown', () => {
    expect(outcomes(new TypeError('a defect'))).toEqual(['unknown', 'unknown', 'unknown']);
  });
});
