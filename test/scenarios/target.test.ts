import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/commands/problems.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { platforms as known } from '../../src/platforms/index.ts';
import { readTarget } from '../../src/scenarios/read.ts';
import { isLoopback, loadTarget } from '../../src/scenarios/target.ts';

const platforms = ['kafka', 'kafka-tiered'];
const load = (text: string, file = 'targets/here.yaml') => loadTarget(text, { file, platforms }).target;

function messages(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof WorkbenchError) return formatProblems(error);
    throw error;
  }
  return '';
}

describe('a target', () => {
  it('that is started here needs nothing more, and three nodes stand in a zone each', () => {
    expect(load('platform: kafka\nstart: { nodes: 3, port: 19092 }')).toEqual({
      name: 'here',
      platform: 'kafka',
      connect: { kind: 'local', nodes: 3, zones: 3, port: 19_092 },
      topicConfigs: {},
      clusterId: null,
      budget: null,
      environment: 'test',
      allowWrite: [],
      deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
    });
    expect(load('platform: kafka\nstart: {}').connect).toEqual({ kind: 'local', nodes: 1, zones: 1, port: null });
  });

  it('that is there already keeps its secrets as names of environment variables', () => {
    const text = `
platform: kafka
name: far
bootstrap: [b-1.example:9096, "[2001:db8::1]:9096"]
security: { tls: true, sasl: { mechanism: scram-sha-512, usernameEnv: U, passwordEnv: P } }
clusterId: abc
budget: { mibPerSecond: 1, gib: 2, minutes: 3, usd: 4 }
topicConfigs: { segment.bytes: 1048576 }
`;
    expect(load(text)).toMatchObject({
      name: 'far',
      connect: {
        kind: 'remote',
        bootstrap: ['b-1.example:9096', '[2001:db8::1]:9096'],
        security: { tls: true, caFile: null, sasl: { mechanism: 'scram-sha-512', usernameEnv: 'U', passwordEnv: 'P' } },
      },
      clusterId: 'abc',
      budget: { mibPerSecond: 1, gib: 2, minutes: 3, usd: 4 },
      topicConfigs: { 'segment.bytes': '1048576' },
    });
  });

  it('elsewhere without cluster id and budget is refused, and both are named', () => {
    expect(messages(() => load('platform: kafka\nbootstrap: [127.0.0.1:9092, b-1.example:9092]'))).toBe(
      [
        'targets/here.yaml:1:1 clusterId — is missing, and b-1.example:9092 is not on this machine',
        '  → add the id of the cluster, so that load cannot reach another one by mistake',
        'targets/here.yaml:1:1 budget — is missing, and b-1.example:9092 is not on this machine',
        '  → add limits that stop the run: budget: { mibPerSecond: 20, gib: 10, minutes: 30, usd: 5 }',
      ].join('\n'),
    );
  });

  it('on a loopback address needs neither', () => {
    expect(messages(() => load('platform: kafka\nbootstrap: ["127.0.0.1:9092", "localhost:9093", "[::1]:9094"]'))).toBe(
      '',
    );
  });

  it.each([
    ['platform: kafak\nstart: {}', 'platform — is "kafak", which is not a known platform\n  → did you mean "kafka"?'],
    ['platform: kafka', 'has neither start nor bootstrap'],
    ['platform: kafka\nstart: {}\ntopicConfigs: { retention.bytes: 1 }', 'topicConfigs["retention.bytes"] — deletes'],
    ['platform: kafka\nstart: {}\ntopicConfigs: { cleanup.policy: compact }', '— compacts, which is not built yet'],
    ['platform: kafka\nstart: {}\ntopicConfigs: { retention.ms: 1 }', 'the scenario has it under retention'],
    ['platform: kafka\nstart: {}\ntopicConfigs: { max.message.bytes: 1 }', 'under topics[].configs'],
    ['platform: kafka\nstart: {}\nallowWrite: [orders]', 'allowWrite: not built yet'],
    ['platform: kafka\nstart: {}\ndeployment: { zones: 2 }', 'deployment.zones — is not a known key'],
    ['platform: kafka\nstart: {}\nbootstrap: ["127.0.0.1:1"]', 'bootstrap — stands beside start'],
    ['platform: kafka\nstart: {}\nsecurity: { tls: true }', 'security — stands beside start'],
    ['platform: kafka\nstart: { nodes: 2 }', 'start.nodes — is 2, which is not one of its values'],
    ['platform: kafka\nbootstrap: [localhost]', 'bootstrap[0] — is "localhost", which is not host:port'],
    ['platform: kafka\nname: a/b\nstart: {}', 'name — is "a/b", which holds more than small letters'],
    ['platform: kafka\nstart: {}\nbudget: { gib: 1 }', 'budget.usd — is missing'],
  ])('%j is refused', (text, message) => {
    expect(messages(() => load(text))).toContain(message);
  });

  it('named by a file whose name cannot be part of a file name needs a name', () => {
    expect(messages(() => load('platform: kafka\nstart: {}', 'My Cluster.yaml'))).toContain(
      'the file name "My Cluster"',
    );
  });
});

describe('faults on a cluster that is not started here', () => {
  const REMOTE = 'platform: kafka\nbootstrap: ["127.0.0.1:9092"]\n';

  it('come about by commands with limits, by a toxiproxy, and by a proxy before the object store', () => {
    const { faults } = load(`${REMOTE}
faults:
  commands:
    broker-kill: { inject: [kill-it, "{where}"], heal: [start-it], check: [is-down], injectWithin: 5s }
  toxiproxy: { api: 127.0.0.1:8474, clients: { 1: kafka-1 } }
  objectStore: { listen: 127.0.0.1:9900, upstream: http://127.0.0.1:9000, walKeys: wal/ }
`);
    expect(faults).toEqual({
      commands: {
        'broker-kill': {
          inject: ['kill-it', '{where}'],
          heal: ['start-it'],
          check: ['is-down'],
          injectWithinMs: 5_000,
          healWithinMs: 300_000,
        },
      },
      toxiproxy: { api: '127.0.0.1:8474', clients: { '1': 'kafka-1' }, brokers: {}, controlPlane: [] },
      objectStore: { listen: '127.0.0.1:9900', upstream: 'http://127.0.0.1:9000', walKeys: 'wal/' },
    });
  });

  it('are refused where they lack a part, name no kind, or are one line for a shell', () => {
    const refused = messages(() =>
      load(`${REMOTE}
faults:
  commands:
    broker-kil: { inject: [a], heal: [b], check: [c] }
    broker-kill: { inject: "kill 1", heal: [b] }
  toxiproxy: { api: localhost, clients: { one: kafka-1 } }
  objectStore: { listen: 127.0.0.1:9900, upstream: 127.0.0.1:9000 }
`),
    );
    for (const said of [
      /broker-kil\b.*\n.*broker-kill/,
      /inject/,
      /check/,
      /api — is "localhost", which is not host:port/,
      /clients.one — is not the number of a node/,
      /upstream — is .*, which is not http/,
    ]) {
      expect(refused).toMatch(said);
    }
  });

  it('are refused beside start: what is started here is broken by the tool itself', () => {
    const refused = messages(() => load('platform: kafka\nstart: {}\nfaults: { commands: {} }'));
    expect(refused).toMatch(/faults — stands beside start/);
  });
});

describe('a secret in a target', () => {
  const target = (sasl: string) =>
    `platform: kafka\nbootstrap: ["127.0.0.1:9092"]\nsecurity:\n  sasl:\n    mechanism: plain\n    usernameEnv: U\n${sasl}`;

  it.each([
    ['under a key of its own', '    password: s3cr3t-word'],
    ['in the place of a variable name', '    passwordEnv: "s3cr3t-word!"'],
    ['as a list', '    passwordEnv: [s3cr3t-word]'],
    ['after a mistake in the YAML', '    passwordEnv: s3cr3t-word: x: {'],
    ['where YAML reads an alias', '    passwordEnv: *s3cr3t-word'],
  ])('%s is a mistake whose message does not repeat it', (_, line) => {
    const message = messages(() => load(target(line)));
    expect(message).toContain('targets/here.yaml:');
    expect(message).not.toContain('s3cr3t');
  });

  it('is answered with what to write instead', () => {
    expect(messages(() => load(target('    password: s3cr3t-word')))).toContain('name the variable that holds it');
  });
});

describe('load', () => {
  it('stays on this machine for loopback addresses only', () => {
    expect(['127.0.0.1:1', '127.9.9.9:1', 'localhost:1', '[::1]:1'].map(isLoopback)).toEqual([true, true, true, true]);
    const far = ['127.0.0.1.example:1', 'localhost.example:1', '10.0.0.1:1', '[::2]:1', '1127.0.0.1:1'];
    expect(far.map(isLoopback)).toEqual(far.map(() => false));
  });
});

describe('the targets that are shipped', () => {
  const folder = join(import.meta.dirname, '../../targets');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  it.each(files)('%s loads', (file) => {
    const names = known.map(({ name }) => name);
    expect(readTarget(join(folder, file), { platforms: names }).target.platform).not.toBe('');
  });
});
