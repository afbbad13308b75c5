/** What a fault happens to: one node, all nodes of a zone, a member of a group, a producer, or the whole cluster. */
export type FaultScope = 'node' | 'zone' | 'member' | 'producer' | 'cluster';

/** Keys of a failure beside what, where and when. */
export type FaultSetting = 'latency' | 'jitter' | 'bandwidth' | 'between' | 'share' | 'operations' | 'keys';

export interface FaultKindShape {
  /** As reports call it. */
  readonly title: string;
  readonly scope: FaultScope;
  /** `until-healed`: it lasts for its duration; `procedure`: it takes as long as it takes and needs no duration. */
  readonly lasts: 'until-healed' | 'procedure';
  readonly required: readonly FaultSetting[];
  readonly optional: readonly FaultSetting[];
  /** How it is healed, in words of the report. */
  readonly healed: string;
}

const network = ['between'] as const;
const requests = ['operations', 'keys'] as const;

/** Every kind of fault that a scenario may ask for. What it means on a given cluster is the target's to say. */
export const FAULT_KINDS = {
  'broker-kill': {
    title: 'Broker killed',
    scope: 'node',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'it is started again on its own disk and is back in every ISR',
  },
  'broker-replacement': {
    title: 'Broker replaced',
    scope: 'node',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'a node with an empty disk takes its place and is back in every ISR',
  },
  'broker-pause': {
    title: 'Broker paused',
    scope: 'node',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'it goes on and is back in every ISR',
  },
  'rolling-restart': {
    title: 'Rolling restart',
    scope: 'cluster',
    lasts: 'procedure',
    required: [],
    optional: [],
    healed: 'every node was restarted, one after the other, each back in every ISR before the next',
  },
  'rolling-upgrade': {
    title: 'Rolling upgrade',
    scope: 'cluster',
    lasts: 'procedure',
    required: [],
    optional: [],
    healed: 'every node runs the newer version, one after the other, each back in every ISR before the next',
  },
  'zone-loss': {
    title: 'Zone lost',
    scope: 'zone',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'every node of the zone is started again and is back in every ISR',
  },
  'network-delay': {
    title: 'Network delayed',
    scope: 'node',
    lasts: 'until-healed',
    required: ['latency'],
    optional: ['jitter', ...network],
    healed: 'the delay is taken off the path',
  },
  'network-cut': {
    title: 'Network path cut',
    scope: 'node',
    lasts: 'until-healed',
    required: [],
    optional: network,
    healed: 'the path is open again',
  },
  'network-bandwidth': {
    title: 'Network bandwidth limited',
    scope: 'node',
    lasts: 'until-healed',
    required: ['bandwidth'],
    optional: network,
    healed: 'the limit is taken off the path',
  },
  'object-store-slow': {
    title: 'Object store slow',
    scope: 'cluster',
    lasts: 'until-healed',
    required: ['latency'],
    optional: ['jitter', 'bandwidth', ...requests],
    healed: 'requests pass undelayed',
  },
  'object-store-throttled': {
    title: 'Object store throttled (503)',
    scope: 'cluster',
    lasts: 'until-healed',
    required: [],
    optional: ['share', ...requests],
    healed: 'requests pass',
  },
  'object-store-unreachable': {
    title: 'Object store unreachable',
    scope: 'cluster',
    lasts: 'until-healed',
    required: [],
    optional: requests,
    healed: 'requests pass',
  },
  'wal-slow': {
    title: 'WAL slow',
    scope: 'cluster',
    lasts: 'until-healed',
    required: ['latency'],
    optional: ['jitter'],
    healed: 'writes to the WAL pass undelayed',
  },
  'wal-full': {
    title: 'WAL full',
    scope: 'cluster',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'the WAL has room again',
  },
  'wal-unreachable': {
    title: 'WAL unreachable',
    scope: 'cluster',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'writes to the WAL pass',
  },
  'control-plane-cut': {
    title: 'Control plane cut',
    scope: 'cluster',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'the path to the control plane is open again',
  },
  'consumer-crash': {
    title: 'Consumer crashed',
    scope: 'member',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'a new member joins in its place',
  },
  'producer-crash': {
    title: 'Producer crashed',
    scope: 'producer',
    lasts: 'until-healed',
    required: [],
    optional: [],
    healed: 'a new producer sends in its place',
  },
  'scale-out': {
    title: 'Scaled out',
    scope: 'cluster',
    lasts: 'procedure',
    required: [],
    optional: [],
    healed: 'one more node leads and holds its share of the partitions',
  },
  'scale-in': {
    title: 'Scaled in',
    scope: 'node',
    lasts: 'procedure',
    required: [],
    optional: [],
    healed: 'the node holds no partition any more and has left',
  },
  reassignment: {
    title: 'Partitions reassigned',
    scope: 'cluster',
    lasts: 'procedure',
    required: [],
    optional: [],
    healed: 'every partition has moved to its new replicas',
  },
} as const satisfies Readonly<Record<string, FaultKindShape>>;

export type FaultKind = keyof typeof FAULT_KINDS;

export const FAULT_KIND_NAMES = Object.keys(FAULT_KINDS) as [FaultKind, ...FaultKind[]];

export const faultShape = (kind: FaultKind): FaultKindShape => FAULT_KINDS[kind];

/** Operations of an object store that a fault may be limited to. */
export const OBJECT_OPERATIONS = ['get', 'put', 'list', 'delete', 'head', 'multipart'] as const;
export type ObjectOperation = (typeof OBJECT_OPERATIONS)[number];
