import { z } from 'zod';
import { inputError } from '../../../../errors.ts';
import { YamlFile } from '../../../../scenarios/document.ts';
import type { JsonSchema } from '../../../../scenarios/json-schema.ts';
import type { Mistake } from '../../../../scenarios/mistake.ts';
import { schemaMistakes } from '../../../../scenarios/schema-mistakes.ts';
import { yamlValues } from '../../../../scenarios/yaml-values.ts';
import { type InvoiceMapping, mappingSchema } from './mapping-schema.ts';

/**
 * Reads a mapping from the text of its YAML file.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readMapping(text: string, file: string): InvoiceMapping {
  const yaml = new YamlFile(text, file);
  const { problems } = yaml.syntax();
  if (problems.length > 0) throw inputError('billing-mapping', problems);

  const data = yamlValues(yaml, 'billing-mapping');
  const read = mappingSchema.safeParse(data);
  const mistakes = [
    ...schemaMistakes(read.error?.issues ?? [], {
      data,
      schema: z.toJSONSchema(mappingSchema, { io: 'input' }) as JsonSchema,
      isSecret: () => false,
    }),
    ...(read.success ? contradictions(read.data) : []),
  ];
  if (read.success && mistakes.length === 0) return read.data;
  throw inputError(
    'billing-mapping',
    mistakes.map((mistake) => yaml.locate(mistake)),
  );
}

function contradictions({ format, lines, numbers, delimiter }: InvoiceMapping): readonly Mistake[] {
  const { decimal, group } = numbers;
  return [
    ...(decimal === group
      ? [{ path: ['numbers', 'group'], what: `"${group}" stands before cents too`, todo: 'Give two different marks.' }]
      : []),
    ...(format === 'json' && lines === undefined
      ? [{ path: ['format'], what: 'no path leads to the lines', todo: 'Add it: lines: data, for example.' }]
      : []),
    ...(format === 'csv' && lines !== undefined
      ? [{ path: ['lines'], what: 'CSV has no paths', todo: 'Remove it, or set format: json.' }]
      : []),
    ...(/["\r\n]/.test(delimiter)
      ? [{ path: ['delimiter'], what: 'this cannot stand between columns', todo: 'Give , or ; or a tab.' }]
      : []),
  ];
}
