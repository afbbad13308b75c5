import { describe, expect, it } from 'vitest';
import { scanSchemaRegistry } from '../../../src/inventory/schema-registry/scan.ts';
import { SCHEMA_REGISTRY } from '../../../src/inventory/schema-registry/words.ts';
import type { FeaturesSection } from '../../../src/inventory/types.ts';
import type { PartName } from '../../../src/kafka/read-only/reading.ts';
import { connector, connectWith, got, inventoryWith, registryWith, subject } from '../build-inventory.ts';
import { opened, Said } from '../opened.ts';
import { diffOf, rowsOf, short } from './differences.ts';

const registry = (...all: Parameters<typeof subject>[]) => ({
  schemaRegistry: registryWith(all.map(([name, given]) => subject(name, given))),
});

describe('schemas', () => {
  it('are compared by id where both have the same latest version, since another version has another id anyway', () => {
    expect(rowsOf(registry(['s', { id: 1 }]), registry(['s', { id: 2 }])).map(short)).toEqual([
      'schema s id different refused',
    ]);
    expect(rowsOf(registry(['s', { id: 1 }]), registry(['s', { id: 2, versions: [1, 2] }])).map(short)).toEqual([
      'schema s version 2 extra cosmetic',
    ]);
  });

  it('are unreadable where a version is missing, and refused where B only lets read', () => {
    const a = registry(['s', { versions: [1, 2] }]);
    expect(rowsOf(a, registry(['s', { versions: [2] }])).map(short)).toEqual(['schema s version 1 missing refused']);
    const readOnly = { schemaRegistry: registryWith([subject('s', { versions: [1, 2] })], { mode: 'READONLY' }) };
    expect(rowsOf(a, readOnly).map(short)).toEqual(['schema the registry mode extra refused']);
  });

  it('are put together from the same parts, in whatever order these are told', () => {
    const [x, y] = [
      { name: 'X', subject: 'x', version: 1 },
      { name: 'Y', subject: 'y', version: 1 },
    ];
    const withParts = (...references: readonly (typeof x)[]) => registry(['s', { references }]);
    expect(rowsOf(withParts(x, y), withParts(y, x))).toEqual([]);
    expect(rowsOf(withParts(x), withParts({ ...x, version: 2 })).map(short)).toEqual([
      'schema s references different semantics',
    ]);
  });

  it('that a registry did not tell are not compared', () => {
    const why = { reason: 'failed', why: 'it answers 500', todo: 'look' } as const;
    const b = (what: string, part: PartName) => ({
      schemaRegistry: registryWith([subject('s', { mode: null })], {}, [{ what, ...why, part }]),
    });
    const a = registry(['s', { mode: 'READWRITE' }], ['t']);
    const mode = b('the mode of subject s', { kind: 'subject-mode', name: 's' });
    expect(rowsOf(a, mode).map(short)).toEqual(['schema t missing refused']);
    expect(rowsOf(a, b('subject t', { kind: 'subject', name: 't' })).map(short)).toEqual([
      'schema s mode missing cosmetic',
    ]);
  });

  it('that a registry refuses, however many, are not called missing', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const refused = names.map((name) => [`/subjects/${name}/versions`, new Said(403, '{}')] as const);
    const pages = { '/subjects': names, '/mode': { mode: 'READWRITE' }, ...Object.fromEntries(refused) };
    const { service } = await opened(pages, SCHEMA_REGISTRY);
    const b = { schemaRegistry: await scanSchemaRegistry(service, { schemas: false }) };
    const a = {
      schemaRegistry: registryWith(
        names.map((name) => subject(name)),
        { mode: 'READWRITE' },
      ),
    };
    const { rows, notCompared } = diffOf(a, b);
    expect(rows).toEqual([]);
    expect(notCompared.map(({ says }) => says.replace(/: http.*/, ''))).toEqual([
      'not compared: subjects a, b, c and 2 more, as B did not tell subject a, subject b, subject c and 2 more',
    ]);
  });
});

describe('connectors', () => {
  const config = (given: Readonly<Record<string, string>>) => ({
    kafkaConnect: connectWith([connector('c', { config: given })]),
  });

  it('are compared without their secrets, which may be alike or not', () => {
    expect(rowsOf(config({ password: '[redacted]' }), config({ password: 'open' }))).toEqual([]);
    expect(rowsOf(config({ password: 'open' }), config({ password: '[redacted]' }))).toEqual([]);
    expect(rowsOf(config({ topics: 'a' }), config({ topics: 'b' })).map(short)).toEqual([
      'connector c topics different semantics',
    ]);
  });

  it('are expected to have other addresses', () => {
    const impacts = rowsOf(
      config({ 'connection.url': 'a', 'tasks.max': '1', transforms: 'x' }),
      config({ 'connection.url': 'b', 'tasks.max': '2' }),
    ).map(short);
    expect(impacts).toEqual([
      'connector c transforms missing semantics',
      'connector c connection.url different cosmetic',
      'connector c tasks.max different cosmetic',
    ]);
  });

  it('of a Connect cluster that did not answer are not called missing', () => {
    const down = {
      what: 'Kafka Connect at https://two',
      reason: 'not-reachable',
      why: 'it is down',
      todo: 'look',
      part: { kind: 'connect-cluster', name: 'https://two' },
    } as const;
    const { rows, notCompared } = diffOf(config({}), { kafkaConnect: connectWith([], [down]) });
    expect(rows).toEqual([]);
    expect(notCompared.map(({ kinds }) => kinds)).toEqual([['connector']]);
  });

  it('that did not tell their config or state have none to compare', () => {
    const silent = connector('c', { config: {}, state: 'unknown', type: 'unknown' });
    const why = { reason: 'failed', why: 'it answers 500', todo: 'look' } as const;
    const part = { kind: 'connector', name: 'c' } as const;
    const b = { kafkaConnect: connectWith([silent], [{ what: 'connector c', ...why, part }]) };
    expect(rowsOf(config({ topics: 'a' }), b)).toEqual([]);
  });
});

describe('features', () => {
  const features = (given: Partial<FeaturesSection>) => ({
    features: got({ release: '4.3 or later', features: [], apis: [], ...given }),
  });
  const api = (name: string, min: number, max: number) => ({ key: 0, name, min, max });
  const level = (name: string, finalized: number | null) => ({ name, finalized, supportedMin: 0, supportedMax: 9 });

  it('refuse old clients where the oldest version that is understood rises, whatever the newest is', () => {
    const [a, b] = [features({ apis: [api('Fetch', 0, 12)] }), features({ apis: [api('Fetch', 4, 12)] })];
    expect(rowsOf(a, b).map(short)).toEqual(['feature API Fetch oldest version different access']);
    expect(rowsOf(a, features({ apis: [api('Fetch', 0, 17)] }))).toEqual([]);
  });

  it.each([
    ['InitProducerId', 'access'],
    ['ShareFetch', 'access'],
    ['BrokerHeartbeat', 'cosmetic'],
  ])('lack %s, which does to an application: %s', (name, impact) => {
    const rows = rowsOf(features({ apis: [api(name, 0, 1)] }), features({}));
    expect(rows.map((row) => [row.names, row.difference, row.impact])).toEqual([[[`API ${name}`], 'missing', impact]]);
  });

  it('that are not switched on are as good as not there', () => {
    const rows = rowsOf(
      features({ features: [level('share.version', 1)] }),
      features({ features: [level('share.version', null)] }),
    );
    expect(rows.map(short)).toEqual(['feature share.version level missing access']);
    const lower = rowsOf(
      features({ features: [level('transaction.version', 2)] }),
      features({ features: [level('transaction.version', 0)] }),
    );
    expect(lower.map(short)).toEqual(['feature transaction.version level different semantics']);
  });
});

it('two scans of one cluster are told to be that', () => {
  const { notes } = diffOf(
    { brokers: inventoryWith({}, 'same').sections.brokers },
    { brokers: inventoryWith({}, 'same').sections.brokers },
  );
  expect(notes.some((note) => note.startsWith('A and B are the same cluster (cluster-same)'))).toBe(true);
  expect(diffOf({}, {}).notes.some((note) => note.includes('same cluster'))).toBe(false);
});
