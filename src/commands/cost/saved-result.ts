import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { costSchema } from '../../cost-model/cost-schema.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';

/** Where a result was saved: the file itself, or its run folder; null where the path is neither. */
export function savedResultAt(path: string, cwd: string): string | null {
  const full = resolve(cwd, path);
  if (!existsSync(full)) return null;
  if (statSync(full).isDirectory()) return join(full, 'cost.json');
  return full.endsWith('.json') ? full : null;
}

/** @throws WorkbenchError where the file is missing or is no cost.json of this version. */
export function readSavedResult(file: string): CostResult {
  const refusal = (what: string) =>
    inputError('cost', [{ what, todo: 'Give a cost.json, or a run folder that was judged.', at: { file } }]);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refusal(`it cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no JSON'}`);
  }
  const read = costSchema.safeParse(data);
  if (read.success) return data as CostResult;
  const [issue] = read.error.issues;
  throw refusal(`it is no cost.json of this version: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
