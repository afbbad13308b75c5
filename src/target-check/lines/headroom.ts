import { missingIn } from '../../kafka/read-only/reading.ts';
import type { CheckAnswers } from '../answers.ts';
import { asFarAsObtained, count, type Looked, notObtained, passed } from '../line.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

const GIB = 1024 ** 3;

const looking = (id: string, title: string): Looked => ({ group: 'headroom' satisfies CheckGroup, id, title });

export function headroomLines(answers: CheckAnswers): readonly CheckLine[] {
  const { topics, logDirs, brokerConfigs } = answers;
  return [
    asFarAsObtained(partitionsLine(answers), missingIn(topics)),
    asFarAsObtained(diskLine(answers), missingIn(logDirs)),
    asFarAsObtained(recordLine(answers), missingIn(brokerConfigs)),
  ];
}

function partitionsLine({ topics, partitionAdvice }: CheckAnswers): CheckLine {
  const looked = looking('partitions', 'Topics and partitions');
  if (!topics.obtained) return notObtained(looked, topics);
  const partitions = topics.value.flatMap((topic) => topic.partitions);
  const replicas = Map.groupBy(
    partitions.flatMap((it) => it.replicas),
    (broker) => broker,
  );
  const mostOnOne = Math.max(0, ...[...replicas.values()].map(({ length }) => length));
  const found = `${count(topics.value.length, 'topic')}, ${count(partitions.length, 'partition')}, at most ${count(mostOnOne, 'replica')} on a broker`;
  if (partitionAdvice === null) return passed(looked, `${found}; no limit of the platform is known here`);
  const { replicasPerBroker: most, source } = partitionAdvice;
  const advised = `${found}; the vendor advises at most ${most} (${source})`;
  return mostOnOne < most
    ? passed(looked, `${advised}, which leaves ${most - mostOnOne}`)
    : passed(looked, advised, 'a run adds partitions to brokers that have more than is advised');
}

function diskLine({ logDirs }: CheckAnswers): CheckLine {
  const looked = looking('disk', 'Disks');
  if (!logDirs.obtained) return notObtained(looked, logDirs);
  const told = logDirs.value.flatMap(({ broker, usableBytes, totalBytes }) =>
    usableBytes === null || totalBytes === null ? [] : [{ broker, usableBytes, totalBytes }],
  );
  const [fullest] = told.toSorted((a, b) => a.usableBytes - b.usableBytes);
  if (fullest === undefined) return { ...passed(looked, 'the brokers do not tell their size'), verdict: 'not-known' };
  const share = Math.round((100 * fullest.usableBytes) / Math.max(fullest.totalBytes, 1));
  const detail = `least free: ${gib(fullest.usableBytes)} of ${gib(fullest.totalBytes)} (${share}%), on broker ${fullest.broker}`;
  return passed(looked, detail, share < 10 ? 'a run fills what is left: make room first' : null);
}

const gib = (bytes: number): string => `${Number((bytes / GIB).toPrecision(3))} GiB`;

function recordLine({ brokerConfigs }: CheckAnswers): CheckLine {
  const looked = looking('record-size', 'Largest record batch');
  if (!brokerConfigs.obtained) return notObtained(looked, brokerConfigs);
  const values = [...brokerConfigs.value.values()].flatMap((entries) =>
    entries.flatMap(({ name, value }) => (name === 'message.max.bytes' && value !== null ? [Number(value)] : [])),
  );
  if (values.length === 0)
    return { ...passed(looked, 'the brokers do not tell message.max.bytes'), verdict: 'not-known' };
  return passed(looked, `${Math.min(...values)} bytes by default (message.max.bytes)`);
}
