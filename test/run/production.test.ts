import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/commands/run.ts';
import type { Terminal } from '../../src/commands/terminal.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { SHORT_SCENARIO } from './small-scenario.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-production-'));
let connections = 0;
const cluster = createServer((socket) => {
  connections++;
  socket.destroy();
});
let address = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => cluster.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(cluster.address() as AddressInfo).port}`;
  writeFileSync(join(scratch, 'short.yaml'), SHORT_SCENARIO);
});
afterAll(() => {
  cluster.close();
  rmSync(scratch, { recursive: true, force: true });
});

const said: string[] = [];
const terminal = {
  out: (text) => said.push(text),
  err: (text) => said.push(text),
  cwd: scratch,
  colour: false,
  width: 100,
  interactive: false,
  now: () => new Date(),
  exit: () => undefined,
} as Partial<Terminal> as Terminal;

/** What a target may say that would let load go where it otherwise does not. */
const SAYINGS = {
  clusterId: 'clusterId: one\n',
  budget: 'budget: { mibPerSecond: 1000, gib: 1000, minutes: 1000, usd: 1000 }\n',
  faults: 'faults: { commands: { broker-kill: { inject: ["true"], heal: ["true"], check: ["true"] } } }\n',
  clients: 'clients: { linger: 50ms }\n',
};

const sets = [[], ['repetitions=1'], ['ingress.0.rate=1/s']];
const combinations = Object.values(SAYINGS)
  .reduce<string[][]>((all, saying) => all.flatMap((one) => [one, [...one, saying]]), [[]])
  .flatMap((sayings) => sets.flatMap((set) => [true, false].map((allowFaults) => ({ sayings, set, allowFaults }))));

async function refusal(target: string, set: readonly string[], allowFaults: boolean): Promise<unknown> {
  writeFileSync(join(scratch, 'production.yaml'), target);
  const options = { scenario: 'short.yaml', targets: ['production.yaml'], set, allowFaults, demo: false };
  return run(options, terminal).then(
    (status) => `ended with ${status}`,
    (error: unknown) => error,
  );
}

describe('a target in production', () => {
  it('gets no load and no connection, whatever else its file and the command line say', async () => {
    expect(combinations).toHaveLength(2 ** 4 * 3 * 2);
    for (const { sayings, set, allowFaults } of combinations) {
      const target = `platform: automq\nenvironment: production\nbootstrap: ["${address}"]\n${sayings.join('')}`;
      const refused = await refusal(target, set, allowFaults);
      expect(refused, target).toBeInstanceOf(WorkbenchError);
      expect(refused).toMatchObject({ exitStatus: 2, message: expect.stringContaining('production environment') });
    }
    expect(connections).toBe(0);
    expect(said).toEqual([]);
    expect(readdirSync(scratch)).not.toContain('results');
  });

  it('cannot be called a test from the command line, which knows keys of the scenario alone', async () => {
    const target = `platform: automq\nenvironment: production\nbootstrap: ["${address}"]\n`;
    for (const key of ['environment', 'target.environment', 'targets.0.environment']) {
      const refused = await refusal(target, [`${key}=test`], true);
      expect(refused).toMatchObject({ exitStatus: 2 });
    }
    expect(connections).toBe(0);
  });

  it('is refused though the workbench would start it here', async () => {
    const refused = await refusal('platform: apache-kafka\nenvironment: production\nstart: {}\n', [], false);
    expect(refused).toMatchObject({ exitStatus: 2, message: expect.stringContaining('production environment') });
  });

  it('is refused beside a target that is none', async () => {
    writeFileSync(join(scratch, 'local.yaml'), 'platform: apache-kafka\nstart: {}\n');
    writeFileSync(
      join(scratch, 'production.yaml'),
      `platform: automq\nenvironment: production\nbootstrap: ["${address}"]\n`,
    );
    const targets = ['local.yaml', 'production.yaml'];
    const both = run({ scenario: 'short.yaml', targets, set: [], allowFaults: true, demo: false }, terminal);
    await expect(both).rejects.toMatchObject({ exitStatus: 2 });
    expect(connections).toBe(0);
  });
});
