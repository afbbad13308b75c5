import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Audit } from '../../src/evidence/types/audit.ts';
import type { Event } from '../../src/evidence/types/events.ts';
import type { Metric } from '../../src/evidence/types/metrics.ts';
import type { Summary } from '../../src/judge/types/summary.ts';
import { GARBAGE } from '../loadgen/hostile/answers.ts';
import { type HostileKafka, startHostileKafka } from '../loadgen/hostile/hostile-kafka.ts';
import { giveScramCredentials } from '../run/scram.ts';
import { SMALL_SCENARIO } from '../run/small-scenario.ts';
import { type Ended, start } from '../run/workbench.ts';

const PASSWORD = 'canary-91ce';
const scratch = mkdtempSync(join(tmpdir(), 'workbench-hostile-'));
/** Without readers, for whom a run would wait, and with a short delivery timeout. */
const SHORT_SCENARIO = SMALL_SCENARIO.replace('linger: 5ms', 'linger: 5ms, deliveryTimeout: 1s')
  .replace(/^ {2}- { phase: catch-up.*\n/m, '')
  .replace(/^catchUp:.*\n/m, '')
  .replace('groups: 1', 'groups: 0')
  .replace('duration: 2s', 'duration: 4s');
const environment = { ...process.env, WB_USER: 'alice', WB_PASSWORD: PASSWORD };
let kafka: HostileKafka;
let admin: Admin;

beforeAll(async () => {
  kafka = await startHostileKafka(scratch);
  admin = new Admin({ clientId: 'test', bootstrapBrokers: [kafka.bootstrap] });
  await giveScramCredentials(kafka.bootstrap, 'alice', PASSWORD);
  writeFileSync(join(scratch, 'short.yaml'), SHORT_SCENARIO);
  writeFileSync(join(scratch, 'plain.yaml'), `platform: apache-kafka\nbootstrap: ["${kafka.bootstrap}"]\n`);
  writeFileSync(
    join(scratch, 'secured.yaml'),
    `platform: apache-kafka\nbootstrap: ["${kafka.secured}"]\nsecurity: { tls: false, sasl: { mechanism: scram-sha-256, usernameEnv: WB_USER, passwordEnv: WB_PASSWORD } }\n`,
  );
});
afterEach(() => kafka.proxy.meddle(null));
afterAll(async () => {
  await admin?.close();
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const FATES = ['intended', 'acknowledged', 'failed', 'unknown', 'unsent'] as const;

interface EndedRun extends Ended {
  readonly summary: Summary;
  readonly audit: Audit;
  readonly events: readonly Event[];
  /** Summed over every second. */
  readonly outcomes: Readonly<Record<(typeof FATES)[number], number>>;
}

/** A run during whose steady phase something happens. */
async function runAmid(target: string, out: string, happens: () => Promise<void>): Promise<EndedRun> {
  const running = start(['run', 'short.yaml', '--target', target, '--out', out], scratch, environment);
  await running.printed('steady');
  await happens();
  const ended = await running.ended;
  const read = (name: string): string => readFileSync(join(scratch, out, name), 'utf8');
  const lines = <T>(name: string): T[] => {
    const text = read(name).trimEnd().split('\n');
    return text.map((line) => JSON.parse(line) as T);
  };
  const outcomes = { intended: 0, acknowledged: 0, failed: 0, unknown: 0, unsent: 0 };
  for (const metric of lines<Metric>('metrics.jsonl')) {
    if (metric.kind === 'outcomes') for (const fate of FATES) outcomes[fate] += metric[fate];
  }
  return {
    ...ended,
    summary: JSON.parse(read('summary.json')),
    audit: JSON.parse(read('audit.json')),
    events: lines<Event>('events.jsonl'),
    outcomes,
  };
}

/** A platform error in one sentence with what to do, and everything measured until then, judged and rendered. */
function expectClearEnd(
  { status, err, summary, events, outcomes, audit }: EndedRun,
  what: RegExp,
  named: RegExp,
): void {
  expect(status).toBe(4);
  expect(err).toMatch(what);
  expect(err).toContain('→');
  expect(err).toContain('report.html (incomplete)');
  expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(summary.verdict).toBe('incomplete');
  expect(summary.verdictReasons[0]).toMatch(what);
  const { intended, acknowledged, failed, unknown, unsent } = outcomes;
  expect(acknowledged).toBeGreaterThan(1_000);
  expect(failed + unknown).toBeGreaterThan(0);
  expect(acknowledged + failed + unknown + unsent).toBe(intended);
  expect(audit.repetitions).toMatchObject([{ complete: false, totals: { acknowledged, failed, unknown, unsent } }]);
  const errors = events.flatMap((event) => (event.kind === 'error' ? [`${event.where}: ${event.message}`] : []));
  expect(errors.join('\n')).toMatch(named);
}

describe('a run ends clearly and keeps what it measured when', () => {
  it('its topic is deleted', async () => {
    const ended = await runAmid('plain.yaml', 'deleted', async () => {
      const topics = (await admin.listTopics()).filter((name) => name.startsWith('wb-'));
      await admin.deleteTopics({ topics });
    });
    expectClearEnd(ended, /Unknown topic wb-/, /^produce: UNKNOWN_TOPIC_OR_PARTITION$/m);
    expect(ended.err).toContain('find out what deleted it');
  });

  it('its broker answers nothing but garbage', async () => {
    const [fate = () => 'swallow' as const] = Object.values(GARBAGE);
    const ended = await runAmid('plain.yaml', 'garbage', async () =>
      kafka.proxy.meddle({ direction: 'answer', apiKey: null, times: Number.POSITIVE_INFINITY, fate }),
    );
    expectClearEnd(ended, /no broker answered at 127\.0\.0\.1/, /an answer to no request of ours/);
  });

  it('its credentials expire, which are written nowhere', async () => {
    const ended = await runAmid('secured.yaml', 'expired', () =>
      giveScramCredentials(kafka.bootstrap, 'alice', 'another-4b7e'),
    );
    expectClearEnd(ended, /authentication failed/, /^broker 1: SASL authentication failed/m);
    expect(ended.err).toContain('credentials');
    const files = readdirSync(join(scratch, 'expired'), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      expect(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name).not.toContain(PASSWORD);
    }
    expect(ended.out + ended.err).not.toContain(PASSWORD);
  });
});
