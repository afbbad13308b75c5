import { rm } from 'node:fs/promises';
import { injectorFor } from '../../../src/faults/index.ts';
import { findToxiproxy } from '../../../src/faults/toxiproxy/binary.ts';
import { type LocalToxiproxy, startToxiproxy } from '../../../src/faults/toxiproxy/server.ts';
import type { FaultSurroundings, PreparedFault } from '../../../src/faults/types.ts';
import { type KafkaAdmin, openAdmin } from '../../../src/kafka/admin.ts';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import { possibleFaults } from '../../../src/platforms/local/possible-faults.ts';
import { spawnTethered } from '../../../src/platforms/local/tethered-process.ts';
import type { ListenerName, LocalCluster } from '../../../src/platforms/types.ts';
import type { FaultKind } from '../../../src/scenarios/fault-kinds.ts';
import type { FaultPlace, FaultSettings } from '../../../src/scenarios/fault-types.ts';
import { seconds } from '../../../src/units.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';

/** Long enough for a busy machine. */
const WITHIN_MS = 90_000;

/** Building toxiproxy, where there is none yet, takes a minute. */
export const STARTED_WITHIN_MS = 300_000;

export const TOPIC = 'orders';

export interface FaultyCluster {
  readonly local: LocalCluster;
  readonly admin: KafkaAdmin;
  /** Said by the faults so far. */
  readonly notes: string[];
  prepare(
    kind: FaultKind,
    where: FaultPlace,
    more?: { settings?: FaultSettings; surroundings?: Partial<FaultSurroundings> },
  ): Promise<PreparedFault>;
  /** After each test: one that failed midway leaves nothing broken to those after it. */
  healAll(): Promise<void>;
  stop(): Promise<void>;
}

/** Real nodes with proxies before some listeners, and a topic with a replica on up to three of them. */
export async function faultyCluster(nodes: number, listeners: readonly ListenerName[] = []): Promise<FaultyCluster> {
  const scratch = scratchFolder();
  const options = startOptions(nodes, scratch);
  const toxiproxy = listeners.length === 0 ? null : await startedToxiproxy(scratch, listeners);
  const advertise = toxiproxy === null ? {} : { advertise: toxiproxy.advertise };
  const local = await startKafka({ ...options, ...advertise }, () => ({}));
  const connection = { bootstrap: local.bootstrap, security: null };
  const admin = openAdmin(connection, 'test');
  await admin.createTopics([{ name: TOPIC, partitions: 6, replication: Math.min(3, nodes), configs: {} }]);
  const notes: string[] = [];
  const prepared: PreparedFault[] = [];
  const zones = local.nodes.map(({ zone }) => zone);
  const facts = {
    target: options.target,
    local: {
      nodes,
      zones,
      faults: possibleFaults(nodes, { hasObjectStore: false, hasUpgrade: false }),
      hasObjectStore: false,
    },
  };
  return {
    local,
    admin,
    notes,
    async prepare(kind, where, { settings = {}, surroundings = {} } = {}) {
      const fault = {
        id: `${kind}-1`,
        kind,
        where,
        settings,
        phase: 'p',
        startSecond: seconds(0),
        durationSeconds: null,
      };
      const ready = await injectorFor(fault, facts).prepare(fault, {
        target: options.target,
        local,
        connection,
        admin,
        topics: [TOPIC],
        clientZone: null,
        upgradeTo: null,
        clients: noClients,
        network: toxiproxy?.network ?? null,
        objectStore: null,
        withinMs: WITHIN_MS,
        copyWithinMs: WITHIN_MS,
        note: (message) => notes.push(message),
        ...surroundings,
      });
      prepared.push(ready);
      return ready;
    },
    async healAll() {
      for (const fault of prepared.splice(0).reverse()) await fault.heal();
    },
    async stop() {
      await admin.close();
      await local.stop();
      await toxiproxy?.stop();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function startedToxiproxy(logDir: string, listeners: readonly ListenerName[]): Promise<LocalToxiproxy> {
  const binary = await findToxiproxy({ signal: new AbortController().signal, onProgress: () => {} });
  const onDied = (error: Error) => {
    throw error;
  };
  return startToxiproxy({ binary, spawn: spawnTethered, logDir, listeners: new Set(listeners), onDied });
}

const refuse = async (): Promise<never> => {
  throw new Error('no client of the load should be touched');
};
const noClients = { crashMember: refuse, restoreMember: refuse, crashProducer: refuse, restoreProducer: refuse };
