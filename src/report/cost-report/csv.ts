import type { CostResult } from '../../cost-model/types/result.ts';
import { costPictures } from '../charts/cost/pictures.ts';
import { csvOf } from '../csv.ts';
import { costTables } from '../tables/cost/every.ts';

/** Every table of the cost and every point of its pictures, one cell a line; no text begins like a formula. */
export function renderCostCsv(cost: CostResult): string {
  return csvOf([...costTables(cost), ...costPictures(cost).flatMap((picture) => picture.tables)]);
}
