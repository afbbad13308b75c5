import { checkFile } from '../../../scenarios/checked-file.ts';
import { type DiffRule, THRESHOLDS_FILE } from './thresholds-schema.ts';

/** @throws WorkbenchError with every mistake of the file, each with its line. */
export const readDiffThresholds = (text: string, file: string): readonly DiffRule[] =>
  checkFile(THRESHOLDS_FILE, text, file).values.rules;
