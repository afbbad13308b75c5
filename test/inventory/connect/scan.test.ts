import { describe, expect, it } from 'vitest';
import { scanKafkaConnect } from '../../../src/inventory/connect/scan.ts';
import { KAFKA_CONNECT } from '../../../src/inventory/connect/words.ts';
import { opened, type Pages, Said } from '../opened.ts';

const CANARY = 'hunter2canary';

const CONFIG = {
  name: 'files',
  'connector.class': 'FileStreamSource',
  topic: 'orders',
  file: '/a',
  password: CANARY,
  harmless: CANARY,
  transforms: 'mask',
  'transforms.mask.type': 'org.example.Mask',
  'transforms.mask.salt': CANARY,
  'transforms.mask.field': 'total',
  'db.pw': CANARY,
  opt: `user=admin;pass=${CANARY}`,
  opt2: `--user admin --pass ${CANARY}`,
  opt3: `admin:${CANARY}`,
  headers: `Authorization: Basic ${CANARY}`,
};

const STATUS = {
  name: 'files',
  connector: { state: 'RUNNING', worker_id: '10.0.0.1:8083' },
  tasks: [
    { id: 1, state: 'FAILED', worker_id: '10.0.0.2:8083', trace: `java.lang.Exception: ${CANARY}` },
    { id: 0, state: 'RUNNING', worker_id: '10.0.0.1:8083' },
  ],
};

const CONNECT: Pages = {
  '/': { version: '4.3.1', commit: 'x', kafka_cluster_id: 'abc' },
  '/connectors?expand=info&expand=status': {
    files: { info: { name: 'files', config: CONFIG, tasks: [], type: 'source' }, status: STATUS },
  },
  '/connector-plugins': [{ class: 'org.example.File', type: 'source', version: '4.3.1' }],
  '/connector-plugins/FileStreamSource/config': [
    { name: 'file', type: 'STRING' },
    { name: 'topic', type: 'STRING' },
    ...['db.pw', 'opt', 'opt2', 'opt3', 'headers'].map((name) => ({ name, type: 'STRING' })),
    { name: 'harmless', type: 'PASSWORD' },
  ],
  '/connector-plugins/org.example.Mask/config': [
    { name: 'salt', type: 'PASSWORD' },
    { name: 'field', type: 'STRING' },
  ],
  '/connectors/files/topics': { files: { topics: ['orders'] } },
};

const scanned = async (pages: Pages) => {
  const { service, asked } = await opened(pages, KAFKA_CONNECT);
  return { reading: await scanKafkaConnect([service]), asked, url: service.url };
};

const expected = (url: string) => ({
  url,
  version: '4.3.1',
  kafkaClusterId: 'abc',
  plugins: [{ class: 'org.example.File', type: 'source', version: '4.3.1' }],
  connectors: [
    {
      name: 'files',
      type: 'source',
      state: 'RUNNING',
      workerId: '10.0.0.1:8083',
      config: {
        'connector.class': 'FileStreamSource',
        'db.pw': '[redacted]',
        file: '/a',
        harmless: '[redacted]',
        headers: '[redacted]',
        name: 'files',
        opt: '[redacted]',
        opt2: '[redacted]',
        opt3: '[redacted]',
        password: '[redacted]',
        topic: 'orders',
        transforms: 'mask',
        'transforms.mask.field': 'total',
        'transforms.mask.salt': '[redacted]',
        'transforms.mask.type': 'org.example.Mask',
      },
      topics: ['orders'],
      tasks: [
        { id: 0, state: 'RUNNING', workerId: '10.0.0.1:8083' },
        { id: 1, state: 'FAILED', workerId: '10.0.0.2:8083' },
      ],
    },
  ],
});

describe('Kafka Connect', () => {
  it('tells connectors, tasks, states, topics and configs without their secrets', async () => {
    const { reading, url, asked } = await scanned(CONNECT);
    expect(reading).toMatchObject({ obtained: true, value: [expected(url)], missing: [] });
    expect(JSON.stringify(reading)).not.toContain(CANARY);
    expect(asked.every((request) => request.startsWith('GET '))).toBe(true);
  });

  it('shows no more where it does not say what settings are, as before 3.2', async () => {
    const { '/connector-plugins/FileStreamSource/config': _, ...others } = CONNECT;
    const { reading } = await scanned(others);
    const config = reading.obtained ? reading.value[0]?.connectors[0]?.config : undefined;
    expect(JSON.stringify(reading)).not.toContain(CANARY);
    const open = Object.entries(config ?? {}).filter(([, value]) => value !== '[redacted]');
    expect(open.map(([name]) => name)).toEqual(['connector.class', 'name', 'transforms', 'transforms.mask.type']);
  });

  it('tells the same where a worker knows no expand', async () => {
    const { reading, url } = await scanned({
      ...CONNECT,
      '/connectors?expand=info&expand=status': ['files'],
      '/connectors/files': { name: 'files', config: CONFIG, type: 'source' },
      '/connectors/files/status': STATUS,
    });
    expect(reading).toMatchObject({ obtained: true, value: [expected(url)], missing: [] });
  });

  it('says once that topics are not tracked', async () => {
    const { reading } = await scanned({ ...CONNECT, '/connectors/files/topics': new Said(403, '{}') });
    expect(reading).toMatchObject({
      obtained: true,
      value: [{ connectors: [{ topics: null }] }],
      missing: [{ what: 'topics of connector files', reason: 'not-supported', why: 'the workers do not track topics' }],
    });
  });

  it('tells of the cluster that answers, and which one does not', async () => {
    const [good, bad] = [await opened(CONNECT, KAFKA_CONNECT), await opened({}, KAFKA_CONNECT)];
    const reading = await scanKafkaConnect([bad.service, good.service]);
    expect(reading).toMatchObject({
      obtained: true,
      value: [expected(good.service.url)],
      missing: [{ what: `Kafka Connect at ${bad.service.url}`, reason: 'failed' }],
    });
  });

  it.each([
    ['a page for people', new Said(200, '<html></html>'), 'failed', /no JSON/],
    ['something else', { error: CANARY }, 'failed', /otherwise than Kafka Connect does/],
    ['a login', new Said(401, CANARY), 'not-permitted', /\(401\)/],
  ])('is not obtained where it answers with %s', async (_, page, reason, why) => {
    const { reading } = await scanned({ '/connectors?expand=info&expand=status': page });
    expect(reading).toMatchObject({ obtained: false, reason, why: expect.stringMatching(why) });
    expect(JSON.stringify(reading)).not.toContain(CANARY);
  });
});
