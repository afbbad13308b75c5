import { describe, expect, it } from 'vitest';
import { proofOfConcept } from '../../../src/capture/scenario/proof-of-concept.ts';
import { scenarioText } from '../../../src/capture/scenario/scenario-text.ts';
import type { Capture } from '../../../src/capture/types.ts';
import { figure, smallCapture } from './small-capture.ts';

const FILE = { name: 'prod-eu-captured', captureFile: 'prod.capture.json' };

const textOf = (whole: Partial<Capture['whole']>, calibrated: { compressibility: number; ratio: number } | null) => {
  const capture = smallCapture(whole);
  return scenarioText(capture, proofOfConcept(capture, null), { ...FILE, calibrated });
};

describe('the batches of a captured scenario', () => {
  it('are as large as those that were seen where the wait for them is no longer than a second', () => {
    // (20 − 1) records ÷ (2,000 ÷ 36 partitions) a second = 342 ms.
    const text = textOf({}, null);
    expect(text).toContain('# So that one producer at this rate makes batches of about 20 records; seen: 20, sampled');
    expect(text).not.toContain('Capped');
  });

  it('are smaller than those that were seen where the wait is cut off at a second, and the file says how large', () => {
    // (324 ÷ 36 partitions) = 9 records a second and partition: 1 + 9 in a second, where 50.14 would take 5.46 s.
    const capture = smallCapture({
      averageRecordsPerSecond: figure(324, 'records/s', 'counted'),
      recordsPerBatch: figure(50.14, 'records'),
    });
    const poc = proofOfConcept(capture, null);
    expect([poc.lingerMs, poc.recordsPerBatch]).toEqual([1_000, 10]);
    const text = scenarioText(capture, poc, { ...FILE, calibrated: { compressibility: 0.4, ratio: 2.9 } });
    expect(text).toContain('# Capped at 1000 ms: one producer at this rate makes batches of about 10 records then');
    expect(text).toContain('# seen: 50.14, sampled');
    expect(text).not.toContain('batches of about 50.14');
    // It was calibrated for those.
    expect(text).toContain(
      '# So that batches of about 10 of such records compress to 2.9 with the codec below; seen: 3',
    );
  });

  it('are not called uncompressed where some were compressed: the file says what most were', () => {
    const some = textOf({ codecs: { none: 0.721, gzip: 0.279 } }, null);
    expect(some).toContain(
      '# compressibility: more batches are not compressed, 72.1%, than have any one codec, and so this',
    );
    expect(some).toContain('# Of the batches: none 72.1%, gzip 27.9%.');
    expect(some).not.toContain('nothing compressed');
    expect(textOf({ codecs: { none: 1 } }, null)).toContain('no batch that was seen is compressed');
    expect(textOf({ codecs: {}, compressionRatio: null }, null)).toContain('# compressibility: no batch was read.');
  });
});
