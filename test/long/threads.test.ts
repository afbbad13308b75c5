import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { topicSchedule } from '../../src/scenarios/schedule.ts';
import { workbench } from '../run/workbench.ts';

const TARGET = fileURLToPath(new URL('../../targets/local-kafka.yaml', import.meta.url));

const scenario = (threads: number): string => `name: threads
description: The same records from one sending thread or from several.
seed: 11
topics:
  - { name: orders, partitions: 3, share: 0.75 }
  - { name: clicks, partitions: 2, share: 0.25 }
records: { size: 512B, keys: { distribution: uniform, count: 50 } }
clients: { driver: wire, producers: 4, threads: ${threads} }
ingress:
  - { phase: warm-up, rate: 700/s, duration: 2s, warmUp: true }
  - { phase: steady, rate: 700/s, duration: 2s }
  - { phase: catch-up, rate: 700/s, duration: 2s }
fanOut: { groups: 2 }
catchUp: { backlog: 512KiB, startsWith: catch-up }
repetitions: 1
production: { ingress: { average: 10MiB/s, peak: 20MiB/s }, fanOut: 2, retention: 3d, partitions: 60 }
`;

const scratch = mkdtempSync(join(tmpdir(), 'workbench-threads-'));

async function runWith(threads: number) {
  const file = `threads-${threads}.yaml`;
  const folder = join(scratch, `run-${threads}`);
  writeFileSync(join(scratch, file), scenario(threads));
  const { err } = await workbench(['run', file, '--target', TARGET, '--out', folder], scratch);
  expect(err).not.toContain('load-failed');
  const evidence = readEvidence(folder);
  // A busy machine may make a pass invalid; it is then repeated, and the last one counts.
  const pass = evidence.audit.repetitions.at(-1);
  const metrics = evidence.metrics.filter(({ repetition }) => repetition === pass?.repetition);
  const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary;
  return { plan: evidence.plan.plan, pass, metrics, summary };
}

type Ran = Awaited<ReturnType<typeof runWith>>;
let one: Ran;
let three: Ran;

beforeAll(async () => {
  one = await runWith(1);
  three = await runWith(3);
}, 240_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const intendedBySecond = ({ metrics }: Ran): readonly number[] => {
  const counts: number[] = [];
  for (const line of metrics) {
    if (line.kind === 'outcomes') counts[line.second] = (counts[line.second] ?? 0) + line.intended;
  }
  return counts;
};

/** Which records were acknowledged: topic, partition, producer and its sequences there. */
const identities = ({ pass }: Ran): readonly string[] =>
  (pass?.partitions ?? [])
    .map(({ topic, partition, producer, acknowledged }) => {
      // Without what names the run and the repetition.
      const name = topic.replace(/^.*-(?=\w+$)/, '');
      return `${name}/${partition} ${producer}: ${JSON.stringify(acknowledged)}`;
    })
    .toSorted();

const threadsOf = ({ metrics }: Ran, kind: 'produce' | 'read'): readonly unknown[] =>
  [
    ...new Set(metrics.flatMap((line) => (line.kind === 'generator' && line.thread === kind ? [line.index] : []))),
  ].toSorted();

describe('the same plan with one sending thread and with three', () => {
  it('really runs on so many threads, as many of them reading as there are groups', () => {
    expect([threadsOf(one, 'produce'), threadsOf(three, 'produce')]).toEqual([[0], [0, 1, 2]]);
    expect([threadsOf(one, 'read'), threadsOf(three, 'read')]).toEqual([[0], [0, 1, 2]]);
  });

  it('delivers every intended record once', () => {
    for (const ran of [one, three]) {
      const intended = ran.plan.topics.reduce((sum, { name }) => sum + topicSchedule(ran.plan, name).total, 0);
      expect(intendedBySecond(ran).reduce((sum, count) => sum + count, 0)).toBe(intended);
      expect(ran.pass).toMatchObject({
        complete: true,
        totals: { acknowledged: intended, delivered: intended, lost: 0, duplicated: 0, reordered: 0, unexpected: 0 },
      });
    }
  });

  it('sends the same records', () => {
    expect(identities(one).length).toBeGreaterThan(0);
    expect(identities(three)).toEqual(identities(one));
  });

  it('intends as many records in every second', () => {
    expect(intendedBySecond(three)).toEqual(intendedBySecond(one));
  });

  it('loses no sample and no line on the way to the verdict', () => {
    for (const { summary } of [one, three]) {
      const reasons = summary.targets.flatMap(({ invalidReasons, repetitions }) => [
        ...invalidReasons,
        ...repetitions.flatMap((repetition) => repetition.invalidReasons),
      ]);
      expect(reasons.filter((reason) => /sample|lack|intended|read nothing|never started/.test(reason))).toEqual([]);
      expect(summary.targets[0]?.catchUp?.timeToTailSeconds).toBeGreaterThan(0);
    }
  });
});
