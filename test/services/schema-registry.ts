import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { findJava } from '../../src/platforms/local/java.ts';
import { keptFolder } from '../../src/platforms/local/maven.ts';
import { freePorts } from '../../src/platforms/local/ports.ts';
import { type Service, startJavaService } from './java-service.ts';

/** The last one that runs on Java 17. Its parent is not on Maven Central, so that it can be got but not resolved. */
const VERSION = '3.0.9';
const GET = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:get';
const ARCHIVE = 'registry.tar.gz';

export interface SchemaRegistry extends Service {
  /** Of its Confluent API. */
  readonly url: string;
  /** Subjects that it was given. */
  readonly subjects: readonly string[];
}

/** A real Schema Registry, Apicurio's, by the API that Confluent's made common; it keeps everything in memory. */
export async function startSchemaRegistry(folder: string): Promise<SchemaRegistry> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const java = await findJava(process.env, options.signal);
  const kept = {
    name: `apicurio-registry-${VERSION}`,
    title: 'Apicurio Registry',
    announcement: '',
    errorCode: 'registry-download-failed',
    goals: (output: string) => [
      ...[GET, '-Dtransitive=false', `-Dartifact=io.apicurio:apicurio-registry-app:${VERSION}:tar.gz:all`],
      `-Ddest=${join(output, ARCHIVE)}`,
    ],
  };
  const home = unpacked(await keptFolder(kept, options, process.env));
  const runner = readdirSync(home).find((file) => file.endsWith('-runner.jar')) ?? 'no runner';
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  const service = await startJavaService({
    name: 'schema-registry',
    java: java.path,
    args: ['-Dquarkus.http.host=127.0.0.1', `-Dquarkus.http.port=${port}`, '-jar', join(home, runner)],
    folder,
    healthUrl: `${url}/subjects`,
  });
  try {
    await fill(url);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { ...service, url, subjects: SCHEMAS.map(({ subject }) => subject) };
}

/** Once, and whole or not there. */
function unpacked(kept: string): string {
  const home = join(kept, 'unpacked');
  if (existsSync(home)) return home;
  const partial = mkdtempSync(join(kept, 'partial-'));
  execFileSync('tar', ['-xzf', join(kept, ARCHIVE), '-C', partial]);
  renameSync(partial, home);
  return home;
}

const record = (name: string, ...fields: readonly (readonly [string, string])[]): string =>
  JSON.stringify({ type: 'record', name, fields: fields.map(([field, type]) => ({ name: field, type })) });

/** A subject may be any text; `orders-value` refers to another one and has two versions. */
const SCHEMAS = [
  { subject: 'address-value', versions: [record('Address', ['city', 'string'])], references: [] },
  {
    subject: 'orders-value',
    versions: [record('Order', ['to', 'Address']), record('Order', ['to', 'Address'], ['note', 'string'])],
    references: [{ name: 'Address', subject: 'address-value', version: 1 }],
  },
  { subject: 'we/ird Ü<b>?#&', versions: ['{"type":"string"}'], references: [] },
];

async function fill(url: string): Promise<void> {
  for (const { subject, versions, references } of SCHEMAS) {
    for (const schema of versions) {
      await send('POST', `${url}/subjects/${encodeURIComponent(subject)}/versions`, { schema, references });
    }
  }
  await send('PUT', `${url}/config/orders-value`, { compatibility: 'FULL' });
}

async function send(method: string, url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
}
