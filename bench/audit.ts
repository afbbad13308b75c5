import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BenchBroker, withBroker } from './broker.ts';
import type { AuditMemory } from './client/audit-memory.ts';
import type { BenchOptions } from './index.ts';
import { measure } from './measured-process.ts';
import { type BenchResult, type BenchRow, significant } from './result.ts';
import { compare, type Turn, takeTurns } from './turns.ts';
import { unthrottledPlan, writePlan } from './workload.ts';

const LOADED = fileURLToPath(new URL('./client/audited.ts', import.meta.url));
const MEMORY = fileURLToPath(new URL('./client/audit-memory.ts', import.meta.url));
const KEPT_GOAL = 0.9;
const MEMORY_RECORDS = 100_000_000;
const MEMORY_GOAL_MIB = 500;

/**
 * What the audit costs: records sent and read by a group at full speed, with and without the group's account, A B B A.
 * Then the memory of books, both readings and account over 100 million records on a virtual clock (20 times `records`,
 * where these are fewer), and once more of a log that lacks every second record.
 */
export async function benchAudit({ records, rounds, driver, onProgress }: BenchOptions): Promise<BenchResult> {
  const turns = await withBroker(onProgress, async (broker) => {
    let topics = 0;
    return takeTurns(rounds, async (side) => {
      const topic = `audit-${++topics}`;
      await broker.createTopic(topic);
      const turn = await load(broker, topic, records, driver, side);
      await broker.admin.deleteTopics([topic]);
      onProgress(
        `${side === 'ours' ? 'audited' : 'unaudited'}: ${Math.round(records / turn.seconds)} records per second`,
      );
      return turn;
    });
  });
  const names = { ours: 'audited', theirs: 'unaudited' };
  const compared = compare({ bench: 'audit', goal: KEPT_GOAL, recordsPerSecondGoal: KEPT_GOAL, names }, turns);
  const inMemory = Math.min(MEMORY_RECORDS, 20 * records);
  const rows = [
    await memoryRow('memory, everything there', inMemory, [], onProgress),
    await memoryRow('memory, every second record lost', inMemory, ['--torn'], onProgress),
  ];
  return {
    ...compared,
    unit: 'records per client CPU-second, audited ÷ unaudited; at least the goal: higher is better',
    missed: [
      ...compared.missed,
      ...rows.flatMap(({ name, rssMiB }) =>
        Number(rssMiB) <= MEMORY_GOAL_MIB ? [] : [`${name}: ${rssMiB} MiB, at most ${MEMORY_GOAL_MIB}`],
      ),
    ],
    rows: [...compared.rows, ...rows],
  };
}

async function load(
  { bootstrap, scratch }: BenchBroker,
  topic: string,
  records: number,
  driver: string,
  side: Turn['side'],
): Promise<Turn> {
  const plan = unthrottledPlan(topic, records, driver);
  const group = { name: 'live', role: 'tail', members: 1, topics: [topic] } as const;
  const file = await writePlan(scratch, { ...plan, groups: [group] });
  const flags = side === 'ours' ? [] : ['--unaudited'];
  const { output, cpuSeconds } = await measure(process.execPath, [LOADED, bootstrap, file, String(records), ...flags]);
  const { acknowledged, audited, seconds } = JSON.parse(output) as Record<string, number>;
  const expected = side === 'ours' ? records : 0;
  if (acknowledged !== records || audited !== expected || seconds === undefined) {
    throw new Error(`of ${records} records ${acknowledged} were acknowledged and ${audited} accounted for`);
  }
  return { side, records, seconds, cpuSeconds };
}

async function memoryRow(
  name: string,
  records: number,
  flags: readonly string[],
  onProgress: BenchOptions['onProgress'],
): Promise<BenchRow & { readonly rssMiB: number }> {
  onProgress(`${records} records on a virtual clock${flags.length === 0 ? '' : ', every second one lost'}`);
  const { stdout } = await promisify(execFile)(process.execPath, [MEMORY, String(records), ...flags]);
  const { rssMiB, ...counts } = JSON.parse(stdout) as AuditMemory;
  return { name, ...counts, rssMiB: significant(rssMiB), rssGoalMiB: MEMORY_GOAL_MIB };
}
