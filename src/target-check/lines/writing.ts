import type { CheckAnswers } from '../answers.ts';
import { failed, millis, notKnown, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

export function writingLines({ writing }: CheckAnswers): readonly CheckLine[] {
  const looked = { group: 'writing', id: 'ten-records', title: 'Ten records through a topic of its own' } as const;
  switch (writing.kind) {
    case 'not-asked':
      return [notKnown(looked, writing.why, writing.todo)];
    case 'failed': {
      const left = writing.left === null ? '' : `; ${writing.left} is left behind`;
      return [failed(looked, `${writing.what}${left}`, writing.todo)];
    }
    case 'written': {
      const { records, readBack, topic, topicDeleted } = writing;
      const took = records.map((it) => it.acknowledgedAtMs - it.sentAtMs).toSorted((a, b) => a - b);
      const median = took[Math.floor(took.length / 2)] ?? 0;
      const detail = `${records.length} acknowledged (median ${millis(median)}), ${readBack} read back with the same bytes`;
      if (!topicDeleted)
        return [failed(looked, `${detail}; ${topic} could not be deleted`, `delete the topic ${topic}`)];
      if (readBack === records.length) return [passed(looked, `${detail}; ${topic} is deleted`)];
      return [failed(looked, detail, 'do not measure on a cluster that does not give back what it acknowledged')];
    }
  }
}
