import { saidOnce } from '../../inventory/said-once.ts';
import { seesAllTopics } from '../../inventory/sees-all.ts';
import type { Inventory, Overview } from '../../inventory/types.ts';
import { significant, whole } from '../../judge/format.ts';
import type { Reading, Reason } from '../../kafka/read-only/reading.ts';
import { plural } from '../format.ts';
import { byteRate, perSecond, size } from './figures.ts';

/** What a section is called; in the order of the page. */
export const SECTION_TITLES: Readonly<Record<keyof Inventory['sections'], string>> = {
  brokers: 'Brokers',
  features: 'Features and release',
  quorum: 'Metadata quorum',
  logDirs: 'Log directories',
  topics: 'Topics',
  reassignments: 'Reassignments',
  groups: 'Consumer groups',
  transactions: 'Transactions',
  acls: 'ACLs',
  quotas: 'Quotas',
  scramUsers: 'SCRAM users',
  schemaRegistry: 'Schema Registry',
  kafkaConnect: 'Kafka Connect',
};

export type SectionName = keyof typeof SECTION_TITLES;

export const SECTION_NAMES = Object.keys(SECTION_TITLES) as readonly SectionName[];

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  'not-permitted': 'not permitted',
  'not-supported': 'not supported',
  'not-reachable': 'not reachable',
  'not-asked': 'not asked',
  failed: 'failed',
};

/** What is on the cluster, in a sentence. */
export function inventorySentence({ target, overview, sections }: Inventory): string {
  const { brokers, racks, topics, internalTopics, partitions, bytes, bytesAreLowerBound } = overview;
  if (brokers === null && topics === null) return `${target.name} could not be looked at`;
  const where = racks.length > 1 ? ` in ${plural(racks.length, 'rack')}` : '';
  const on = brokers === null ? '' : `${plural(brokers, 'broker')}${where}`;
  if (topics === null) return `${target.name}: ${on}; its topics were not obtained`;
  const internal = (internalTopics ?? 0) === 0 ? '' : ` and ${whole(internalTopics ?? 0)} of Kafka’s own`;
  const held = bytes === null ? '' : `, ${atLeast(bytesAreLowerBound)}${size(bytes)} before replication`;
  const seen = atLeast(!seesAllTopics(sections.topics));
  const things = `${seen}${plural(topics, 'topic')}${internal} in ${plural(partitions ?? 0, 'partition')}${held}`;
  return on === '' ? `${target.name}: ${things}` : `${target.name}: ${things}, on ${on}`;
}

/** What it is, does and suffers from, for somebody who has never seen it. */
export function overviewWords(inventory: Inventory): readonly string[] {
  const { target, overview, changed } = inventory;
  const { release, attention } = overview;
  const speaks = release === null ? '' : `Its API versions are those of Apache Kafka ${release}. `;
  const broken = attention.filter(({ kind }) => kind === 'broken').length;
  if (overview.brokers === null && overview.topics === null) return [];
  const lead =
    attention.length === 0
      ? 'Nothing of what was obtained needs attention.'
      : `${plural(attention.length, 'thing')} ${attention.length === 1 ? 'needs' : 'need'} attention${broken === 0 ? '' : `, ${whole(broken)} of them broken now`}.`;
  return [
    `${target.name} is a ${target.environment} target of platform ${target.platform}. ${speaks}${throughputWords(overview)}`,
    ...groupWords(overview),
    lead,
    ...(changed.length === 0 ? [] : [`It changed while it was looked at: ${plural(changed.length, 'change')} below.`]),
  ].map((words) => words.trim());
}

/** Bytes stand beside records where both are of the same topics: people divide them. */
function throughputWords(overview: Overview): string {
  const { recordsPerSecond, recordsPerSecondIsLowerBound, bytesPerSecond, bytesPerSecondIsLowerBound } = overview;
  if (recordsPerSecond === null) return '';
  const ofTheSame = bytesPerSecond !== null && !recordsPerSecondIsLowerBound && !bytesPerSecondIsLowerBound;
  const beside = ofTheSame ? ` (${byteRate(bytesPerSecond)} as stored, one copy)` : '';
  const records = `During the scan ${atLeast(recordsPerSecondIsLowerBound)}${perSecond(recordsPerSecond)} records a second${beside} were written.`;
  if (ofTheSame) return records;
  const bytes =
    bytesPerSecond === null
      ? 'How many bytes these are is not known of any topic.'
      : `Bytes are not known of every topic: at least ${byteRate(bytesPerSecond)} as stored, one copy.`;
  return `${records} ${bytes}`;
}

function groupWords({ groups, groupsAreLowerBound, lag, lagIsLowerBound }: Overview): readonly string[] {
  if (groups === null) return [];
  const behind = lag === null ? '' : `, ${atLeast(lagIsLowerBound)}${whole(lag)} records behind in all`;
  return [`It knows ${atLeast(groupsAreLowerBound)}${plural(groups, 'group')}${behind}.`];
}

const atLeast = (isLowerBound: boolean): string => (isLowerBound ? 'at least ' : '');

/** Why a section is not there and what to do, in a line; null where it is. */
export function absence(reading: Reading<unknown>): string | null {
  if (reading.obtained) return null;
  const what = reading.reason === 'not-asked' ? 'Not asked' : `Not obtained, ${REASON_WORDS[reading.reason]}`;
  return `${what}: ${withTodo(reading)}`;
}

/** Parts of a section that are not there, each in a line. */
export function gaps(reading: Reading<unknown>): readonly string[] {
  if (!reading.obtained) return [];
  return saidOnce(reading.missing).map(
    (part) => `Not obtained: ${part.what}, ${REASON_WORDS[part.reason]}: ${withTodo(part)}`,
  );
}

/** What happened, and what to do; a command to type ends without a stop. */
function withTodo({ why, todo }: { readonly why: string; readonly todo: string }): string {
  const first = todo.replace(/^./, (letter) => letter.toUpperCase());
  return `${why.replace(/\.$/, '')}. ${/ --|[.!?]$/.test(first) ? first : `${first}.`}`;
}

/** Which sections were asked for and are not there, or not whole, in a line; null where all are. */
export function notObtainedWords({ sections }: Inventory): string | null {
  const lacking = SECTION_NAMES.flatMap((name) => {
    const reading = sections[name];
    if (reading.obtained) return reading.missing.length === 0 ? [] : [`${SECTION_TITLES[name]} (in part)`];
    return reading.reason === 'not-asked' ? [] : [`${SECTION_TITLES[name]} (${REASON_WORDS[reading.reason]})`];
  });
  return lacking.length === 0
    ? null
    : `Not obtained: ${lacking.join(', ')}. What is not here is not known; it is not none.`;
}

/** What the scan took of the cluster. */
export function spentWords({ spent, limits, startedAt, endedAt }: Inventory): string {
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1e3;
  return `Read in ${significant(seconds)} s with ${plural(spent.requests, 'request')} and ${size(spent.sentBytes + spent.receivedBytes)}, at most ${perSecond(limits.requestsPerSecond)} requests and ${significant(limits.mibPerSecond)} MiB a second; nothing was written.`;
}
