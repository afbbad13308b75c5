import type { SupportModel } from '../../scenarios/production.ts';
import type { PlatformId } from '../types/result.ts';

/** What stands around the brokers and is paid for with them. */
export const COMPONENTS = [
  'connectors',
  'schema-registry',
  'stream-processing',
  'private-networking',
  'observability',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** What becomes of a component where the workload moves; whoever stays keeps everything. */
export const DECISIONS = ['keep', 'replace', 'drop'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Names of a component's figures: assumptions of every shape, so that an override of the name holds for all of them. */
export interface ComponentFigures {
  /** How many there are today; null where what is spent decides. */
  readonly units: string | null;
  /** What one costs a month as it is. For observability, a share of what is spent: a figure of the workload. */
  readonly keptRate: string;
  readonly replacedRate: string;
  /** Hours to replace one, or all of it where it has no units. */
  readonly hours: string;
}

export const COMPONENT_FIGURES: Readonly<Record<Component, ComponentFigures>> = {
  connectors: {
    units: 'connectors',
    keptRate: 'connectorRate',
    replacedRate: 'connectorReplacedRate',
    hours: 'connectorReplacementHours',
  },
  'schema-registry': {
    units: 'schemaRegistries',
    keptRate: 'schemaRegistryRate',
    replacedRate: 'schemaRegistryReplacedRate',
    hours: 'schemaRegistryReplacementHours',
  },
  'stream-processing': {
    units: 'streamJobs',
    keptRate: 'streamJobRate',
    replacedRate: 'streamJobReplacedRate',
    hours: 'streamJobReplacementHours',
  },
  'private-networking': {
    units: 'privateLinks',
    keptRate: 'privateLinkRate',
    replacedRate: 'privateLinkReplacedRate',
    hours: 'privateLinkReplacementHours',
  },
  observability: {
    units: null,
    keptRate: 'observabilityShare',
    replacedRate: 'observabilityReplacedShare',
    hours: 'observabilityReplacementHours',
  },
};

export interface Surroundings {
  /** Kept where it is not said. */
  readonly ecosystem: Readonly<Partial<Record<Component, Decision>>>;
  /** What the workload runs on today: every other platform has the cost of moving there. null: no move is priced. */
  readonly baseline: PlatformId | null;
  readonly support: SupportModel;
}
