import type { LogDirAnswer } from '../answers.ts';
import { type Collected, readingOf } from '../collected.ts';
import { errorOf } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { describeLogDirs } from '../protocol/messages/describe-log-dirs.ts';
import type { Reading } from '../reading.ts';
import { cluster, withGoneBrokers } from './of-cluster.ts';

/** CLUSTER_AUTHORIZATION_FAILED; before KIP-784 who may not ask is told of no directory at all. */
const REFUSED = 31;

export const readLogDirs = (known: Known): Promise<Reading<readonly LogDirAnswer[]>> =>
  readingOf(async (collected) => {
    const dirs = await collected.ofBrokers(await known.live(), (broker) => dirsOf(known, broker, collected));
    await withGoneBrokers(known, collected);
    return collected.reading(dirs.flat(), dirs.length === 0);
  });

async function dirsOf(known: Known, broker: number, collected: Collected): Promise<readonly LogDirAnswer[]> {
  const told = await known.brokers.ask(broker, describeLogDirs, { topics: null });
  const { errorCode, results } = told.body;
  const code = errorCode === 0 && results.length === 0 ? REFUSED : errorCode;
  if (code !== 0) throw errorOf(code, 'reading log directories', cluster(known, 'Describe'));
  collected.told(describeLogDirs, told);
  return results.flatMap(({ errorCode: dirError, logDir, totalBytes, usableBytes, topics }) => {
    if (dirError !== 0) {
      const what = `directory ${logDir} of broker ${broker}`;
      collected.lacks(what, errorOf(dirError, `reading ${what}`, cluster(known, 'Describe')));
      return [];
    }
    const replicas = topics.flatMap(({ name: topic, partitions }) =>
      partitions
        // A copy that is on its way to another directory is not one more.
        .filter(({ isFutureKey }) => !isFutureKey)
        .map(({ partitionIndex, partitionSize }) => ({ topic, partition: partitionIndex, bytes: partitionSize })),
    );
    return [{ broker, dir: logDir, totalBytes: orNull(totalBytes), usableBytes: orNull(usableBytes), replicas }];
  });
}

const orNull = (bytes: number): number | null => (bytes < 0 ? null : bytes);
