import type { NumberedFault } from '../../faults.ts';
import type { Judged } from '../../judged.ts';
import { recoveryWords } from '../../recovery-words.ts';
import { faintNote } from '../faint.ts';
import { faultKey, faultNote, faultsWithin } from '../fault-bands.ts';
import { targetColour } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { latencyScale, zeroScale } from '../scales.ts';
import { aftermathsOf, shownSeconds } from './aftermath.ts';
import { aftermathSpec, type Frame } from './spec.ts';

/** The marks of one fault on its own axis, a panel a target, and the seconds around it; null where it never began. */
export function recoveryPicture(
  judged: Judged,
  fault: NumberedFault,
  faults: readonly NumberedFault[],
): Picture | null {
  const { plan, summary, series } = judged;
  const aftermaths = aftermathsOf(judged, fault.id);
  if (aftermaths.length === 0) return null;
  const seconds = shownSeconds(aftermaths);
  const points = aftermaths.flatMap((each) => each.points.filter(({ second }) => isWithin(second, seconds)));
  const recoveredMs = plan.plan.recoveredP99Ms ?? null;
  const frame: Frame = {
    seconds,
    faults: faultsWithin(
      aftermaths.flatMap(({ bands }) => bands),
      faults,
      seconds,
    ),
    recoveredMs,
    latency: latencyScale([...points.flatMap(({ p99, max }) => [p99, max]), recoveredMs]),
    acknowledged: zeroScale([100, ...points.map(({ acknowledgedPercent }) => acknowledgedPercent)]),
  };
  const words = recoveryWords(fault, summary.targets);
  return {
    id: `recovery-${fault.number}`,
    title: words,
    caption: `What happened to the cluster (squares) and what its clients saw (circles): figures in words, each valid repetition as a mark. Below, in the same seconds, the produce response of the records that were due, and the records acknowledged in each second ÷ those due in it.${faultNote(frame.faults)}${faintNote(series)}`,
    key: [
      { label: 'p99', colour: 'var(--ink)', mark: 'line' },
      { label: 'maximum', colour: 'var(--ink)', mark: 'dot' },
      ...(recoveredMs === null
        ? []
        : [
            {
              label: `headroom asks for p99 within ${recoveredMs} ms`,
              colour: 'var(--muted)',
              mark: 'dashed-line' as const,
            },
          ]),
      ...faultKey(frame.faults),
    ],
    panels: aftermaths.map((aftermath) => ({
      id: `recovery-${fault.number}-${aftermath.index}`,
      title: aftermath.name,
      alt: `The marks of recovery in seconds since the fault began, and latency and acknowledgements around it, on ${aftermath.name}. ${words}.`,
      spec: (width) =>
        aftermathSpec(
          width,
          frame,
          { ...aftermath, points: aftermath.points.filter(({ second }) => isWithin(second, seconds)) },
          targetColour(aftermath.index),
        ),
    })),
    tables: [],
  };
}

/** The last whole second before the fault's first one belongs to the picture: a line begins at its left edge. */
const isWithin = (second: number, [from, to]: readonly [number, number]): boolean => second >= from && second <= to;
