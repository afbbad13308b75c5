import { classArchive } from './class-archive.ts';
import { type Distribution, fetchKafka } from './distribution.ts';
import type { FetchOptions } from './maven.ts';

/** What a node runs on. */
export interface Software {
  readonly distribution: Distribution;
  /** See class-archive.ts; null starts slower. */
  readonly classArchive: string | null;
}

/** Apache Kafka as pom.xml pins it, ready to be started. Errors as fetchKafka. */
export async function prepareSoftware(options: FetchOptions): Promise<Software> {
  const distribution = await fetchKafka(options);
  return { distribution, classArchive: await classArchive(distribution, options) };
}
