import { inputError } from '../errors.ts';
import type { YamlFile } from './document.ts';

/**
 * The file as plain values; empty where there is nothing in it.
 * @throws WorkbenchError of this code where its aliases grow without end.
 */
export function yamlValues(yaml: YamlFile, code: string): unknown {
  try {
    return yaml.values() ?? {};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const mistake = { path: [], what: 'its aliases (*) cannot be resolved', todo: 'Write the values out.' };
    throw inputError(code, [yaml.locate(mistake)]);
  }
}
