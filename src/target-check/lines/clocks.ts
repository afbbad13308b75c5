import type { CheckAnswers } from '../answers.ts';
import { type Offset, offsetOfRecords, offsetOfService, offsetWords } from '../clock-offset.ts';
import { notKnown, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

/** A clock that is certainly further off than this wants setting. */
const MUCH_MS = 1_000;
const SET = 'set both clocks by NTP: times in logs and records of the two do not fit together';

export function clockLines(answers: CheckAnswers): readonly CheckLine[] {
  const { services, writing } = answers;
  const whose = writing.kind === 'written' ? `The clock of broker ${writing.leader}` : 'The brokers’ clock';
  const looked = {
    group: 'clocks',
    id: 'clock/brokers',
    title: isStartedHere(answers) ? 'The brokers’ clock' : whose,
  } as const;
  const offset = brokerOffset(answers);
  const brokers = isStartedHere(answers)
    ? passed(looked, 'is this machine’s: the brokers were started here')
    : offset === null
      ? notKnown(
          looked,
          writing.kind === 'written'
            ? 'its readings contradict each other: a clock was moved meanwhile'
            : 'a broker tells its clock only to who writes a record',
          writing.kind === 'not-asked' ? writing.todo : null,
        )
      : passed(
          looked,
          `${offsetWords(offset)}, by the append times of ${writing.kind === 'written' ? writing.records.length : 0} records`,
          todoOf(offset),
        );
  return [
    brokers,
    ...services.flatMap(({ title, url, answered }) => {
      const of = answered.obtained ? offsetOfService(answered.value) : null;
      if (of === null) return [];
      const line = { group: 'clocks', id: `clock/${url}`, title: `The clock of ${title}` } as const;
      return [passed(line, `${offsetWords(of)}, by the Date header of ${url}`, todoOf(of))];
    }),
  ];
}

const todoOf = ({ lowMs, highMs }: Offset): string | null => (lowMs > MUCH_MS || highMs < -MUCH_MS ? SET : null);

const isStartedHere = ({ target }: CheckAnswers): boolean => target.connect.kind === 'local';

const brokerOffset = ({ writing }: CheckAnswers): Offset | null =>
  writing.kind === 'written' ? offsetOfRecords(writing.records) : null;

/** For the fairness page. */
export function clockFact(answers: CheckAnswers): string | null {
  if (isStartedHere(answers)) return 'the same clock';
  const offset = brokerOffset(answers);
  return offset === null ? null : offsetWords(offset);
}
