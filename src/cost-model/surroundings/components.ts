import type { PaidTo } from '../types/figures.ts';
import type { Assumption } from './assumed.ts';
import { GUESS } from './assumed.ts';
import type { Component } from './types.ts';

export type CountedComponent = Exclude<Component, 'observability'>;

/** Of a component that is so many of something. How many there are, nobody but the user knows: none, until stated. */
interface ComponentData {
  readonly title: string;
  /** One of them, as a unit. */
  readonly counted: string;
  readonly paidTo: PaidTo;
  /** USD a month for one. What replaces it costs as much until stated. */
  readonly rate: readonly [value: number, low: number, high: number, basis: string];
  /** To replace one. */
  readonly hours: readonly [value: number, low: number, high: number];
}

export const COMPONENT_DATA: Readonly<Record<CountedComponent, ComponentData>> = {
  connectors: {
    title: 'Connectors',
    counted: 'connector',
    paidTo: 'vendor',
    rate: [80, 20, 400, 'a managed worker at $0.11 an hour all month, as undated public files cite it'],
    hours: [16, 4, 40],
  },
  'schema-registry': {
    title: 'Schema registry and governance',
    counted: 'registry',
    paidTo: 'vendor',
    rate: [100, 0, 730, GUESS],
    hours: [40, 16, 120],
  },
  'stream-processing': {
    title: 'Stream processing',
    counted: 'job',
    paidTo: 'vendor',
    rate: [150, 50, 600, 'a managed unit at $0.21 an hour all month, as undated public files cite it'],
    hours: [60, 16, 200],
  },
  'private-networking': {
    title: 'Private networking beyond the brokers’ own',
    counted: 'link',
    paidTo: 'cloud',
    rate: [22, 22, 75, 'an endpoint in three zones at $0.01 an hour each, without its traffic'],
    hours: [8, 2, 24],
  },
};

export const unitsAssumption = (counted: string): Assumption => [0, counted, null, null, 'none stated'];
