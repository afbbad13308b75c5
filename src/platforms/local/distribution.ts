import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findJava, type Java } from './java.ts';
import { type FetchOptions, keptFolder, packageRoot } from './maven.ts';

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

/**
 * Apache Kafka as pom.xml pins it, fetched through Maven once and kept in the user's cache folder.
 * Throws WorkbenchError (exit status 4) when there is no Java 17, no Maven, or Maven fails.
 */
export async function fetchKafka(options: FetchOptions, env = process.env): Promise<Distribution> {
  const java = await findJava(env, options.signal);
  const pom = join(packageRoot(), 'pom.xml');
  const text = await readFile(pom, 'utf8');
  const version = kafkaVersion(text);
  const kept = {
    name: `kafka-${version}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`,
    title: 'Apache Kafka',
    announcement: `Fetching Apache Kafka ${version} through Maven (55 MB, once)`,
    errorCode: 'kafka-download-failed',
    goals: (folder: string) => ['-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`],
  };
  const folder = await keptFolder(kept, options, env);
  return { version, folder, classpath: join(folder, '*'), java };
}

function kafkaVersion(pom: string): string {
  const version = /<kafka\.version>([^<]+)</.exec(pom)?.[1];
  if (version === undefined) throw new Error('pom.xml has no <kafka.version>');
  return version;
}
