import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BUSINESS_FIGURES } from '../../cost-model/business/business-figures.ts';
import { shapeId } from '../../cost-model/platform-id.ts';
import { datesToCome, strangePrices } from '../../cost-model/prices/book-fit.ts';
import { netPrices } from '../../cost-model/prices/net-prices.ts';
import { type CostedPlatform, HOURS_PER_MONTH } from '../../cost-model/pricing/saved-prices.ts';
import { surrounded } from '../../cost-model/pricing/surrounded.ts';
import { onEveryTier } from '../../cost-model/sheet/every-tier.ts';
import { readSheet } from '../../cost-model/sheet/read-sheet.ts';
import type { AssumptionsSheet } from '../../cost-model/sheet/types.ts';
import { withSurroundings } from '../../cost-model/surroundings/with-surroundings.ts';
import type { PriceBook } from '../../cost-model/types/prices.ts';
import type { Overrides, PriceRequest, Question } from '../../cost-model/types/request.ts';
import type { PlatformId } from '../../cost-model/types/result.ts';
import type { PricedShape } from '../../cost-model/types/shape.ts';
import { inputError } from '../../errors.ts';
import { canonicalJson, digestOf } from '../../scenarios/digest.ts';
import { cloudRefusal, regionRefusal } from '../../scenarios/priced-cloud.ts';
import type { ProductionWorkload } from '../../scenarios/production.ts';
import { readScenario } from '../../scenarios/read.ts';
import { Problems } from '../gather.ts';
import { priceBooksWith, shippedPriceBooks } from '../price-books.ts';
import { hoursOf, questionOf } from './asked.ts';
import { askedPrices, type EveryPrice } from './asked-prices.ts';
import { everyShape, namedShapes, sideNamed } from './chosen-shapes.ts';
import { contradictions } from './contradictions.ts';
import type { CostOptions } from './options.ts';
import { termsOf } from './terms.ts';
import { withoutUnusedRows } from './unused-rows.ts';
import { overrideWorkload, workloadFromOptions } from './workload-options.ts';

const USUAL_REGION = 'us-east-1';

export interface RequestInput {
  /** A scenario file, or null where flags or a sheet say the workload. */
  readonly scenario: string | null;
  readonly options: CostOptions;
  readonly platforms: readonly CostedPlatform[];
  readonly cwd: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface Asked {
  readonly request: PriceRequest;
  readonly sheet: AssumptionsSheet | null;
  /** What the sheet says and nothing that is priced has a place for. */
  readonly unused: readonly string[];
}

/**
 * What the files and flags of a command line ask to be priced. Flags come before the sheet, the sheet before the scenario.
 * @throws WorkbenchError with every mistake of the files and flags that can be looked at together.
 */
export function requestOf({ scenario, options, platforms, cwd, startedAt }: RequestInput): Asked {
  const problems = new Problems();
  const shipped = shippedPriceBooks();
  const asked = askedPrices(platforms, shipped);
  const check = (book: PriceBook) => [...datesToCome(book, startedAt), ...strangePrices(book, asked)];
  const every = new Problems();
  const known = every.gather(() => priceBooksWith(options.priceBook, cwd, check, shipped));
  const sheet = problems.gather(() => sheetOf(options, cwd, { asked, books: known ?? shipped }));
  // Of a sheet that cannot be read nobody knows what it would have said.
  const isUnread = problems.found.length > 0;
  problems.add(every.found);
  const books = known && problems.gather(() => booksOfRegion(known, options, sheet));
  const chosen = isUnread ? null : problems.gather(() => chosenShapes(options, sheet, platforms));
  const hours = problems.gather(() => hoursOf(options));
  const said = isUnread ? null : problems.gather(() => workloadOf(scenario, options, sheet, cwd));
  problems.add(contradictions(scenario, options, sheet));
  const terms = books && problems.gather(() => termsOf(options, sheet?.terms ?? null, books));
  const seed = said === null ? '' : digestOf(canonicalJson(said.workload));
  const typed = problems.gather(() => questionOf(options, sheet?.asked ?? {}, { seed, startedAt }));
  const question =
    chosen && typed && problems.gather(() => withSides(typed, chosen.shapes, everyShape(platforms).shapes, sheet));
  problems.throwIfAny();
  if (!books || !chosen || !said || !terms || !question || !hours) throw new Error('nothing was asked');

  const { workload, overrides } = said;
  const around = { ecosystem: sheet?.ecosystem ?? {}, support: workload.support };
  const [first] = chosen.shapes;
  const surroundings = { ...around, baseline: question.asked.baseline ?? (first ? shapeId(first) : null) };
  const request: PriceRequest = {
    workload,
    shapes: withSurroundings(chosen.shapes, surroundings),
    books,
    hoursPerMonth: HOURS_PER_MONTH,
    startedAt,
    terms,
    business: BUSINESS_FIGURES,
    overrides: onEveryTier({ ...overrides, ...hours }, netPrices(books, terms)),
    question: question.asked,
    notPriced: chosen.notPriced,
    measured: [],
  };
  if (sheet === null) return { request: surrounded(request, around), sheet, unused: [] };
  const used = withoutUnusedRows(request, withSurroundings(everyShape(platforms).shapes, surroundings), sheet.file);
  return { request: surrounded(used.request, around), sheet, unused: [...question.unused, ...used.unused] };
}

function sheetOf(
  { assumptions }: CostOptions,
  cwd: string,
  { asked, books }: { readonly asked: EveryPrice; readonly books: readonly PriceBook[] },
): AssumptionsSheet | null {
  if (assumptions === undefined) return null;
  const known = {
    books,
    asked: new Set([...asked.units.keys(), ...asked.shipped]),
    assumptions: asked.assumptions,
    platforms: asked.platforms,
  };
  return readSheet(textOf(resolve(cwd, assumptions), assumptions), assumptions, known);
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const what = `the assumptions sheet cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`;
    throw inputError('sheet', [
      { what, todo: 'Give the path of a sheet such as scenarios/assumptions.example.yaml.', at: { file } },
    ]);
  }
}

/** Books of the region that is asked for. */
function booksOfRegion(
  books: readonly PriceBook[],
  options: CostOptions,
  sheet: AssumptionsSheet | null,
): readonly PriceBook[] {
  const region = options.region ?? sheet?.region ?? USUAL_REGION;
  const refusals = [
    ['--cloud', options.cloud === undefined ? null : cloudRefusal(options.cloud)],
    ['--region', regionRefusal(region, [...new Set(books.map((book) => book.region))])],
  ] as const;
  const problems = refusals.flatMap(([flag, refusal]) =>
    refusal === null ? [] : [{ what: `${flag}: ${refusal.what}`, todo: refusal.todo }],
  );
  if (problems.length > 0) throw inputError('place', problems);
  return books.filter((book) => book.region === region);
}

function chosenShapes(options: CostOptions, sheet: AssumptionsSheet | null, platforms: readonly CostedPlatform[]) {
  if (options.all) return everyShape(platforms);
  const names = options.platform.length > 0 ? options.platform : (sheet?.platforms ?? []);
  return namedShapes(names, platforms);
}

interface SaidWorkload {
  readonly workload: ProductionWorkload;
  readonly overrides: Overrides;
}

function workloadOf(
  scenario: string | null,
  options: CostOptions,
  sheet: AssumptionsSheet | null,
  cwd: string,
): SaidWorkload {
  const read = scenario === null ? null : readScenario(resolve(cwd, scenario), { set: options.set });
  const base = sheet?.workload ?? read?.plan.production ?? null;
  const { workload, sources } = base === null ? workloadFromOptions(options) : overrideWorkload(base, options);
  if (workload === null) {
    throw inputError('workload', [
      {
        what: 'no workload is given',
        todo: 'Give a scenario file, --assumptions with a workload, or --ingress, --fan-out and --retention.',
      },
    ]);
  }
  const support = options.support === undefined ? (sheet?.support ?? workload.support) : workload.support;
  const flags = Object.fromEntries(Object.entries(sources).map(([figure, source]) => [figure, { source }]));
  return { workload: { ...workload, support }, overrides: { ...sheet?.overrides, ...flags } };
}

interface AskedSides {
  readonly asked: Question;
  /** Sides of the sheet that are not among what is priced. */
  readonly unused: readonly string[];
}

/**
 * The sides by their ids; none where nobody names one. A sheet may name sides that are not priced this time.
 */
function withSides(
  question: Question,
  shapes: readonly PricedShape[],
  every: readonly PricedShape[],
  sheet: AssumptionsSheet | null,
): AskedSides {
  const problems = new Problems();
  const unused: string[] = [];
  const sideOf = (key: 'baseline' | 'candidate', flag: string): PlatformId | null => {
    const name = question[key];
    if (name === null) return null;
    if (sheet === null || name !== sheet.asked[key]) return problems.gather(() => sideNamed(name, shapes, flag));
    const isPriced = shapes.some((shape) => shape.platform === name || shapeId(shape) === name);
    const side = problems.gather(() => sideNamed(name, isPriced ? shapes : every, `${sheet.file}: ${key}`));
    if (!isPriced) unused.push(key);
    return isPriced ? side : null;
  };
  const baseline = sideOf('baseline', '--baseline');
  const candidate = sideOf('candidate', '--against');
  problems.throwIfAny();
  return { asked: { ...question, baseline, candidate }, unused };
}
