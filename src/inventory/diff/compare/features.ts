import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { FeaturesSection } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, cell, change, directionOf } from './comparison.ts';
import { paired } from './paired.ts';

/** Releases, features that are switched on, and what brokers can be asked. */
export function compareFeatures({ a, b }: Both<Obtained<FeaturesSection>>): Comparison {
  return {
    changes: [...releases(a.value, b.value), ...levels(a.value, b.value), ...apis(a.value, b.value)],
    notCompared: [],
    compared: { feature: 1 + Math.max(a.value.features.length, b.value.features.length) + a.value.apis.length },
  };
}

const releases = (a: FeaturesSection, b: FeaturesSection): readonly Change[] =>
  a.release === b.release
    ? []
    : [
        change({
          kind: 'feature',
          names: ['release'],
          difference: 'different',
          a: cell(a.release),
          b: cell(b.release),
          direction: 'other',
        }),
      ];

/** One that is not finalised is not switched on. */
function levels(a: FeaturesSection, b: FeaturesSection): readonly Change[] {
  const levelOf = ({ features }: FeaturesSection) =>
    new Map(features.flatMap(({ name, finalized }) => (finalized === null ? [] : [[name, finalized] as const])));
  const [onA, onB] = [levelOf(a), levelOf(b)];
  return [...new Set([...onA.keys(), ...onB.keys()])].flatMap((name) => {
    const [from, to] = [onA.get(name) ?? null, onB.get(name) ?? null];
    return from === to ? [] : [ofFeature(name, from, to)];
  });
}

function ofFeature(name: string, from: number | null, to: number | null): Change {
  const there = from === null ? ('extra' as const) : to === null ? ('missing' as const) : ('different' as const);
  return change({
    kind: 'feature',
    names: [name],
    property: 'level',
    difference: there,
    a: cell(from),
    b: cell(to),
    direction: from === null || to === null ? null : directionOf(from, to),
  });
}

function apis(a: FeaturesSection, b: FeaturesSection): readonly Change[] {
  const { both, onlyA, onlyB } = paired(a.apis, b.apis, ({ key }) => String(key));
  const range = ({ min, max }: { readonly min: number; readonly max: number }) => cell(`versions ${min} to ${max}`);
  return [
    ...onlyA.map((api) =>
      change({ kind: 'feature', names: [`API ${api.name}`], difference: 'missing', a: range(api) }),
    ),
    ...onlyB.map((api) => change({ kind: 'feature', names: [`API ${api.name}`], difference: 'extra', b: range(api) })),
    ...both
      .filter(([onA, onB]) => onA.min !== onB.min)
      .map(([onA, onB]) =>
        change({
          kind: 'feature',
          names: [`API ${onA.name}`],
          property: 'oldest version',
          difference: 'different',
          a: cell(onA.min),
          b: cell(onB.min),
          direction: directionOf(onA.min, onB.min),
        }),
      ),
  ];
}
