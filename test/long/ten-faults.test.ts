import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/evidence/types/audit.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { workbench } from '../run/workbench.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-ten-faults-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Time that each fault has from its beginning until the next one begins. */
const EVERY_SECONDS = 30;
const FAULTS = [
  'kind: broker-kill, where: 1, duration: 5s',
  'kind: broker-pause, where: 2, duration: 5s',
  'kind: network-cut, where: 3, duration: 5s',
  'kind: producer-crash, where: 1, duration: 5s',
  'kind: broker-kill, where: 3, duration: 5s',
  'kind: network-delay, latency: 100ms, duration: 5s',
  'kind: consumer-crash, where: tail-1/1, duration: 35s',
  'kind: broker-pause, where: 1, duration: 5s',
  'kind: control-plane-cut, duration: 5s',
  'kind: zone-loss, where: zone-b, duration: 5s',
];
const RECORDS_PER_SECOND = 400;
const SECONDS = 15 + FAULTS.length * EVERY_SECONDS + 15;

const SCENARIO = `name: ten-faults
topics: [{ name: orders, partitions: 6, replication: 3, configs: { min.insync.replicas: "2" } }]
records: { size: 1KiB }
clients: { producers: 2, acks: all, idempotence: true }
ingress: [{ phase: steady, rate: ${RECORDS_PER_SECOND}/s, duration: ${SECONDS}s }]
fanOut: { groups: 1, members: 2 }
failures:
${FAULTS.map((fault, index) => `  - { ${fault}, phase: steady, after: ${15 + index * EVERY_SECONDS}s }`).join('\n')}
thresholds: [{ metric: audit.lost, atMost: 0 }]
repetitions: 1
production: { ingress: { average: 10MiB/s, peak: 20MiB/s }, fanOut: 2, retention: 3d, partitions: 60 }
`;

describe('ten faults in a row against three nodes', { timeout: 1_200_000 }, () => {
  it('lose nothing with acks=all and idempotence, and every record is accounted for', async () => {
    writeFileSync(join(scratch, 'ten.yaml'), SCENARIO);
    writeFileSync(join(scratch, 'three.yaml'), 'platform: apache-kafka\nstart: { nodes: 3 }\n');
    const ended = await workbench(['run', 'ten.yaml', '--target', 'three.yaml', '--out', 'run'], scratch);
    expect(ended.err).toBe('');
    const read = <T>(file: string): T => JSON.parse(readFileSync(join(scratch, 'run', file), 'utf8')) as T;
    // Invalid where this machine was too busy to send on time: what follows holds all the same.
    const summary = read<Summary>('summary.json');
    const [repetition] = summary.targets[0]?.repetitions ?? [];
    expect(
      repetition?.invalidReasons.filter((reason) => /fault|broker-|network-|crash|zone-|control-/.test(reason)),
    ).toEqual([]);
    expect(repetition?.recovery.map(({ endedAtSeconds }) => endedAtSeconds !== null)).toEqual(FAULTS.map(() => true));

    const { intended, acknowledged, failed, unknown, unsent } = repetition?.produce.everySend ?? {};
    expect(intended).toBe(RECORDS_PER_SECOND * SECONDS);
    expect((acknowledged ?? 0) + (failed ?? 0) + (unknown ?? 0) + (unsent ?? 0)).toBe(intended);
    // Of a crashed producer only: it sends nothing while it is away, and may not hear of what it had sent.
    expect(unsent).toBeGreaterThan(0);
    expect(repetition?.audit).toMatchObject({
      acknowledged,
      delivered: acknowledged,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      corrupted: 0,
    });
    expect(repetition?.audit?.found).toMatchObject({ 'lost-write': 0, duplicate: 0, 'aborted-read': 0, unseen: 0 });
    const [audit] = read<Audit>('audit.json').repetitions;
    expect(audit?.complete).toBe(true);
  });
});
