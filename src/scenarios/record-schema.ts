import { z } from 'zod';
import type { Bytes } from '../units.ts';
import { share, size } from './quantities.ts';
import type { KeyDistribution, SizeDistribution } from './types.ts';

const distribution = <const Name extends string>(name: Name, does: string) =>
  z.literal(name).meta({ description: does });
const bytes = (description: string, example: string) => size().meta({ description, examples: [example] });

const sizeDistribution = z.discriminatedUnion('distribution', [
  z
    .strictObject({ distribution: distribution('fixed', 'Every value the same'), bytes: bytes('Size', '1KiB') })
    .transform(({ bytes }): SizeDistribution => ({ kind: 'fixed', bytes })),
  z
    .strictObject({
      distribution: distribution('uniform', 'Every size between min and max alike'),
      min: bytes('Smallest size', '512B'),
      max: bytes('Largest size', '4KiB'),
    })
    .transform(({ min, max }): SizeDistribution => ({ kind: 'uniform', minBytes: min, maxBytes: max })),
  z
    .strictObject({
      distribution: distribution('lognormal', 'Most are near the median, few are large'),
      median: bytes('Half of the sizes are below this one', '1KiB'),
      sigma: z
        .number()
        .gt(0)
        .max(4)
        .meta({ description: 'Spread: the standard deviation of the natural logarithm', examples: [0.8] }),
      max: bytes('Larger sizes are not drawn', '64KiB'),
    })
    .transform(({ median, sigma, max }): SizeDistribution => {
      return { kind: 'lognormal', medianBytes: median, sigma, maxBytes: max };
    }),
  z
    .strictObject({
      distribution: distribution('choice', 'One of a list of sizes'),
      choices: z
        .array(
          z.strictObject({
            bytes: bytes('Size', '1KiB'),
            weight: z
              .number()
              .gt(0)
              .meta({ description: 'How often, relative to the others', examples: [9] }),
          }),
        )
        .min(1)
        .meta({ description: 'Sizes and how often each is drawn' }),
    })
    .transform(({ choices }): SizeDistribution => ({ kind: 'choice', choices })),
]);

const keyCount = z
  .int()
  .min(1)
  .max(2 ** 31)
  .meta({ description: 'Number of distinct keys', examples: [1000] });

const keyDistribution = z.discriminatedUnion('distribution', [
  z
    .strictObject({ distribution: distribution('uniform', 'Every key alike'), count: keyCount })
    .transform(({ count }): KeyDistribution => ({ kind: 'uniform', count })),
  z
    .strictObject({
      distribution: distribution('zipf', 'Few keys are hot: the k-th is drawn as often as 1/k^exponent'),
      count: keyCount,
      exponent: z
        .number()
        .gt(0)
        .max(10)
        .meta({ description: 'Skew', examples: [1.1] }),
    })
    .transform(({ count, exponent }): KeyDistribution => ({ kind: 'zipf', count, exponent })),
]);

export const records = z.strictObject({
  size: z
    .union([size().transform((value: Bytes): SizeDistribution => ({ kind: 'fixed', bytes: value })), sizeDistribution])
    .meta({
      description: 'Size of the value: one size for all, or a distribution',
      examples: ['1KiB', { distribution: 'lognormal', median: '1KiB', sigma: 0.8, max: '64KiB' }],
    }),
  keys: z
    .union([z.literal('none').transform((): KeyDistribution => ({ kind: 'none' })), keyDistribution])
    .prefault('none')
    .meta({
      description: 'Which keys the records have; the key decides the partition',
      examples: ['none', { distribution: 'uniform', count: 1000 }],
    }),
  compressibility: share()
    .prefault(0)
    .meta({
      description: 'Share of each value that repeats one byte: 0 does not compress, 1 is nothing but repetition',
      examples: [0.5],
    }),
});
