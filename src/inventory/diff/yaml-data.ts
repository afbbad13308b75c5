import { z } from 'zod';
import { inputError } from '../../errors.ts';
import { YamlFile } from '../../scenarios/document.ts';
import type { JsonSchema } from '../../scenarios/json-schema.ts';
import type { Mistake } from '../../scenarios/mistake.ts';
import { schemaMistakes } from '../../scenarios/schema-mistakes.ts';
import { yamlValues } from '../../scenarios/yaml-values.ts';

/** A kind of data file: its name in messages, its shape, and what no shape can say. */
export interface DataKind<Schema extends z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
  readonly contradictions: (values: z.output<Schema>) => readonly Mistake[];
}

/**
 * Reads a file of data such as those in target-diff/.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readData<Schema extends z.ZodType>(
  kind: DataKind<Schema>,
  text: string,
  file: string,
): z.output<Schema> {
  const yaml = new YamlFile(text, file);
  const { problems } = yaml.syntax();
  if (problems.length > 0) throw inputError(`${kind.name}-invalid`, problems);
  const data = yamlValues(yaml, `${kind.name}-invalid`);
  const read = kind.schema.safeParse(data);
  const mistakes = read.success
    ? kind.contradictions(read.data)
    : schemaMistakes(read.error.issues, {
        data,
        schema: z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
        isSecret: () => false,
      });
  if (read.success && mistakes.length === 0) return read.data;
  throw inputError(
    `${kind.name}-invalid`,
    mistakes.map((mistake) => yaml.locate(mistake)),
  );
}
