import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/judge/types/summary.ts';
import { openAdmin } from '../../src/kafka/admin.ts';
import { refuseExistingTopics } from '../../src/run/cluster.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { type SecuredKafka, startSecuredKafka } from './secured-kafka.ts';
import { SHORT_SCENARIO } from './small-scenario.ts';
import { type Ended, start, workbench } from './workbench.ts';

const PASSWORD = 'canary-5f1c';
const scratch = mkdtempSync(join(tmpdir(), 'workbench-remote-'));
const environment = { ...process.env, WB_USER: 'alice', WB_PASSWORD: PASSWORD };
let kafka: SecuredKafka;

beforeAll(async () => {
  kafka = await startSecuredKafka(scratch, PASSWORD);
  writeFileSync(join(scratch, 'short.yaml'), SHORT_SCENARIO);
  const security = (password: string): string =>
    `security: { tls: true, caFile: ca.pem, sasl: { mechanism: plain, usernameEnv: WB_USER, passwordEnv: ${password} } }`;
  writeFileSync(
    join(scratch, 'secured.yaml'),
    `platform: amazon-msk\nbootstrap: ["${kafka.secured}"]\n${security('WB_PASSWORD')}\n`,
  );
  writeFileSync(
    join(scratch, 'wrong.yaml'),
    `platform: amazon-msk\nbootstrap: ["${kafka.secured}"]\n${security('HOME')}\n`,
  );
  writeFileSync(
    join(scratch, 'other.yaml'),
    `platform: amazon-msk\nbootstrap: ["${kafka.plain}"]\nclusterId: not-this-one\n`,
  );
}, 60_000);

afterAll(async () => {
  await kafka?.cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const run = (target: string, out: string): Promise<Ended> =>
  workbench(['run', 'short.yaml', '--target', `${target}.yaml`, '--out', out], scratch, environment);

async function left(): Promise<{ topics: string[]; groups: string[] }> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [kafka.plain] });
  const topics = await admin.listTopics();
  const groups = [...(await admin.listGroups()).keys()];
  await admin.close();
  return {
    topics: topics.filter((name) => name.startsWith('wb-')),
    groups: groups.filter((name) => name.startsWith('wb-')),
  };
}

describe('somebody’s cluster behind TLS and SASL', () => {
  it('is measured with an address and credentials alone, and no topic or group is left on it', async () => {
    const { status, err } = await run('secured', 'secured-run');
    expect(err).toBe('');
    expect(status).toBe(0);
    const summary = JSON.parse(readFileSync(join(scratch, 'secured-run', 'summary.json'), 'utf8')) as Summary;
    const [target] = summary.targets;
    // A loopback address: it shares the machine with the load generator.
    expect(target).toMatchObject({ standIn: true, audit: { lost: 0, duplicated: 0 } });
    expect(target?.audit?.acknowledged).toBe(4_000);
    expect(await left()).toEqual({ topics: [], groups: [] });
  });

  it('leaves nothing behind when the run is interrupted under load', async () => {
    const running = start(['run', 'short.yaml', '--target', 'secured.yaml', '--out', 'stopped'], scratch, environment);
    await running.printed('steady');
    running.process.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    expect(await left()).toEqual({ topics: [], groups: [] });
  });

  it('never has its password written anywhere', () => {
    const files = readdirSync(join(scratch, 'secured-run'), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      expect(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name).not.toContain(PASSWORD);
    }
  });

  it('is told apart from one that the credentials do not open', async () => {
    const { status, err } = await run('wrong', 'wrong-run');
    expect(status).toBe(4);
    expect(err).toMatch(/authenticat/i);
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  it('gets no load when it is not the cluster that the target names', async () => {
    const { status, err } = await run('other', 'other-run');
    expect(status).toBe(2);
    expect(err).toContain('not-this-one');
    expect(await left()).toEqual({ topics: [], groups: [] });
  });

  it('keeps a topic that was there: the name is refused, not reused', async () => {
    const admin = openAdmin({ bootstrap: [kafka.plain], security: null }, 'test');
    await admin.createTopics([{ name: 'orders', partitions: 1, replication: 1, configs: {} }]);
    const refused = refuseExistingTopics(admin, planOf(), { name: 'secured' } as Target);
    await expect(refused).rejects.toThrow('the topic orders already exists on secured');
    await admin.close();
  });
});
