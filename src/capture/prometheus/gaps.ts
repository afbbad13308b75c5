import type { Missing } from '../../kafka/read-only/reading.ts';
import { plural } from '../estimates/captured-topic.ts';

/** Metrics of services come some minutes late: what is not there yet at the end is no gap. */
const LATE_SECONDS = 600;

export interface Gaps {
  readonly missing: readonly Missing[];
  readonly notes: readonly string[];
}

/** Intervals of which no topic has data: nobody knows what was written, and they count for nothing. */
export function gapsOf(known: readonly boolean[], stepSeconds: number): Gaps {
  const last = known.lastIndexOf(true);
  const late = known.length - 1 - last;
  const isLate = last >= 0 && late > 0 && late * stepSeconds <= LATE_SECONDS;
  const seen = isLate ? known.slice(0, last + 1) : known;
  const lacking = seen.filter((one) => !one).length;
  const [a, b] = [plural(lacking, 'interval'), plural(known.length, 'interval')];
  return {
    missing:
      lacking === 0
        ? []
        : [
            {
              what: `metrics of ${a} of ${b} of ${stepSeconds} s`,
              reason: 'failed',
              why: 'Prometheus has no data of them: rates are those of the others, and no peak of these is seen',
              todo: 'see whether brokers were scraped then; capture a time without gaps',
            },
          ],
    notes: isLate ? [`Of the last ${late * stepSeconds} s there is no data yet: they are left out.`] : [],
  };
}

/** Topics with data in a part of the intervals in which others have some. */
export function partialNote(partial: number): readonly string[] {
  if (partial === 0) return [];
  return [
    `${plural(partial, 'topic')} with data in a part of the time only, as new ones have: the rest counts as nothing, so that their rates are lower bounds.`,
  ];
}

/** What chose the series: where nothing did, clusters that share a Prometheus are added up. */
export function choiceOf(labels: readonly string[], resources: Readonly<Record<string, readonly string[]>>): Gaps {
  const chosen = labels.flatMap((label) => {
    const values = Object.hasOwn(resources, label) ? (resources[label] ?? []) : [];
    return values.length === 0 ? [] : [`${label} ${values.join(' or ')}`];
  });
  if (chosen.length > 0) {
    const note = `Counted is every series with ${chosen.join(', ')}: where another cluster has the same labels, it is counted too.`;
    return { missing: [], notes: [note] };
  }
  return {
    missing: [
      {
        what: 'whose metrics these are',
        reason: 'not-asked',
        why: 'the target names no label: every cluster that this Prometheus knows is added up',
        todo: `name the labels of your brokers under billing.resources of the target: ${labels.join(', ')}`,
      },
    ],
    notes: [],
  };
}
