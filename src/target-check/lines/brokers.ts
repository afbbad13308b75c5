import type { PartitionAnswer, TopicAnswer } from '../../kafka/read-only/answers.ts';
import type { CheckAnswers } from '../answers.ts';
import { asFarAsObtained, count, failed, firstOf, type Looked, notObtained, passed } from '../line.ts';
import { liveBrokers } from '../live-brokers.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

const looking = (id: string, title: string): Looked => ({ group: 'brokers' satisfies CheckGroup, id, title });

export function brokerLines(answers: CheckAnswers): readonly CheckLine[] {
  return [...clusterLines(answers), ...topicLines(answers)];
}

function clusterLines({ cluster, apis }: CheckAnswers): readonly CheckLine[] {
  const looked = looking('brokers', 'The brokers');
  if (!cluster.obtained) return [];
  const live = liveBrokers(cluster.value);
  const racks = racksLine(live.map(({ id, rack }) => ({ id, rack })));
  const fenced = cluster.value.brokers.filter((broker) => broker.fenced === true).map(({ id }) => String(id));
  const silent = apis.obtained ? apis.missing : [];
  const wrong = [
    ...(fenced.length === 0 ? [] : [`broker ${firstOf(fenced)}: fenced, the controller does not hear from it`]),
    ...silent.map(({ what, why }) => `${what}: ${why}`),
  ];
  if (wrong.length > 0) {
    const todo = silent[0]?.todo || 'bring them up before you measure, or check the way to them';
    return [failed(looked, wrong.join('; '), todo), racks];
  }
  if (!apis.obtained) return [notObtained(looked, apis), racks];
  return [passed(looked, `${count(live.length, 'broker')}, all answering`), racks];
}

function racksLine(brokers: readonly { readonly id: number; readonly rack: string | null }[]): CheckLine {
  const looked = looking('racks', 'Racks');
  const without = brokers.filter(({ rack }) => rack === null).map(({ id }) => String(id));
  const words = rackWords(brokers);
  if (without.length === 0) return passed(looked, words);
  const todo =
    'set broker.rack to the zone: without it replicas may share one, and readers cannot fetch from the nearest';
  const detail = without.length === brokers.length ? words : `${words}; none on broker ${firstOf(without)}`;
  // One broker has nothing to spread.
  return passed(looked, detail, brokers.length > 1 ? todo : null);
}

/** `a (2), b (1)`. */
function rackWords(brokers: readonly { readonly rack: string | null }[]): string {
  const racks = Map.groupBy(
    brokers.filter(({ rack }) => rack !== null),
    ({ rack }) => rack ?? '',
  );
  const words = [...racks].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([rack, of]) => `${rack} (${of.length})`);
  return words.join(', ') || 'none is set';
}

/** For the fairness page. */
export const racksFact = ({ cluster }: CheckAnswers): string | null =>
  cluster.obtained ? rackWords(liveBrokers(cluster.value)) : null;

function topicLines({ topics, cluster }: CheckAnswers): readonly CheckLine[] {
  const spread = looking('leaders', 'Leaders');
  if (!topics.obtained) return [notObtained(spread, topics)];
  const partitions = topics.value.flatMap((topic) => topic.partitions.map((it) => ({ topic, it })));
  const whole = (line: CheckLine): CheckLine => asFarAsObtained(line, topics.missing);
  if (partitions.length === 0) return [whole(passed(spread, 'no partition is shown, so that there is none to lead'))];
  const ids = cluster.obtained ? liveBrokers(cluster.value).map(({ id }) => id) : [];
  return [leadersLine(spread, partitions, ids), leaderlessLine(partitions), inSyncLine(partitions)].map(whole);
}

interface Placed {
  readonly topic: TopicAnswer;
  readonly it: PartitionAnswer;
}

function leadersLine(looked: Looked, partitions: readonly Placed[], brokers: readonly number[]): CheckLine {
  const led = brokers.map((id) => partitions.filter(({ it }) => it.leader === id).length);
  const each = brokers.map((id, index) => `${led[index]} on broker ${id}`);
  const mean = led.reduce((sum, n) => sum + n, 0) / Math.max(led.length, 1);
  const most = Math.max(0, ...led);
  const uneven = brokers.length > 1 && most > 2 * Math.max(mean, 1);
  return passed(
    looked,
    firstOf(each, 12),
    uneven ? 'they are uneven: elect the preferred leaders before you measure' : null,
  );
}

const namesOf = (placed: readonly Placed[]): string =>
  firstOf(placed.map(({ topic, it }) => `${topic.name} ${it.partition}`));

function leaderlessLine(partitions: readonly Placed[]): CheckLine {
  const looked = looking('leaderless', 'Partitions without a leader');
  const without = partitions.filter(({ it }) => it.leader === null);
  if (without.length === 0) return passed(looked, 'none');
  return failed(looked, `${without.length}: ${namesOf(without)}`, 'bring back the brokers that hold them');
}

function inSyncLine(partitions: readonly Placed[]): CheckLine {
  const looked = looking('in-sync', 'Partitions that lack a replica');
  const lacking = partitions.filter(({ it }) => it.inSync.length < it.replicas.length);
  if (lacking.length === 0) return passed(looked, `none of ${count(partitions.length, 'partition')}`);
  const todo = 'wait until replicas have caught up: what is measured meanwhile is not the cluster in order';
  return failed(looked, `${lacking.length} of ${count(partitions.length, 'partition')}: ${namesOf(lacking)}`, todo);
}
