import type { CostResult } from '../../../cost-model/types/result.ts';
import { address } from '../file/address.ts';
import type { SavedCell } from '../file/saved-cells.ts';
import { SIGNED } from '../sheets/about.ts';

type Sheet = NonNullable<CostResult['sheet']>;
type Cells = ReadonlyMap<string, SavedCell>;

/** Who answers for the workbook, as its yellow cells say now; a cell whose row is gone says what it said. */
export function signedIn(cells: Cells | null, delivered: Sheet | undefined, file: string): Sheet | undefined {
  if (cells === null) return delivered;
  const said = (key: keyof typeof SIGNED): string | null => {
    const label = [...cells].find(([at, { content }]) => isText(at, content, SIGNED[key]))?.[0];
    if (label === undefined) return delivered?.[key] ?? null;
    return words(cells.get(address(2, Number(label.slice(1)))), key === 'date');
  };
  const now = { owner: said('owner'), approver: said('approver'), date: said('date'), remarks: said('remarks') };
  const name = said('name');
  if (delivered === undefined && [name, ...Object.values(now)].every((one) => one === null)) return undefined;
  const { remarks, ...signed } = now;
  return { ...delivered, name: name ?? file, ...signed, ...(remarks === null ? {} : { remarks }) };
}

const isText = (at: string, content: SavedCell['content'], label: string): boolean =>
  /^A\d/.test(at) && content.kind === 'text' && content.text === label;

/** Day 0 of spreadsheet programs, which keep a day as a number. */
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

function words(cell: SavedCell | undefined, isDate: boolean): string | null {
  if (cell?.content.kind === 'text') return cell.content.text.trim() || null;
  if (cell?.content.kind !== 'number') return null;
  const { value } = cell.content;
  return isDate ? new Date(DAY_0 + value * DAY_MS).toISOString().slice(0, 10) : String(value);
}
