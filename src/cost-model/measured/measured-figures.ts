import { clientOf } from '../../evidence/side.ts';
import type { RunPlan, RunTarget } from '../../evidence/types/plan.ts';
import { GIB, MIB } from '../../units.ts';
import type { MeasuredFigure } from '../types/result.ts';
import type { MeasuredTarget } from './measured-target.ts';
import type { Modelled } from './modelled.ts';
import { productionSetting, runSetting } from './run-setting.ts';
import { THROUGHPUT } from './standing.ts';
import { type MeasuredKind, unmetConditions } from './transferable.ts';

/** One figure before it is held against production's conditions. */
interface Candidate {
  readonly name: string;
  readonly kind: MeasuredKind;
  /** The assumption that it could replace; null where formulas have no place for it. */
  readonly assumption: string | null;
  readonly value: number | null;
  readonly unit: string;
  /** Why there is no value, or none that a formula can use. */
  readonly lacking: readonly string[];
}

/**
 * What a run measured that the model could use, whether it may price production, and why it does not.
 * @param modelled what the model gives production on this platform
 */
export function measuredFigures(run: RunPlan, measured: MeasuredTarget, modelled: Modelled): readonly MeasuredFigure[] {
  const target = run.targets.find(({ name }) => name === measured.name);
  if (target === undefined) return [];
  const setting = runSetting(run, target, measured);
  const { soughtLimit = false, coldSetLargerThanCache = null, cycles = null } = measured.observed ?? {};
  const conditions = {
    standIn: target.standIn,
    valid: measured.valid,
    soughtLimit,
    setting,
    coldSetLargerThanCache,
    cycles,
  };
  const production = productionSetting(run, modelled);
  return candidates(run, target, measured, modelled, setting.brokerBytesPerSecond).map(
    ({ name, kind, assumption, value, unit, lacking }): MeasuredFigure => {
      const unmet = [...lacking, ...(value === null ? [] : unmetConditions(conditions, production, kind))];
      const transferable = value !== null && unmet.length === 0;
      const hasPlace = assumption !== null && Object.hasOwn(modelled.assumptions, assumption);
      return {
        name,
        target: measured.name,
        value,
        unit,
        assumption: hasPlace ? assumption : null,
        used: transferable && hasPlace,
        transferable,
        because: transferable && !hasPlace ? ['no formula of this platform has a place for it'] : unmet,
      };
    },
  );
}

function candidates(
  run: RunPlan,
  target: RunTarget,
  { objectStore, audit }: MeasuredTarget,
  { assumptions }: Modelled,
  bytesPerBroker: number | null,
): readonly Candidate[] {
  const compressed = clientOf(run, target).compression !== 'none';
  const perBroker = bytesPerBroker === null ? null : bytesPerBroker / MIB;
  const vcpus = assumptions.vcpusPerBroker ?? null;
  return [
    {
      name: THROUGHPUT,
      kind: 'throughput',
      assumption: null,
      value: perBroker,
      unit: 'MiB/second',
      lacking: perBroker === null ? ['how many brokers there were, or what they carried, is not known'] : [],
    },
    ...(vcpus === null
      ? []
      : [
          ofWrittenBytes(compressed, {
            name: 'throughput per vCPU',
            kind: 'throughput',
            assumption: 'mibInPerVcpu',
            value: perBroker === null ? null : perBroker / vcpus,
            unit: 'MiB/second/vCPU',
            lacking: perBroker === null ? ['the throughput of a broker is not known'] : [],
          }),
        ]),
    ...(objectStore === null || objectStore === undefined
      ? []
      : objectStoreFigures(objectStore, audit?.acknowledged ?? null, run.plan.records.meanBytes).map((figure) =>
          ofWrittenBytes(compressed, figure),
        )),
    {
      name: 'compression ratio',
      kind: 'throughput',
      assumption: null,
      value: null,
      unit: 'count',
      lacking: ['its payloads were generated: only payloads of your own show how well they compress'],
    },
  ];
}

function objectStoreFigures(
  { put, get, bytesRead, cacheHitRatio }: NonNullable<MeasuredTarget['objectStore']>,
  acknowledged: number | null,
  recordBytes: number,
): readonly Candidate[] {
  const written = acknowledged === null ? 0 : (acknowledged * recordBytes) / GIB;
  const fromCache = cacheHitRatio ?? 1;
  // The ratio says how much consumers read for what was read from the store.
  const consumed = fromCache < 1 ? bytesRead / (1 - fromCache) / GIB : 0;
  const requests = { kind: 'object-store', unit: 'request/GiB' } as const;
  return [
    {
      ...requests,
      name: 'PUT requests per GiB written',
      assumption: 'putsPerGib',
      value: written > 0 ? put / written : null,
      lacking: written > 0 ? [] : ['how much was written is not known'],
    },
    {
      ...requests,
      name: 'GET requests per GiB read',
      assumption: 'getsPerGib',
      value: consumed > 0 ? get / consumed : null,
      lacking: consumed > 0 ? [] : ['nothing that consumers read is known to have come from the object store'],
    },
    {
      kind: 'object-store',
      unit: 'fraction',
      name: 'cache hit ratio',
      assumption: 'cacheHitRatio',
      value: cacheHitRatio,
      lacking:
        cacheHitRatio === null
          ? ['consumers read nothing']
          : cacheHitRatio < 0
            ? ['more was read from the object store than consumers read']
            : [],
    },
  ];
}

/** The model counts bytes as they cross the network and lie on disks: after compression. */
const ofWrittenBytes = (compressed: boolean, figure: Candidate): Candidate =>
  compressed
    ? { ...figure, value: null, lacking: ['how far its records were compressed on their way is not known'] }
    : figure;
