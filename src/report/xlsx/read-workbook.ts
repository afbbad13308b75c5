import { costSchema } from '../../cost-model/cost-schema.ts';
import type { FigureOverride, Overrides } from '../../cost-model/types/request.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError, type Problem } from '../../errors.ts';
import { address } from './file/address.ts';
import { openWorkbook, type SavedWorkbook } from './file/open-workbook.ts';
import type { SavedCell } from './file/saved-cells.ts';
import { INPUT_COLUMNS, isDefinition, type Layout, layoutOf, PRICE_COLUMNS, SHEETS } from './layout.ts';
import { type CellChange, type EditableFigure, type EditedFigure, editedFigure } from './returned/edited-figures.ts';
import { AVERAGE, PEAK, peakFormula, withMovedPeak } from './returned/moved-peak.ts';
import { overrideOf } from './returned/overrides.ts';
import { signedIn } from './returned/signed.ts';
import { identity, tableRows } from './returned/table-rows.ts';
import { workloadProblems } from './returned/workload-rules.ts';
import { readRecord } from './sheets/record.ts';

/** A workbook that came back: the result as it was delivered, but for who answers for it, and what somebody changed. */
export interface ReturnedWorkbook {
  readonly cost: CostResult;
  /** For `reprice`; sources are `sheet:<file>:<sheet>!<cell>`. */
  readonly overrides: Overrides;
  /** In the order of the sheets; a row that follows another one is not listed with it. */
  readonly changes: readonly CellChange[];
}

interface Edits {
  readonly figures: readonly (readonly [name: string, EditedFigure])[];
  /** Names of figures that take what another one has. */
  readonly followers: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * Reads a workbook of `renderWorkbook` after somebody edited it, whichever program saved it.
 * @throws WorkbenchError with every broken cell at once, or where the file is no such workbook.
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<ReturnedWorkbook> {
  const workbook = opened(bytes, file);
  const cost = recordIn(workbook, file);
  const layout = layoutOf(cost);
  const edits = [
    inputEdits(layout, sheetIn(workbook, SHEETS.inputs)),
    priceEdits(layout, sheetIn(workbook, SHEETS.prices)),
  ];
  const problems = edits.flatMap((edit) => [
    ...edit.problems,
    ...edit.figures.flatMap(([, figure]) => figure.problems),
  ]);
  refuseIfAny(problems, file);
  const figures = new Map(edits.flatMap((edit) => edit.figures));
  const followers = edits.flatMap((edit) => [...edit.followers]);
  const overrides = [
    ...[...figures].map(([name, figure]) => [name, overrideOf(figure, file)] as const),
    ...followers.map(([name, first]) => {
      const followed = figures.get(first);
      return [name, followed === undefined ? null : overrideOf(followed, file)] as const;
    }),
  ].filter((entry): entry is [string, FigureOverride] => entry[1] !== null);
  const changed = [...figures.values()].flatMap(({ changes }) => changes);
  const moved = withMovedPeak(cost, Object.fromEntries(overrides));
  refuseIfAny(workloadProblems(cost, moved, changed), file);
  const sheet = signedIn(workbook.get(SHEETS.about) ?? null, cost.sheet, file);
  return { cost: sheet === undefined ? cost : { ...cost, sheet }, overrides: moved, changes: changed };
}

function refuseIfAny(problems: readonly Problem[], file: string): void {
  if (problems.length === 0) return;
  throw inputError(
    'workbook',
    problems.map((problem) => ({ ...problem, at: { file } })),
  );
}

function opened(bytes: Uint8Array, file: string): SavedWorkbook {
  try {
    return openWorkbook(bytes);
  } catch (error) {
    throw inputError('workbook', [
      {
        what: `${file} cannot be read as an .xlsx workbook: ${(error as Error).message}`,
        todo: 'Give the workbook that the workbench wrote (report.xlsx), saved as .xlsx.',
      },
    ]);
  }
}

function recordIn(workbook: SavedWorkbook, file: string): CostResult {
  const cells = workbook.get(SHEETS.record) ?? new Map<string, SavedCell>();
  const pieces = Array.from({ length: cells.size }, (_, at) => {
    const content = cells.get(address(1, at + 1))?.content;
    return content?.kind === 'text' ? content.text : '';
  });
  const refused = (why: string): never => {
    throw inputError('workbook', [
      {
        what: `${file} does not hold the result that it was written from: ${why}`,
        todo: 'Edit report.xlsx itself and save it as .xlsx with all its sheets, the hidden one too.',
      },
    ]);
  };
  if (pieces.length === 0) return refused(`its hidden sheet "${SHEETS.record}" is gone`);
  let record: unknown;
  try {
    record = readRecord(pieces);
  } catch {
    return refused(`its hidden sheet "${SHEETS.record}" is damaged`);
  }
  return costSchema.safeParse(record).success
    ? (record as CostResult)
    : refused('it is of another version of the workbench, or was changed');
}

interface SheetCells {
  readonly name: string;
  readonly cells: ReadonlyMap<string, SavedCell> | null;
}

const sheetIn = (workbook: SavedWorkbook, name: string): SheetCells => ({ name, cells: workbook.get(name) ?? null });

const goneSheet = (name: string): Edits => ({
  figures: [],
  followers: new Map(),
  problems: [{ what: `the sheet ${name} is gone`, todo: 'Put it back from the workbook as it was delivered.' }],
});

function inputEdits({ inputs }: Layout, { name: sheet, cells }: SheetCells): Edits {
  if (cells === null) return goneSheet(sheet);
  const { rowOf, problems } = tableRows(
    sheet,
    cells,
    [INPUT_COLUMNS.name],
    inputs.map(({ name }) => name),
  );
  const figures: [string, EditedFigure][] = [];
  const followers = new Map<string, string>();
  const changedUnits: Problem[] = [];
  for (const { name, figure, follows } of inputs) {
    const row = rowOf(name);
    if (row === null) continue;
    const followed = follows === null ? null : rowOf(follows.name);
    const link = cells.get(address(INPUT_COLUMNS.value, row))?.formula?.replaceAll('$', '');
    if (follows !== null && followed !== null && link === address(INPUT_COLUMNS.value, followed)) {
      followers.set(name, follows.name);
      continue;
    }
    const average = name === PEAK ? rowOf(AVERAGE) : null;
    const isMoved = average !== null && link === peakFormula(average, row);
    const edited = editedFigure(
      { name, sheet, row, columns: INPUT_COLUMNS, ...figure },
      // What a program that does not compute left beside the formula says nothing.
      isMoved ? withNumber(cells, address(INPUT_COLUMNS.value, row), figure.value) : cells,
    );
    if (!isDefinition(figure)) figures.push([name, edited]);
    else if (edited.changes.length > 0 || edited.problems.length > 0)
      changedUnits.push(unitChanged(name, figure.value, row));
  }
  return { figures, followers, problems: [...problems, ...changedUnits] };
}

const withNumber = (cells: ReadonlyMap<string, SavedCell>, at: string, value: number): ReadonlyMap<string, SavedCell> =>
  new Map(cells).set(at, { at, formula: null, content: { kind: 'number', value } });

const unitChanged = (name: string, value: number, row: number): Problem => ({
  what: `${SHEETS.inputs}!${address(INPUT_COLUMNS.value, row)} (${name}) was changed, which says what a unit means`,
  todo: `Write ${value} back.`,
});

function priceEdits({ prices }: Layout, { name: sheet, cells }: SheetCells): Edits {
  if (cells === null) return goneSheet(sheet);
  const entryOf = ({ key, tier }: { readonly key: string; readonly tier: number }): string =>
    identity([key, String(tier + 1)]);
  const { rowOf, problems } = tableRows(sheet, cells, [PRICE_COLUMNS.key, PRICE_COLUMNS.tier], prices.map(entryOf));
  const columns = { value: PRICE_COLUMNS.price, low: PRICE_COLUMNS.low, high: PRICE_COLUMNS.high };
  const figures = prices.flatMap((price): [string, EditedFigure][] => {
    const row = rowOf(entryOf(price));
    if (row === null) return [];
    const { value = null, low = null, high = null } = price.figure ?? {};
    const known: EditableFigure = { name: price.name, sheet, row, columns, value, low, high };
    return [[price.name, editedFigure(known, cells)]];
  });
  return { figures, followers: new Map(), problems };
}
