import { evaluate } from '../../arithmetic/expression.ts';
import { platformId } from '../../platform-id.ts';
import type { BillLine } from '../../pricing/bill.ts';
import { linesOf, reprice } from '../../pricing/reprice.ts';
import type { Figures } from '../../types/figures.ts';
import type { Overrides } from '../../types/request.ts';
import type { Category } from '../../types/shape.ts';
import { dependsOn } from '../measured-quantities/depends-on.ts';
import type { LoadBySecond } from './load-by-second.ts';
import { averageLoad, type LoadPoint, workloadOf } from './run-workload.ts';
import type { SpendingRun } from './spending-run.ts';

/** What one line of the model consumes in each second, in its price's unit. */
export interface LineQuantities {
  readonly line: BillLine;
  readonly bySecond: readonly number[];
  /** As an object store was asked; otherwise it is what the model makes of bytes and time. */
  readonly counted: boolean;
}

/** What surrounds the brokers, and the team, is not paid by the second of a run. */
const BESIDE: readonly Category[] = ['support', 'ecosystem', 'labor', 'migration'];

/** How much more is written, or read, where it is asked what a line makes of it. */
const STEP = 1 / 16;

const NOISE = 1e-9;

/**
 * Each line as its shape has it: by the hour all the time; requests as they were counted; and what follows from bytes
 * by the second in which they were written or read, or lay there. A line that follows from them otherwise than in
 * proportion is spread evenly.
 */
export function lineQuantities(run: SpendingRun, load: LoadBySecond): readonly LineQuantities[] {
  const at = averageLoad(run, load);
  const asked = (point: LoadPoint, more: Overrides = {}) =>
    figuresAt(run, { ...workloadOf(run, load, point), ...more });
  const settings: Settings = {
    base: asked(at),
    written: asked({ ...at, written: at.written * (1 + STEP) }),
    read: asked({ ...at, read: at.read * (1 + STEP) }),
    both: asked({ written: at.written * (1 + STEP), read: at.read * (1 + STEP) }),
    counted: asked(at, { [`${run.platform}/putsPerGib`]: ONE, [`${run.platform}/getsPerGib`]: ONE }),
  };
  return linesHere(run).map((line) => {
    const verb = load.requestsAreCounted ? verbOf(line, run, settings.base) : null;
    if (verb !== null) {
      const holdsThem = quantityIn(line, settings.counted) > 0;
      const perRequest = holdsThem ? unitsPerRequest(line, settings.base) : 0;
      return { line, counted: true, bySecond: load[verb].map((requests) => requests * perRequest) };
    }
    return { line, counted: false, bySecond: perSecond(line, run, load, settings, at) };
  });
}

interface Settings {
  readonly base: Figures;
  readonly written: Figures;
  readonly read: Figures;
  readonly both: Figures;
  /** With requests as measured: of each verb one line has them all. */
  readonly counted: Figures;
}

type Verb = 'put' | 'get';

const ONE = { value: 1, source: 'the run itself' } as const;

function linesHere({ cost, platform }: SpendingRun): readonly BillLine[] {
  const priced = cost.platforms.find((one) => platformId(one) === platform);
  if (priced === undefined) throw new ReferenceError(`${platform} is not priced`);
  return linesOf(priced).filter(
    ({ period, paidTo, category }) => period === 'month' && paidTo !== 'team' && !BESIDE.includes(category),
  );
}

/** Limits are of no matter: it ran. Of names that the platform does not have nothing is set. */
function figuresAt({ cost, platform }: SpendingRun, overrides: Overrides): Figures {
  const own = cost.platforms.filter((one) => platformId(one) === platform).map((one) => ({ ...one, limits: [] }));
  const known = Object.fromEntries(Object.entries(overrides).filter(([name]) => Object.hasOwn(cost.figures, name)));
  return reprice({ ...cost, platforms: own }, known).figures;
}

const quantityIn = ({ expression }: BillLine, figures: Figures): number => evaluate(expression, figures).value;

/** Which requests it is that a line counts, by the assumption that a measured ratio of them takes the place of. */
function verbOf({ expression }: BillLine, { platform }: SpendingRun, figures: Figures): Verb | null {
  if (dependsOn(expression, `${platform}/putsPerGib`, figures)) return 'put';
  return dependsOn(expression, `${platform}/getsPerGib`, figures) ? 'get' : null;
}

function unitsPerRequest({ unit }: BillLine, figures: Figures): number {
  const perThousand = figures.requestsPerThousand?.value ?? 1000;
  return unit === 'thousand requests' ? 1 / perThousand : 1;
}

function perSecond(
  line: BillLine,
  run: SpendingRun,
  load: LoadBySecond,
  settings: Settings,
  at: LoadPoint,
): readonly number[] {
  const secondsOfMonth = run.cost.hoursPerMonth * 3600;
  const base = quantityIn(line, settings.base);
  const evenly = () => Array<number>(load.seconds).fill(base / secondsOfMonth);
  if (/-hour$/.test(line.unit)) {
    const share = nodesShare(line, run, settings.base);
    return evenly().map((quantity) => quantity * share);
  }
  const [byWritten, byRead] = [quantityIn(line, settings.written) - base, quantityIn(line, settings.read) - base];
  const together = quantityIn(line, settings.both) - base;
  const constant = clean(base - (byWritten + byRead) / STEP, base);
  const isProportional = Math.abs(together - byWritten - byRead) <= NOISE * Math.abs(base);
  if (!isProportional || constant < 0 || byWritten < 0 || byRead < 0) return evenly();
  const written = /-month$/.test(line.unit) ? load.kept : load.written;
  return written.map((mib, second) => {
    const ofWritten = (byWritten / STEP) * (mib / at.written);
    const ofRead = at.read === 0 ? 0 : (byRead / STEP) * ((load.read[second] ?? 0) / at.read);
    return (constant + ofWritten + ofRead) / secondsOfMonth;
  });
}

/** Instances by those that ran, where that is known. */
function nodesShare({ expression }: BillLine, { nodes, platform }: SpendingRun, figures: Figures): number {
  const brokers = `${platform}/brokers`;
  const modelled = figures[brokers]?.value ?? 0;
  return nodes === null || modelled === 0 || !dependsOn(expression, brokers, figures) ? 1 : nodes / modelled;
}

const clean = (value: number, of: number): number => (Math.abs(value) <= NOISE * Math.abs(of) ? 0 : value);
