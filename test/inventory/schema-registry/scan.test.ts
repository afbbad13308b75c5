import { describe, expect, it } from 'vitest';
import { saidOnce } from '../../../src/inventory/said-once.ts';
import { scanSchemaRegistry } from '../../../src/inventory/schema-registry/scan.ts';
import { SCHEMA_REGISTRY } from '../../../src/inventory/schema-registry/words.ts';
import { opened, type Pages, Said, SILENCE } from '../opened.ts';

const CANARY = 'canary-of-the-schema';

const version = (number: number, more: object = {}) => ({
  subject: 'orders/value',
  version: number,
  id: 100 + number,
  schema: `{"type":"record","name":"${CANARY}${number}","fields":[]}`,
  ...more,
});

const REGISTRY: Pages = {
  '/subjects': ['orders/value', 'item'],
  '/mode': { mode: 'READWRITE' },
  '/config': { compatibilityLevel: 'BACKWARD' },
  '/subjects/item/versions': [1],
  '/subjects/item/versions/latest': version(1, { subject: 'item', schemaType: 'PROTOBUF', id: 7 }),
  '/subjects/orders%2Fvalue/versions': [1, 3],
  '/subjects/orders%2Fvalue/versions/1': version(1),
  '/subjects/orders%2Fvalue/versions/3': version(3, {
    references: [{ name: 'Item', subject: 'item', version: 1 }],
  }),
  '/subjects/orders%2Fvalue/versions/latest': version(3, {
    references: [{ name: 'Item', subject: 'item', version: 1 }],
  }),
  '/mode/orders%2Fvalue': { mode: 'IMPORT' },
  '/mode/item': { mode: 'READONLY' },
  '/config/item': { compatibilityLevel: 'FULL_TRANSITIVE' },
};

const scanned = async (pages: Pages, schemas = false) => {
  const { service, asked, log } = await opened(pages, SCHEMA_REGISTRY);
  return { reading: await scanSchemaRegistry(service, { schemas }), asked, log, url: service.url };
};

describe('a Schema Registry', () => {
  it('tells subjects, versions, types, references, modes and compatibility, and no schema', async () => {
    const { reading, url } = await scanned(REGISTRY);
    expect(reading).toEqual({
      obtained: true,
      how: `GET /subjects and below of ${url}`,
      missing: [],
      value: {
        url,
        mode: 'READWRITE',
        compatibility: 'BACKWARD',
        subjects: [
          {
            subject: 'item',
            versions: [1],
            type: 'PROTOBUF',
            mode: 'READONLY',
            compatibility: 'FULL_TRANSITIVE',
            references: [],
            id: 7,
            schemas: null,
          },
          {
            subject: 'orders/value',
            versions: [1, 3],
            type: 'AVRO',
            mode: 'IMPORT',
            compatibility: null,
            references: [{ name: 'Item', subject: 'item', version: 1 }],
            id: 103,
            schemas: null,
          },
        ],
      },
    });
    expect(JSON.stringify(reading)).not.toContain(CANARY);
  });

  it('tells the texts of every version where they are asked for', async () => {
    const pages = { ...REGISTRY, '/subjects/item/versions/1': version(1, { schemaType: 'PROTOBUF' }) };
    const { reading } = await scanned(pages, true);
    const subjects = reading.obtained ? reading.value.subjects : [];
    expect(subjects.map(({ schemas }) => schemas?.map((one) => one.version))).toEqual([[1], [1, 3]]);
    expect(subjects[1]?.schemas?.[0]).toMatchObject({ id: 101, type: 'AVRO', schema: expect.stringContaining(CANARY) });
  });

  it('is only ever asked with GET', async () => {
    const { asked, log } = await scanned(REGISTRY);
    expect(asked.every((request) => request.startsWith('GET '))).toBe(true);
    expect(log.map(({ service }) => service)).toEqual(asked.map(() => 'schema-registry'));
  });

  it.each([
    ['a page for people', new Said(200, '<html>sign in</html>'), 'failed', /no JSON/],
    ['another service', { version: '4.3.1' }, 'failed', /answers \/subjects otherwise than Schema Registry does/],
    ['nothing there', new Said(404, '{}'), 'failed', /knows no \/subjects \(404\)/],
    ['a login', new Said(401, '{}'), 'not-permitted', /asks who is there \(401\)/],
    ['a redirect', new Said(302, ''), 'failed', /leads to another address \(302\)/],
    ['a failure', new Said(500, `{"message":"${CANARY}"}`), 'failed', /\(500\)/],
  ])('is not obtained, in one line, where it answers with %s', async (_, page, reason, why) => {
    const { reading } = await scanned({ '/subjects': page });
    expect(reading).toMatchObject({ obtained: false, reason, why: expect.stringMatching(why) });
    expect(JSON.stringify(reading)).not.toContain(CANARY);
  });

  it('names the subject that it does not tell of, and tells the others', async () => {
    const { reading } = await scanned({ ...REGISTRY, '/subjects/item/versions': new Said(403, '{}') });
    expect(reading).toMatchObject({
      obtained: true,
      value: { subjects: [{ subject: 'orders/value' }] },
      missing: [{ what: 'subject item', reason: 'not-permitted' }],
    });
  });

  it('without modes, as imitations have none, is not asked for one of every subject', async () => {
    const { '/mode/item': _, ...others } = REGISTRY;
    const { reading, asked } = await scanned({ ...others, '/mode': new Said(404, '') });
    expect(reading).toMatchObject({
      obtained: true,
      value: { mode: null, compatibility: 'BACKWARD', subjects: [{ mode: null }, { mode: null }] },
      missing: [{ what: 'the mode', reason: 'not-supported' }],
    });
    expect(asked.filter((request) => request.includes('/mode'))).toEqual(['GET /mode']);
  });

  it('keeps every subject that it does not tell of by its name, and says their cause once', async () => {
    const names = Array.from({ length: 50 }, (_, at) => `s${String(at).padStart(2, '0')}`);
    const refused = names.map((name) => [`/subjects/${name}/versions`, new Said(403, '{}')] as const);
    const { reading } = await scanned({ ...REGISTRY, '/subjects': names, ...Object.fromEntries(refused) });
    const missing = reading.obtained ? reading.missing : [];
    expect(missing.map(({ part }) => part)).toEqual(names.map((name) => ({ kind: 'subject', name })));
    expect(saidOnce(missing).map(({ what }) => what)).toEqual(['subject s00, subject s01, subject s02 and 47 more']);
  });

  describe('with many subjects', () => {
    const names = Array.from({ length: 40 }, (_, at) => `s${String(at).padStart(2, '0')}`);
    const each = (page: (name: string) => unknown): Pages =>
      Object.fromEntries(
        names.flatMap((name) => [
          [`/subjects/${name}/versions`, page(name)],
          [`/subjects/${name}/versions/latest`, version(1, { subject: name })],
        ]),
      );
    const pages = (page: (name: string) => unknown): Pages => ({ ...REGISTRY, '/subjects': names, ...each(page) });

    it('is given up where it leaves three questions in a row without an answer', async () => {
      const { service, asked } = await opened(
        pages(() => SILENCE),
        SCHEMA_REGISTRY,
        { timeoutMs: 500 },
      );
      const reading = await scanSchemaRegistry(service, { schemas: false });
      // Eight are under way when the third is left without an answer.
      const left = asked.filter((request) => request.endsWith('/versions'));
      expect(left.length).toBeGreaterThanOrEqual(3);
      expect(left.length).toBeLessThanOrEqual(3 + 8);
      expect(reading).toMatchObject({ obtained: true, value: { mode: 'READWRITE', subjects: [] } });
      const missing = reading.obtained ? reading.missing : [];
      expect(missing.map(({ what, reason }) => [what, reason])).toEqual(
        names.map((name) => [`subject ${name}`, 'not-reachable']),
      );
      expect(saidOnce(missing).map(({ why }) => why)).toContainEqual(
        `${service.url} left 3 questions in a row without an answer, and was not asked any more`,
      );
    });

    it('is asked on where it leaves one without an answer now and then', async () => {
      const silent = (name: string) => (name === 's07' || name === 's30' ? SILENCE : [1]);
      const { service } = await opened(pages(silent), SCHEMA_REGISTRY, { timeoutMs: 500 });
      const reading = await scanSchemaRegistry(service, { schemas: false });
      expect(reading).toMatchObject({ value: { subjects: { length: 38 } } });
      expect(reading.obtained && reading.missing.map(({ what }) => what)).toEqual(['subject s07', 'subject s30']);
    });

    it('is read as far as the bound goes, names the rest, and says how far it is', async () => {
      const { service, asked } = await opened(
        pages(() => [1]),
        SCHEMA_REGISTRY,
      );
      const said: string[] = [];
      const tell = (doing: string) => void said.push(doing);
      const reading = await scanSchemaRegistry(service, { schemas: false, atMost: 30, tellEach: 10, tell });
      expect(reading).toMatchObject({ value: { subjects: { length: 30 } } });
      expect(asked.some((request) => request.includes('/s30/'))).toBe(false);
      expect(reading.obtained && saidOnce(reading.missing)).toMatchObject([
        {
          what: 'subject s30, subject s31, subject s32 and 7 more',
          reason: 'not-asked',
          why: 'the registry has 40 subjects, of which the first 30 were asked for',
          todo: 'give --max-subjects 40 for all of them',
          part: { kind: 'subject', name: 's30' },
        },
      ]);
      expect(said).toEqual(['reading subjects: 10 of 30', 'reading subjects: 20 of 30', 'reading subjects: 30 of 30']);
    });
  });
});
