import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/commands/problems.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { sidesOf, tunedMistakes } from '../../src/scenarios/sides.ts';
import { loadTarget } from '../../src/scenarios/target.ts';
import { samplePlan } from './sample.ts';

const load = (clients: string) =>
  loadTarget(`platform: kafka\nstart: {}\nclients: ${clients}\n`, { file: 'mine.yaml', platforms: ['kafka'] }).target;

function messages(clients: string): string {
  try {
    load(clients);
  } catch (error) {
    if (error instanceof WorkbenchError) return formatProblems(error);
    throw error;
  }
  return '';
}

describe('the sides of a target', () => {
  const plan = samplePlan({ clients: { linger: '5ms', batch: '16KiB', acks: 'all' } });

  it('are one, with the scenario’s clients, where the target has none of its own', () => {
    const { target } = loadTarget('platform: kafka\nstart: {}\n', { file: 'mine.yaml', platforms: ['kafka'] });
    expect(sidesOf(plan.client, target)).toEqual([{ name: 'mine', target, tunedClient: null }]);
  });

  it('are two where it has: the second under a name of its own, with the scenario’s value for what it leaves out', () => {
    const [identical, tuned, ...more] = sidesOf(plan.client, load('{ linger: 100ms, batch: 1MiB }'));
    expect(more).toEqual([]);
    expect(identical).toMatchObject({ name: 'mine', tunedClient: null });
    expect(tuned?.name).toBe('mine-tuned');
    expect(tuned?.tunedClient).toEqual({ ...plan.client, lingerMs: 100, batchBytes: 1024 ** 2 });
  });
});

describe('a target’s clients', () => {
  it('may not change what an acknowledgement promises, what is stored or who is asked, and each refusal says why', () => {
    const refused = messages('{ linger: 100ms, acks: 1, idempotence: false, compression: lz4, driver: kafkajs }');
    expect(refused.split('\n')).toEqual([
      'mine.yaml:3:33 clients.acks — is 1, where nothing belongs',
      expect.stringContaining('the same for every target, because it decides what an acknowledgement promises'),
      expect.stringContaining('clients.idempotence — is false, where nothing belongs'),
      expect.stringContaining('because it decides whether a retry may write a record twice'),
      expect.stringContaining('clients.compression — is "lz4", where nothing belongs'),
      expect.stringContaining('because it decides how many bytes reach the platform'),
      expect.stringContaining('clients.driver — is "kafkajs", where nothing belongs'),
      expect.stringContaining('because another client library would be measured'),
    ]);
  });

  it('say what requests, fetches and client ids are to be, each for itself', () => {
    const { tunedClient } = sidesOf(samplePlan().client, load('{ request: 16MiB }'))[1] ?? {};
    expect(tunedClient).toEqual({ ...samplePlan().client, requestBytes: 16 * 1024 ** 2 });
    expect(load('{ fetchPartition: 8MiB, clientIdPrefix: "automq_az=az-b&" }').clients).toEqual({
      fetchPartitionBytes: 8 * 1024 ** 2,
      clientIdPrefix: 'automq_az=az-b&',
    });
  });

  it.each(['"zone b,"', '"zone=b;"', '"zone=ü,"', '""', `"${'z'.repeat(101)}"`])(
    'put nothing before client ids that a broker might take amiss: %s, refused with its line',
    (prefix) => {
      const refused = messages(`{ linger: 100ms, clientIdPrefix: ${prefix} }`);
      expect(refused).toContain('mine.yaml:3:43 clients.clientIdPrefix — is "');
      expect(refused).toContain('for example clientIdPrefix: zone=use1-az2,');
    },
  );

  it('ask for no request and no fetch that brokers do not take or send', () => {
    const refused = messages('{ request: 65MiB, fetchPartition: 2GiB }');
    expect(refused).toContain('clients.request — is "65MiB", more than 64MiB');
    expect(refused).toContain('clients.fetchPartition — is "2GiB", more than 64MiB');
    expect(messages('{ request: 64MiB, fetchPartition: 64MiB }')).toBe('');
  });

  it('that set nothing are a mistake: the target would be measured twice alike', () => {
    expect(messages('{}')).toContain('sets nothing');
  });

  it('are checked for spelling and values like every other key', () => {
    expect(messages('{ lingre: 5ms }')).toContain('did you mean "linger"?');
    expect(messages('{ inFlight: 0 }')).toContain('less than 1');
  });

  const mistakes = (clients: string, sections: Parameters<typeof samplePlan>[0] = {}) =>
    tunedMistakes(samplePlan(sections), load(clients)).map(({ path, what }) => `${path.join('.')} ${what}`);

  it('are refused where they contradict what the scenario says of the others', () => {
    expect(mistakes('{ inFlight: 100 }')).toEqual(['clients.inFlight is 100 while idempotent producers may have 5']);
    expect(mistakes('{ inFlight: 100 }', { clients: { idempotence: false } })).toEqual([]);
    expect(mistakes('{ linger: 120s }')).toEqual(['clients.linger is as long as deliveryTimeout or longer']);
    expect(mistakes('{ batch: 2MiB }')).toEqual([]);
    expect(mistakes('{ batch: 2MiB }', { clients: { request: '1MiB' } })).toEqual([
      'clients.request is less than batch, which always goes in one piece',
    ]);
    expect(mistakes('{ batch: 1MiB }', { clients: { sendBuffer: '512KiB' } })).toEqual([
      'clients.batch is larger than sendBuffer',
    ]);
  });

  it('are refused where their batches are more than a topic takes', () => {
    const topics = [{ name: 'orders', partitions: 1, configs: { 'max.message.bytes': '1000000' } }];
    expect(mistakes('{ batch: 1MiB }', { topics })).toEqual([
      'clients.batch makes batches of up to 1049600 bytes, more than topic orders takes (max.message.bytes is 1000000)',
    ]);
    expect(mistakes('{ batch: 512KiB }', { topics })).toEqual([]);
  });
});
