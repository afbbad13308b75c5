import { clientOf } from '../../evidence/side.ts';
import type { RunPlan, RunTarget } from '../../evidence/types/plan.ts';
import { PRODUCTION_DEFAULTS } from '../../scenarios/production.ts';
import type { MeasuredTarget } from './measured-target.ts';
import type { Modelled } from './modelled.ts';
import type { Setting } from './setting.ts';

/** What a side ran with, as far as the run knows. */
export function runSetting({ plan }: RunPlan, target: RunTarget, measured: MeasuredTarget): Setting {
  const { connect, deployment } = target;
  const { observed = {} } = measured;
  const client = clientOf({ plan }, target);
  const bytesPerSecond = measuredRate({ plan }, measured);
  const brokers = connect.kind === 'local' ? connect.nodes : (observed.brokers ?? null);
  const partitions = plan.topics.reduce((total, topic) => total + topic.partitions, 0);
  return {
    version: observed.version ?? deployment.version ?? null,
    instanceClass: observed.instanceClass ?? deployment.instanceClass ?? null,
    zones: connect.kind === 'local' ? connect.zones : (observed.zones ?? null),
    codec: client.compression,
    lingerMs: client.lingerMs,
    batchBytes: client.batchBytes,
    recordBytes: plan.records.meanBytes,
    partitionBytesPerSecond: bytesPerSecond === null ? null : bytesPerSecond / partitions,
    brokerBytesPerSecond: bytesPerSecond === null || brokers === null ? null : bytesPerSecond / brokers,
  };
}

/** Bytes a second that were acknowledged; null where no repetition is valid. */
function measuredRate({ plan }: Pick<RunPlan, 'plan'>, { produce }: MeasuredTarget): number | null {
  return produce.achievedRate === null ? null : produce.achievedRate * plan.records.meanBytes;
}

/** What production has, as far as the scenario and the model say it; a plan from before that has the defaults. */
export function productionSetting({ plan }: RunPlan, { brokers, version, instanceClass }: Modelled): Setting {
  const production = { ...PRODUCTION_DEFAULTS, ...plan.production };
  return {
    version,
    instanceClass,
    zones: production.zones,
    // A ratio of 1 is how production says that records are not compressed; any other does not name the codec.
    codec: production.compressionRatio === 1 ? 'none' : null,
    lingerMs: production.lingerMs,
    batchBytes: production.batchBytes,
    recordBytes: production.recordBytes,
    partitionBytesPerSecond: production.averageIngress / production.partitions,
    brokerBytesPerSecond: brokers === null ? null : production.averageIngress / brokers,
  };
}
