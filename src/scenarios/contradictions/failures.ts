import { seconds } from '../../units.ts';
import { FAULT_KINDS, type FaultKind, type FaultSetting, faultShape } from '../fault-kinds.ts';
import { faultOverlaps } from '../fault-overlaps.ts';
import { faultIds, layFaults, readPlace } from '../faults.ts';
import { type Mistake, oneOf } from '../mistake.ts';
import { layPhases } from '../phases.ts';
import { groupShapes } from '../plan.ts';
import type { Scenario } from '../schema.ts';
import { nearest } from '../spelling.ts';
import type { Phase } from '../types.ts';
import type { Rule } from './rule.ts';

type Failure = Scenario['failures'][number];

const SETTINGS: readonly FaultSetting[] = ['latency', 'jitter', 'bandwidth', 'between', 'share', 'operations', 'keys'];

/** What each kind needs and takes beside what, where and when. */
export const failuresSayEnough: Rule = ({ failures = [] }) =>
  failures.flatMap((failure, index): readonly Mistake[] => {
    const { kind } = failure;
    const shape = faultShape(kind);
    const path = ['failures', index];
    const missing = shape.required.filter((key) => failure[key] === undefined);
    const foreign = SETTINGS.filter(
      (key) => failure[key] !== undefined && ![...shape.required, ...shape.optional].includes(key),
    );
    return [
      ...(failure.duration === undefined && shape.lasts === 'until-healed'
        ? [{ path, what: `is a ${kind} without "duration"`, todo: 'say after how long it is healed: duration: 10s' }]
        : []),
      ...missing.map((key) => ({
        path,
        what: `is a ${kind} without "${key}"`,
        todo: `add it, such as ${EXAMPLES[key]}`,
      })),
      ...foreign.map((key) => ({
        path: [...path, key],
        what: `means nothing for a ${kind}`,
        todo: `remove it; ${takers(key)} takes it`,
        ofKey: true,
      })),
      ...(failure.jitter !== undefined && failure.latency !== undefined && failure.jitter > failure.latency
        ? [{ path: [...path, 'jitter'], what: 'is more than the latency that it varies', todo: 'lower it' }]
        : []),
      ...(failure.bandwidth?.kind === 'records'
        ? [{ path: [...path, 'bandwidth'], what: 'counts records', todo: 'say bytes, such as 1MiB/s' }]
        : []),
    ];
  });

const EXAMPLES: Readonly<Record<FaultSetting, string>> = {
  latency: 'latency: 200ms',
  jitter: 'jitter: 50ms',
  bandwidth: 'bandwidth: 1MiB/s',
  between: 'between: brokers',
  share: 'share: 50%',
  operations: 'operations: [get]',
  keys: 'keys: segments/',
};

const takers = (key: FaultSetting): string =>
  oneOf(
    (Object.keys(FAULT_KINDS) as FaultKind[]).filter((kind) =>
      [...faultShape(kind).required, ...faultShape(kind).optional].includes(key),
    ),
  );

/** What `where` must name, by what the kind happens to. */
const PLACES = {
  node: 'the number of a node, such as where: 2',
  zone: 'the name of a zone, such as where: zone-a',
  member: 'a group and the number of its member, such as where: tail-1/0',
  producer: 'the number of a producer, such as where: 0',
  cluster: 'nothing: it happens to the cluster',
} as const;

export const failuresHaveAPlace: Rule = ({ failures = [], fanOut, catchUp, clients }) =>
  failures.flatMap((failure, index): readonly Mistake[] => {
    const { kind, where } = failure;
    const place = readPlace(failure);
    const path = ['failures', index, ...(where === undefined ? [] : ['where'])];
    if (place === null) {
      const said = where === undefined ? `is a ${kind} without "where"` : `is ${JSON.stringify(where)}`;
      const { scope } = faultShape(kind);
      return scope === 'cluster'
        ? [{ path, what: `stands beside ${kind}, which happens to the whole cluster`, todo: 'remove it', ofKey: true }]
        : [{ path, what: said, todo: `say which: ${PLACES[scope]}` }];
    }
    if (place.scope === 'node' && place.node < 1) {
      return [{ path, what: `is ${place.node}`, todo: 'nodes are counted from 1' }];
    }
    if (place.scope === 'producer' && clients !== undefined && place.producer >= clients.producers) {
      const what = `is ${place.producer}, and the last producer is ${clients.producers - 1}`;
      return [{ path, what, todo: 'they are counted from 0; lower it, or raise clients.producers' }];
    }
    if (place.scope !== 'member' || fanOut === undefined) return [];
    const groups = groupShapes({ fanOut, catchUp });
    const group = groups.find(({ name }) => name === place.group);
    if (group === undefined) {
      const todo = groups.length === 0 ? 'add fanOut.groups' : `one of ${oneOf(groups.map(({ name }) => name))}`;
      return [{ path, what: `names the group ${place.group}, which there is not`, todo }];
    }
    const { members } = group;
    if (place.member < members) return [];
    const what = `names member ${place.member}, and the last member of ${place.group} is ${members - 1}`;
    return [{ path, what, todo: 'they are counted from 0; lower it, or raise fanOut.members' }];
  });

/** Every failure begins within its phase, ends within the load, and meets no other on the same thing. */
export const failuresFitTheTimeline: Rule = ({ failures = [], ingress, records, catchUp }) => {
  if (failures.length === 0 || ingress === undefined || records === undefined) return [];
  const phases = layPhases({ ingress, records, catchUp });
  const misplaced = failures.flatMap((failure, index) => outsidePhase(failure, index, phases));
  if (misplaced.length > 0) return misplaced;
  if (failures.some((failure) => readPlace(failure) === null)) return [];
  const end = phases.at(-1)?.endSecond ?? seconds(0);
  const tooLong = failures.flatMap((failure, index): readonly Mistake[] => {
    const startSecond = phases.find(({ name }) => name === failure.phase)?.startSecond ?? 0;
    const endSecond = startSecond + (failure.after + (failure.duration ?? 0)) / 1e3;
    if (endSecond <= end) return [];
    return [
      {
        path: ['failures', index, 'duration'],
        what: `ends at ${endSecond} s, after the load, which ends at ${end} s`,
        todo: 'shorten it, begin it earlier, or lengthen the last phase: recovery is measured under load',
      },
    ];
  });
  const laid = layFaults(failures, phases);
  const ids = faultIds(failures);
  const overlaps = faultOverlaps(laid).map(({ earlier, later, both }) => ({
    path: ['failures', ids.indexOf(later.id)],
    what: `begins at ${later.startSecond} s, while ${earlier.id} still has ${both}`,
    todo: 'begin it later, shorten the other, or let them happen elsewhere',
  }));
  return [...tooLong, ...overlaps];
};

function outsidePhase({ phase, after }: Failure, index: number, phases: readonly Phase[]): readonly Mistake[] {
  const known = phases.find(({ name }) => name === phase);
  if (known === undefined) {
    const names = phases.map(({ name }) => name);
    const near = nearest(phase, names);
    const todo = near === null ? `one of ${oneOf(names)}` : `did you mean "${near}"?`;
    return [{ path: ['failures', index, 'phase'], what: `is "${phase}", which is no phase`, todo }];
  }
  const length = known.endSecond - known.startSecond;
  if (after / 1e3 < length) return [];
  const what = `is ${after / 1e3} s, and phase ${phase} lasts ${length} s`;
  return [{ path: ['failures', index, 'after'], what, todo: 'lower it, or name a later phase' }];
}
