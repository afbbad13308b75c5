import type { TopicAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import { errorOf, isRefused } from '../error-codes.ts';
import { type Known, metadataQuestion } from '../known.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import type { Reading } from '../reading.ts';

/** No topic is called so; whether that is said, or refused, tells whether the list is of all topics. */
const NO_TOPIC = 'workbench-asks-whether-all-topics-are-listed';

export const readTopics = (known: Known): Promise<Reading<readonly TopicAnswer[]>> =>
  readingOf(async (collected) => {
    const { value, api, told } = await known.topics(null);
    collected.told(api, told);
    const { brokers } = known;
    const probe = await brokers.askAny(metadata, metadataQuestion([NO_TOPIC]), { about: 'a name that no topic has' });
    const code = probe.body.topics[0]?.errorCode ?? 0;
    if (isRefused(code)) {
      const resource = { type: 'topic', name: '*' } as const;
      const needed = { principal: brokers.principal, operation: 'Describe', resource };
      const failure = errorOf(code, 'seeing every topic', needed);
      collected.lacks('topics that this principal may not describe', failure, { kind: 'topic', name: null });
    }
    const topics = value.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return collected.reading(topics, topics.length === 0);
  });
