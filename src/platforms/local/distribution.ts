import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findJava, type Java } from './java.ts';
import { type FetchOptions, keptFolder, packageRoot } from './maven.ts';

const CURRENT = 'kafka.version';

export interface Distribution {
  /** Of Apache Kafka, such as "4.3.1". */
  readonly version: string;
  /** For `java -cp`: every jar of Kafka and of what pom.xml names beside it. */
  readonly classpath: string;
  /** Where the jars are kept. */
  readonly folder: string;
  /** Version 17 or newer. */
  readonly java: Java;
}

/** Versions of Apache Kafka that pom.xml pins: what is measured, and what a rolling upgrade starts from. */
export interface KafkaVersions {
  readonly current: string;
  readonly older: string;
}

export function kafkaVersions(): KafkaVersions {
  const pom = readFileSync(pomFile(), 'utf8');
  return { current: property(pom, CURRENT), older: property(pom, 'kafka.version.older') };
}

/**
 * Apache Kafka in a version that pom.xml pins, fetched through Maven once and kept in the user's cache folder.
 * Throws WorkbenchError (exit status 4) when there is no Java 17, no Maven, or Maven fails.
 */
export async function fetchKafka(
  options: FetchOptions,
  env = process.env,
  version = kafkaVersions().current,
): Promise<Distribution> {
  const java = await findJava(env, options.signal);
  const pom = pomFile();
  const digest = createHash('sha256').update(readFileSync(pom)).digest('hex');
  const kept = {
    name: `kafka-${version}-${digest.slice(0, 8)}`,
    title: 'Apache Kafka',
    announcement: `Fetching Apache Kafka ${version} through Maven (55 MB, once)`,
    errorCode: 'kafka-download-failed',
    goals: (folder: string) => [
      '-f',
      pom,
      `-D${CURRENT}=${version}`,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${folder}`,
    ],
  };
  const folder = await keptFolder(kept, options, env);
  return { version, folder, classpath: join(folder, '*'), java };
}

const pomFile = (): string => join(packageRoot(), 'pom.xml');

function property(pom: string, name: string): string {
  const value = pom.split(`<${name}>`)[1]?.split('<')[0];
  if (value === undefined) throw new Error(`pom.xml has no <${name}>`);
  return value;
}
