import type { TopicAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import type { Known } from '../known.ts';
import type { Reading } from '../reading.ts';
import { whyTopicsHide } from './hidden-topics.ts';

const SOME = { kind: 'topic', name: null } as const;

export const readTopics = (known: Known): Promise<Reading<readonly TopicAnswer[]>> =>
  readingOf(async (collected) => {
    const { value, api, told } = await known.topics(null);
    collected.told(api, told);
    const hidden = await collected.part('whether these are all topics', () => whyTopicsHide(known), SOME);
    if (hidden !== null) collected.lacks('topics that this principal may not describe', hidden, SOME);
    const topics = value.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return collected.reading(topics, topics.length === 0);
  });
