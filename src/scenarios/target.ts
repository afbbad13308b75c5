import type { Problem } from '../errors.ts';
import { checkFile, type FileKind } from './checked-file.ts';
import { harmfulConfigs } from './harmful-configs.ts';
import { loginMistakes, serviceMistakes } from './http-service-mistakes.ts';
import { targetJsonSchema } from './json-schema.ts';
import { type Mistake, oneOf } from './mistake.ts';
import { nearest } from './spelling.ts';
import type { TargetBilling } from './target-billing-types.ts';
import { TARGET_NAME, type TargetInput, targetSchema } from './target-schema.ts';
import type { Target, TargetFaults } from './target-types.ts';
import type { TunedClients } from './types.ts';

export interface TargetFile {
  readonly file: string;
  /** Platforms that a target may name; the caller knows them. */
  readonly platforms: readonly string[];
  /** Without it, load: what is only read needs neither an id that nobody knows yet, nor a budget. */
  readonly purpose?: 'load' | 'reading';
}

export interface LoadedTarget {
  readonly target: Target;
  /** Where something stands that was found wrong after loading. */
  locate(mistake: Mistake): Problem;
}

/**
 * Reads a target. Secrets stay references to the environment.
 * Throws one WorkbenchError (exit status 2) with every mistake of the file, each with line, column and key.
 */
export function loadTarget(text: string, { file, platforms, purpose = 'load' }: TargetFile): LoadedTarget {
  const nameOfFile = basename(file);
  const kind: FileKind<typeof targetSchema.shape> = {
    name: 'target',
    schema: targetSchema,
    jsonSchema: targetJsonSchema(),
    isSecret: ([section, part]) =>
      section === 'security' ||
      section === 'schemaRegistry' ||
      section === 'kafkaConnect' ||
      (section === 'billing' && part === 'prometheus'),
    notBuiltYet: ['allowWrite'],
    contradictions: (sections) => [
      ...platformMistakes(sections, platforms),
      ...connectMistakes(sections),
      ...(purpose === 'load' ? safetyMistakes(sections) : []),
      ...configMistakes(sections),
      ...clientMistakes(sections),
      ...billingMistakes(sections),
      ...serviceMistakes(sections),
      ...nameMistakes(sections, nameOfFile),
    ],
  };
  const { values, locate } = checkFile(kind, text, file);
  return { target: resolve(values, nameOfFile), locate };
}

/** True for addresses that do not leave this machine. */
export function isLoopback(address: string): boolean {
  const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

type Sections = Partial<TargetInput>;

function platformMistakes({ platform }: Sections, platforms: readonly string[]): readonly Mistake[] {
  if (platform === undefined || platforms.includes(platform)) return [];
  const near = nearest(platform, platforms);
  const todo = near === null ? `one of ${oneOf(platforms)}` : `did you mean "${near}"?`;
  return [{ path: ['platform'], what: `is "${platform}", which is not a known platform`, todo }];
}

function connectMistakes(sections: Sections): readonly Mistake[] {
  const { start, bootstrap, security } = sections;
  if (!('start' in sections && 'bootstrap' in sections)) return [];
  if (start === undefined && bootstrap === undefined) {
    const todo = 'add start: {} to start one here, or bootstrap: ["host:9092"] to use one that is there';
    return [{ path: [], what: 'has neither start nor bootstrap', todo }];
  }
  if (start !== undefined && bootstrap !== undefined) {
    return [{ path: ['bootstrap'], what: 'stands beside start', todo: 'keep one of the two', ofKey: true }];
  }
  if (start !== undefined && sections.faults !== undefined) {
    const what = 'stands beside start, and what is started here is broken and healed by the tool itself';
    return [{ path: ['faults'], what, todo: 'remove it', ofKey: true }];
  }
  const secured = security?.tls || security?.sasl != null || security?.caFile != null;
  if (start === undefined || !secured) return [];
  const what = 'stands beside start, and clusters that are started here have no TLS or SASL';
  return [{ path: ['security'], what, todo: 'remove it', ofKey: true }];
}

/** Load leaves this machine only for a cluster that is named and within limits that stop the run. */
function safetyMistakes(sections: Sections): readonly Mistake[] {
  const far = sections.bootstrap?.filter((address) => !isLoopback(address)) ?? [];
  if (far.length === 0) return [];
  const missing = (['clusterId', 'budget'] as const).filter((key) => key in sections && sections[key] === undefined);
  return missing.map((key) => ({
    path: [key],
    what: `is missing, and ${far[0]} is not on this machine`,
    todo:
      key === 'clusterId'
        ? 'add the id of the cluster, so that load cannot reach another one by mistake'
        : 'add limits that stop the run: budget: { mibPerSecond: 20, gib: 10, minutes: 30, usd: 5 }',
  }));
}

/** What records need is the scenario's to say, the same for every target. */
function configMistakes({ topicConfigs = {} }: Sections): readonly Mistake[] {
  const ofScenario = { 'retention.ms': 'retention', 'max.message.bytes': 'topics[].configs' };
  const misplaced = Object.entries(ofScenario).flatMap(([key, home]) =>
    key in topicConfigs
      ? [{ key, what: 'is the same for every target', todo: `remove it here; the scenario has it under ${home}` }]
      : [],
  );
  return [...misplaced, ...harmfulConfigs(topicConfigs)].map(({ key, ...refusal }) => ({
    path: ['topicConfigs', key],
    ...refusal,
  }));
}

function clientMistakes({ clients }: Sections): readonly Mistake[] {
  if (clients === undefined || Object.values(clients).some((setting) => setting !== undefined)) return [];
  const todo = 'write what the vendor advises, such as linger: 100ms, or remove the key';
  return [{ path: ['clients'], what: 'sets nothing, so the target would be measured twice alike', todo, ofKey: true }];
}

function billingMistakes({ billing }: Sections): readonly Mistake[] {
  const { period = null, shared = [], prometheus = null } = billing ?? {};
  return [
    ...(period === null || period.start < period.end
      ? []
      : [
          {
            path: ['billing', 'period', 'end'],
            what: `is ${period.end}, and the period begins on ${period.start}`,
            todo: 'write the first day that is no longer part of it',
          },
        ]),
    ...shared.flatMap(({ of }, at) =>
      Object.keys(of).length > 0
        ? []
        : [{ path: ['billing', 'shared', at, 'of'], what: 'names no lines', todo: 'write at least one of its keys' }],
    ),
    ...(prometheus === null ? [] : loginMistakes(prometheus, ['billing', 'prometheus'])),
  ];
}

function nameMistakes(sections: Sections, nameOfFile: string): readonly Mistake[] {
  const fromFile = 'name' in sections && sections.name === undefined;
  if (!fromFile || TARGET_NAME.test(nameOfFile)) return [];
  const what = `is missing, and the file name "${nameOfFile}" holds more than small letters, digits and hyphens`;
  return [{ path: ['name'], what, todo: 'add one, such as name: local-kafka, or rename the file' }];
}

function basename(file: string): string {
  const last = file.split(/[\\/]/).at(-1) ?? file;
  return last.replace(/\.ya?ml$/, '');
}

function resolve(input: TargetInput, nameOfFile: string): Target {
  const {
    name,
    platform,
    start,
    bootstrap = [],
    security,
    clusterId,
    budget,
    clients,
    faults,
    billing,
    schemaRegistry,
    kafkaConnect,
    ...same
  } = input;
  const { variant, version, instanceClass, ...deployment } = same.deployment;
  return {
    ...same,
    name: name ?? nameOfFile,
    platform,
    deployment: {
      ...deployment,
      ...(variant === undefined ? {} : { variant }),
      ...(version === undefined ? {} : { version }),
      ...(instanceClass === undefined ? {} : { instanceClass }),
    },
    connect:
      start === undefined
        ? { kind: 'remote', bootstrap, security }
        : { kind: 'local', nodes: start.nodes, zones: start.nodes, port: start.port },
    clusterId: clusterId ?? null,
    budget: budget ?? null,
    ...(clients === undefined ? {} : { clients: resolveClients(clients) }),
    ...(faults === undefined ? {} : { faults: resolveFaults(faults) }),
    ...(billing === undefined ? {} : { billing: resolveBilling(billing) }),
    ...(schemaRegistry === undefined ? {} : { schemaRegistry: given(schemaRegistry) }),
    ...(kafkaConnect === undefined ? {} : { kafkaConnect: kafkaConnect.map(given) }),
  };
}

function resolveFaults({ commands, toxiproxy, objectStore }: NonNullable<TargetInput['faults']>): TargetFaults {
  const resolved = Object.entries(commands).map(([kind, { injectWithin, healWithin, ...programs }]) => {
    return [kind, { ...programs, injectWithinMs: injectWithin, healWithinMs: healWithin }] as const;
  });
  return { commands: Object.fromEntries(resolved), toxiproxy, objectStore };
}

/** Without the keys that were left out, so that what is saved is what was said. */
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

function resolveBilling({ shared, prometheus, ...same }: NonNullable<TargetInput['billing']>): TargetBilling {
  return {
    ...same,
    shared: shared.map((one) => ({ ...one, of: given(one.of) })),
    prometheus: prometheus === null ? null : given(prometheus),
  };
}

function resolveClients(given: NonNullable<TargetInput['clients']>): TunedClients {
  const { linger, batch, request, inFlight, sendBuffer, fetchPartition, clientIdPrefix } = given;
  return {
    ...(linger === undefined ? {} : { lingerMs: linger }),
    ...(batch === undefined ? {} : { batchBytes: batch }),
    ...(request === undefined ? {} : { requestBytes: request }),
    ...(inFlight === undefined ? {} : { inFlight }),
    ...(sendBuffer === undefined ? {} : { sendBufferBytes: sendBuffer }),
    ...(fetchPartition === undefined ? {} : { fetchPartitionBytes: fetchPartition }),
    ...(clientIdPrefix === undefined ? {} : { clientIdPrefix }),
  };
}
