import { z } from 'zod';
import { scenarioSchema } from './schema.ts';
import { targetSchema } from './target-schema.ts';

/** The parts of a JSON Schema that this project writes and reads. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Draft 7, which editors' YAML support reads best. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override: ({ zodSchema, jsonSchema: node }) => {
      // zod leaves out the examples of what it transforms, since they might show the result; ours show the file.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (examples !== undefined) node.examples = examples as unknown[];
      if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
      if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
    },
  }) as JsonSchema;
}

export const scenarioJsonSchema = (): JsonSchema => jsonSchema(scenarioSchema);
export const targetJsonSchema = (): JsonSchema => jsonSchema(targetSchema);

/** Every schema that may apply at a path; alternatives all count. */
export function schemasAt(root: JsonSchema, path: readonly (string | number)[]): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (nodes, step) =>
      nodes.flatMap((node) => {
        const next = typeof step === 'number' ? node.items : (node.properties?.[step] ?? additional(node));
        return next === undefined ? [] : alternatives(next);
      }),
    alternatives(root),
  );
}

/** A schema and, before it, its alternatives. */
function alternatives(node: JsonSchema): readonly JsonSchema[] {
  return [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(alternatives)];
}

const additional = ({ additionalProperties }: JsonSchema): JsonSchema | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;
