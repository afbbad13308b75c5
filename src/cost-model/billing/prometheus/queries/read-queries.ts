import { z } from 'zod';
import { inputError } from '../../../../errors.ts';
import { YamlFile } from '../../../../scenarios/document.ts';
import type { JsonSchema } from '../../../../scenarios/json-schema.ts';
import { schemaMistakes } from '../../../../scenarios/schema-mistakes.ts';
import { yamlValues } from '../../../../scenarios/yaml-values.ts';
import { type PromQueries, promQueriesSchema } from './query-schema.ts';

/**
 * Reads queries from the text of their YAML file.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readQueries(text: string, file: string): PromQueries {
  const yaml = new YamlFile(text, file);
  const { problems } = yaml.syntax();
  if (problems.length > 0) throw inputError('prometheus-queries', problems);

  const data = yamlValues(yaml, 'prometheus-queries');
  const read = promQueriesSchema.safeParse(data);
  if (read.success) return read.data;
  const mistakes = schemaMistakes(read.error.issues, {
    data,
    schema: z.toJSONSchema(promQueriesSchema) as JsonSchema,
    isSecret: () => false,
  });
  throw inputError(
    'prometheus-queries',
    mistakes.map((mistake) => yaml.locate(mistake)),
  );
}
