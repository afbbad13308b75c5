import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../../../src/kafka/read-only/protocol/api.ts';
import type { Field, Fields } from '../../../../src/kafka/read-only/protocol/fields.ts';
import { inRange, type Versions } from '../../../../src/kafka/read-only/protocol/versions.ts';
import { fetchKafka } from '../../../../src/platforms/local/distribution.ts';

/** Kafka's own definition of a field, as its jar has it. */
interface Defined {
  readonly name: string;
  readonly type: string;
  readonly versions?: Versions;
  readonly nullableVersions?: Versions | 'none';
  readonly taggedVersions?: Versions;
  readonly tag?: number;
  readonly fields?: readonly Defined[];
}

interface Message {
  readonly apiKey: number;
  readonly validVersions: Versions;
  readonly flexibleVersions: Versions;
  readonly fields: readonly Defined[];
  readonly commonStructs?: readonly { readonly name: string; readonly fields: readonly Defined[] }[];
}

const KAFKA = join(import.meta.dirname, '../../../../src/kafka');
const MESSAGES = join(KAFKA, 'read-only/protocol/messages');
const apis: Api[] = [];
let definitions: ReadonlyMap<string, Message>;

beforeAll(async () => {
  for (const file of readdirSync(MESSAGES)) apis.push(...Object.values<Api>(await import(join(MESSAGES, file))));
  const { WRITING_APIS } = await import(join(KAFKA, 'ten-records/messages.ts'));
  apis.push(...WRITING_APIS);
  const { folder, version } = await fetchKafka({ signal: new AbortController().signal, onProgress: () => undefined });
  const jar = unzipSync(readFileSync(join(folder, `kafka-clients-${version}.jar`)), {
    filter: ({ name }) => /^common\/message\/\w+(Request|Response)\.json$/.test(name),
  });
  const withoutComments = (text: string): string => text.replace(/^\s*\/\/.*$/gm, '');
  definitions = new Map(
    Object.entries(jar).map(([name, bytes]) => [
      name.replace(/^.*\/|\.json$/g, ''),
      JSON.parse(withoutComments(strFromU8(bytes))) as Message,
    ]),
  );
}, 300_000);

const inSmall = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Fields in a version, in their order: names, types and whether they may be null; tagged ones after them. */
function asDefined(fields: readonly Defined[], { commonStructs = [] }: Message, version: number): readonly unknown[] {
  return fields
    .filter(({ versions = '0+', taggedVersions, tag }) =>
      inRange(version, tag === undefined ? versions : (taggedVersions ?? versions)),
    )
    .filter(({ tag }) => tag === undefined)
    .map(({ name, type, fields: below, nullableVersions = 'none' }) => {
      const item = type.replace('[]', '');
      const of = below ?? commonStructs.find((struct) => struct.name === item)?.fields;
      return {
        name: inSmall(name),
        type: of === undefined ? type : type.replace(item, 'struct'),
        nullable: nullableVersions !== 'none' && inRange(version, nullableVersions),
        fields: of === undefined ? null : asDefined(of, { commonStructs } as Message, version),
      };
    });
}

function asWritten(fields: Fields, version: number): readonly unknown[] {
  return Object.entries(fields)
    .filter(([, { versions, tag }]) => tag === null && inRange(version, versions))
    .map(([name, { type, nullable, fields: below }]) => ({
      name,
      type,
      nullable: nullable !== null && inRange(version, nullable),
      fields: below === null ? null : asWritten(below, version),
    }));
}

const versionsOf = ({ min, max }: Api): readonly number[] => Array.from({ length: max - min + 1 }, (_, i) => min + i);
const fieldsOf = ({ fields }: Field<unknown>): Fields => fields ?? {};

describe('the messages that are known here', () => {
  it('are some twenty', () => {
    expect(apis.length).toBeGreaterThan(20);
    expect(new Set(apis.map(({ key }) => key)).size).toBe(apis.length);
  });

  it("are Kafka's own, field by field, in every version that is asked", () => {
    for (const api of apis) {
      const request = definitions.get(`${api.name}Request`) as Message;
      const response = definitions.get(`${api.name}Response`) as Message;
      expect(request.apiKey, api.name).toBe(api.key);
      for (const version of versionsOf(api)) {
        const what = `${api.name} v${version}`;
        expect(inRange(version, request.validVersions), what).toBe(true);
        expect(version >= api.flexibleFrom, what).toBe(inRange(version, request.flexibleVersions));
        expect(asWritten(fieldsOf(api.request as Field<unknown>), version), what).toEqual(
          asDefined(request.fields, request, version),
        );
        expect(asWritten(fieldsOf(api.response), version), what).toEqual(asDefined(response.fields, response, version));
      }
    }
  });

  it('have those tagged fields that are read, under their own tags', () => {
    const tagged = apis.flatMap(({ name, response }) =>
      Object.entries(fieldsOf(response)).flatMap(([field, { tag }]) => (tag === null ? [] : [[name, field, tag]])),
    );
    const own = (name: string, field: string) =>
      definitions.get(`${name}Response`)?.fields.find((one) => inSmall(one.name) === field)?.tag;
    expect(tagged.length).toBeGreaterThan(0);
    for (const [name, field, tag] of tagged) expect(own(String(name), String(field))).toBe(tag);
  });
});
