import { describe, expect, it } from 'vitest';
import { toxicsOf } from '../../../src/faults/toxiproxy/toxics.ts';

describe('toxics', () => {
  it('of a delay lie on the way back only, so that a round trip takes so much longer', () => {
    expect(toxicsOf({ kind: 'delay', latencyMs: 200, jitterMs: 50 })).toEqual([
      {
        name: 'workbench-delay',
        type: 'latency',
        stream: 'downstream',
        attributes: { latency: 200, jitter: 50 },
      },
    ]);
  });

  it('of a bandwidth are in thousands of bytes, in both directions, and never the 0 that means no limit', () => {
    const rates = (bytesPerSecond: number) =>
      toxicsOf({ kind: 'bandwidth', bytesPerSecond }).map(({ stream, attributes }) => [stream, attributes.rate]);
    const both = (rate: number) => [
      ['upstream', rate],
      ['downstream', rate],
    ];
    expect(rates(1_048_576)).toEqual(both(1049));
    expect(rates(100)).toEqual(both(1));
  });

  it('of a cut swallow both directions for as long as they are there', () => {
    expect(toxicsOf({ kind: 'cut' }).map(({ type, stream, attributes }) => [type, stream, attributes.timeout])).toEqual(
      [
        ['timeout', 'upstream', 0],
        ['timeout', 'downstream', 0],
      ],
    );
  });
});
