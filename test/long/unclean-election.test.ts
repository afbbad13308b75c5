import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../../src/audit/account.ts';
import { RangeSet } from '../../src/evidence/ranges.ts';
import { type KafkaAdmin, openAdmin } from '../../src/kafka/admin.ts';
import type { PartitionState } from '../../src/kafka/partition-states.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { auditedLoad } from '../loadgen/lying/audited-load.ts';
import { batchesIn, offsetsOf, sequencesOf } from '../loadgen/lying/batches.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

const TOPIC = 'orders';
const GROUP = 'live';
const RATE = 400;
const SECONDS = 25;
/** A node that is silent for so long is no longer in sync, and no longer leads. */
const QUICK_TO_MISS = { 'broker.session.timeout.ms': '4000', 'broker.heartbeat.interval.ms': '500' };

const scratch = scratchFolder();
let cluster: LocalCluster;
let admin: KafkaAdmin;

beforeAll(async () => {
  cluster = await startKafka(startOptions(3, scratch), () => QUICK_TO_MISS);
  admin = openAdmin({ bootstrap: cluster.bootstrap, security: null }, 'test');
});
afterAll(async () => {
  await admin?.close();
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** One partition with two copies; who leads it answers alone, and who lacks its end may lead it. */
function plan(): Plan {
  const client = { driver: 'wire', acks: '1', idempotence: false, inFlight: 1 } as const;
  const lone = planOf({ valueBytes: 200, rate: RATE, durationSeconds: SECONDS, client });
  const configs = { 'min.insync.replicas': '1', 'unclean.leader.election.enable': 'true' };
  return {
    ...lone,
    topics: lone.topics.map((topic) => ({ ...topic, name: TOPIC, replication: 2, configs })),
    groups: [{ name: GROUP, role: 'tail', members: 1, topics: [TOPIC] }],
  };
}

interface Written {
  readonly offsets: readonly [from: number, to: number];
  readonly sequences: readonly [from: number, to: number];
}

/** The batches of the first segment on a node's disk, which is the only one. */
function onDisk(node: number): readonly Written[] {
  const file = join(scratch, 'data', `node-${node}`, `${TOPIC}-0`, '00000000000000000000.log');
  return batchesIn(readFileSync(file)).map(({ batch }) => ({
    offsets: offsetsOf(batch),
    sequences: sequencesOf(batch),
  }));
}

const sequencesIn = (batches: readonly Written[]): RangeSet =>
  batches.reduce((set, { sequences }) => {
    set.add(...sequences);
    return set;
  }, new RangeSet());

async function stateOf(): Promise<PartitionState> {
  const [state] = await admin.partitions({ topics: [TOPIC], internal: false });
  if (state === undefined) throw new Error('nobody knows the partition');
  return state;
}

async function until(holds: (state: PartitionState) => boolean): Promise<void> {
  while (!(await stateOf().then(holds, () => false))) await delay(100);
}

interface Election {
  readonly follower: number;
  /** What the leader had written when it was killed. */
  readonly ofLeader: RangeSet;
}

/** The follower stands still until it is out of the ISR and beyond; then it leads in place of a leader that is gone. */
async function electUncleanly(): Promise<Election> {
  await delay(3_000);
  const { leader, replicas } = await stateOf();
  const follower = replicas.find((node) => node !== leader) ?? 0;
  await cluster.controls.pause(follower);
  await until(({ isr }) => !isr.includes(follower));
  await delay(1_500);
  await cluster.controls.kill(leader);
  const ofLeader = sequencesIn(onDisk(leader));
  await cluster.controls.resume(follower);
  await until((state) => state.leader === follower);
  return { follower, ofLeader };
}

it('an unclean election under acks=1 loses what only the lost leader had, and the audit names exactly that', async () => {
  let election: Election | undefined;
  const account: Account = await auditedLoad({
    plan: plan(),
    bootstrap: cluster.bootstrap,
    groupGets: () => Number.NEGATIVE_INFINITY,
    meanwhile: async () => {
      election = await electUncleanly();
    },
  });
  if (election === undefined) throw new Error('there was no election');
  const ofFollower = onDisk(election.follower);
  // What the old leader had not answered was sent again, and is in the new one's log.
  const gone = election.ofLeader.minus(sequencesIn(ofFollower));
  const [[begin] = [0]] = gone.toRanges();
  const before = ofFollower.findLast(({ sequences }) => sequences[1] <= begin)?.offsets[1];
  expect(gone.size).toBeGreaterThan(RATE);

  const { complete, totals, findings } = account;
  const lost = findings.filter(({ name }) => name === 'lost-write');
  expect(complete).toBe(true);
  expect(totals.acknowledged).toBe(totals.delivered + totals.lost);
  expect(totals.acknowledged + totals.failed + totals.unknown + totals.unsent).toBe(RATE * SECONDS);
  expect(totals.lost).toBe(gone.size);
  expect(lost).toMatchObject([
    {
      topic: TOPIC,
      partition: 0,
      producer: 0,
      sequences: gone.toRanges(),
      offsets: [[before, before]],
      permitted: true,
    },
  ]);
  // Groups had read some of it, and others then stood at its offsets; nothing else is wrong.
  expect(findings.every(({ permitted }) => permitted)).toBe(true);
  expect(totals).toMatchObject({ corrupted: 0, unexpected: 0 });
});
