import { clientOf } from '../../evidence/side.ts';
import type { RunPlan, RunTarget } from '../../evidence/types/plan.ts';
import { MIB } from '../../units.ts';
import type { MeasuredFigure } from '../types/result.ts';
import type { Setting } from './setting.ts';
import { unmetConditions } from './transferable.ts';

/** What of a target's summary is needed here; `summary.targets` has this form. */
export interface MeasuredTarget {
  readonly name: string;
  readonly valid: boolean;
  /** Acknowledged records per second over the measured phases; null where no repetition is valid. */
  readonly produce: { readonly achievedRate: number | null };
}

/**
 * What a run measured that the model could use, and why it does not. Fixed-rate runs never show a
 * limit, so none of these figures enters a price; `because` says what is missing.
 * @param modelledBrokers brokers that the model gives production on this platform, null where it is not priced
 */
export function measuredFigures(
  run: RunPlan,
  measured: MeasuredTarget,
  modelledBrokers: number | null,
): readonly MeasuredFigure[] {
  const target = run.targets.find(({ name }) => name === measured.name);
  if (target === undefined) return [];
  const setting = settingOf(run, target, measured);
  const because = unmetConditions(
    {
      standIn: target.standIn,
      valid: measured.valid,
      soughtLimit: false,
      setting,
      coldSetLargerThanCache: null,
      cycles: null,
    },
    productionSetting(run, modelledBrokers),
  );
  const rate = setting.brokerBytesPerSecond;
  return [
    {
      name: 'throughput per broker',
      target: measured.name,
      value: rate === null ? null : rate / MIB,
      unit: 'MiB/second',
      used: because.length === 0,
      because,
    },
    {
      name: 'compression ratio',
      target: measured.name,
      value: null,
      unit: 'count',
      used: false,
      because: ['its payloads were generated: only payloads of your own show how well they compress'],
    },
  ];
}

function settingOf({ plan }: RunPlan, target: RunTarget, measured: MeasuredTarget): Setting {
  const { connect } = target;
  const client = clientOf({ plan }, target);
  const { achievedRate } = measured.produce;
  const bytesPerSecond = achievedRate === null ? null : achievedRate * plan.records.meanBytes;
  const partitions = plan.topics.reduce((total, topic) => total + topic.partitions, 0);
  return {
    version: null,
    instanceClass: null,
    zones: connect.kind === 'local' ? connect.zones : null,
    codec: client.compression,
    lingerMs: client.lingerMs,
    batchBytes: client.batchBytes,
    recordBytes: plan.records.meanBytes,
    partitionBytesPerSecond: bytesPerSecond === null ? null : bytesPerSecond / partitions,
    brokerBytesPerSecond: connect.kind === 'local' && bytesPerSecond !== null ? bytesPerSecond / connect.nodes : null,
  };
}

/** A scenario does not say production's version, instances or client settings: they stay unknown. */
function productionSetting({ plan: { production } }: RunPlan, brokers: number | null): Setting {
  return {
    version: null,
    instanceClass: null,
    zones: production.zones,
    codec: null,
    lingerMs: null,
    batchBytes: null,
    recordBytes: production.recordBytes,
    partitionBytesPerSecond: production.averageIngress / production.partitions,
    brokerBytesPerSecond: brokers === null ? null : production.averageIngress / brokers,
  };
}
