import type { NumberedFault } from '../faults.ts';
import { type FaultRepetition, shades } from './fault-bands.ts';
import { CHARACTER_PX } from './phase-bands.ts';

/** Below this, a name cut off tells less than the number alone. */
const LEAST_NAME_PX = 8 * CHARACTER_PX;

interface Begin {
  readonly number: number;
  readonly label: string;
  /** Pixels from the left end of the plot. */
  readonly px: number;
}

const widthOf = ({ label }: Begin): number => label.length * CHARACTER_PX;

/** A label may run on until the next fault begins; the last one moves to the left where it would be cut. */
function placed(begins: readonly Begin[], plotPx: number) {
  return begins.map((begin, index) => {
    const before = begins[index - 1];
    const next = begins[index + 1];
    const free = before === undefined ? 0 : Math.min(before.px + widthOf(before) + CHARACTER_PX, begin.px);
    const from = next === undefined ? Math.min(begin.px, Math.max(free, plotPx - widthOf(begin))) : begin.px;
    const room = (next === undefined ? plotPx : next.px - CHARACTER_PX) - from;
    const isNamed = room >= Math.min(widthOf(begin), LEAST_NAME_PX);
    return {
      label: isNamed ? begin.label : String(begin.number),
      px: from,
      limit: Math.max(room, 3 * CHARACTER_PX) + 1,
    };
  });
}

/** Number and name of each fault on the line just above the plot; the number alone where there is no room. */
export function faultLabels(
  repetitions: readonly FaultRepetition[],
  faults: readonly NumberedFault[],
  domain: readonly [number, number],
  plotPx: number,
) {
  const perSecond = plotPx / (domain[1] - domain[0]);
  const bands = shades(repetitions, domain);
  const begins = faults
    .flatMap(({ id, number, name }) => {
      const own = bands.filter(({ fault }) => fault === id).map(({ start }) => start);
      return own.length === 0
        ? []
        : [{ number, label: `${number} ${name}`, px: (Math.min(...own) - domain[0]) * perSecond }];
    })
    .toSorted((a, b) => a.px - b.px);
  return placed(begins, plotPx).map(({ label, px, limit }) => ({
    data: { values: [{ label }] },
    mark: {
      type: 'text' as const,
      align: 'left' as const,
      baseline: 'bottom' as const,
      color: 'var(--fault-ink)',
      x: px + 2,
      y: -6,
      limit,
    },
    encoding: { text: { field: 'label', type: 'nominal' as const } },
  }));
}
