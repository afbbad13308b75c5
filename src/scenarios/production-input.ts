import { z } from 'zod';
import type { Bytes } from '../units.ts';
import { peakBelowAverage } from './contradictions/production.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import type { Mistake } from './mistake.ts';
import { planProduction } from './plan.ts';
import type { ProductionWorkload } from './production.ts';
import { production } from './production-schema.ts';
import { schemaMistakes } from './schema-mistakes.ts';

/** A `production:` block before it is checked. */
export type ProductionInput = Readonly<Record<string, unknown>> & {
  readonly ingress: { readonly average: unknown; readonly peak: unknown };
};

export type CheckedProduction =
  | { readonly workload: ProductionWorkload; readonly mistakes: readonly [] }
  | { readonly workload: null; readonly mistakes: readonly Mistake[] };

const section = z.strictObject({ production });

/**
 * A workload that no scenario file says, under the same rules: one of flags, or of a sheet.
 * @param meanBytes of a record where the block does not say it
 */
export function checkProduction(input: ProductionInput, meanBytes: Bytes): CheckedProduction {
  const data = { production: input };
  const parsed = section.safeParse(data);
  if (!parsed.success) {
    const checked = { data, schema: scenarioJsonSchema(), isSecret: () => false };
    return { workload: null, mistakes: schemaMistakes(parsed.error.issues, checked) };
  }
  const mistakes = peakBelowAverage(parsed.data.production, meanBytes);
  if (mistakes.length > 0) return { workload: null, mistakes };
  return { workload: planProduction(parsed.data.production, meanBytes), mistakes: [] };
}

/** A workload as a `production:` block says it; checked, it is the same workload again. */
export function productionInput(workload: ProductionWorkload): ProductionInput {
  return {
    ingress: { average: `${workload.averageIngress}B/s`, peak: `${workload.peakIngress}B/s` },
    fanOut: workload.fanOut,
    inZoneReaders: workload.inZoneReadShare,
    // None is said by leaving it out.
    replayPerDay: workload.replayBytesPerDay === 0 ? undefined : `${workload.replayBytesPerDay}B`,
    retention: `${workload.retentionMs}ms`,
    compressionRatio: workload.compressionRatio,
    partitions: workload.partitions,
    replication: workload.replication,
    zones: workload.zones,
    producers: workload.producers,
    connections: workload.connections,
    linger: `${workload.lingerMs}ms`,
    batch: `${workload.batchBytes}B`,
    availability: workload.availabilityTarget,
    observability: workload.observabilityShare,
    support: workload.support,
    growthPerMonth: workload.growthPerMonth,
    recordSize: `${workload.recordBytes}B`,
    version: workload.version,
    instanceClass: workload.instanceClass,
  };
}
