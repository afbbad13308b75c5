import { z } from 'zod';
import type { FileKind } from '../../../scenarios/checked-file.ts';
import { jsonSchema } from '../../../scenarios/json-schema.ts';
import type { Mistake } from '../../../scenarios/mistake.ts';
import { DIFF_KINDS, DIFFERENCES, IMPACTS, INTENTS } from '../types.ts';
import { namePattern } from '../whole-name.ts';

/** One of the values, or a list of those that all count. */
const anyOf = <const Values extends readonly [string, ...string[]]>(values: Values, description: string) => {
  const one = z.enum(values);
  return z
    .union([one, z.array(one).min(1)])
    .transform((given): readonly Values[number][] => (Array.isArray(given) ? given : [given]))
    .optional()
    .meta({ description: `${description}; one, or a list of several`, examples: [values[0]] });
};

const where = z
  .strictObject({
    kind: anyOf(DIFF_KINDS, 'What the difference is in'),
    name: namePattern.optional().meta({
      description: 'A regular expression that matches the whole name of the topic, group, user or connector',
      examples: ['payments\\..*'],
    }),
    property: namePattern.optional().meta({
      description: 'A regular expression that matches the whole name of the config or property',
      examples: ['retention\\.ms'],
    }),
    impact: anyOf(IMPACTS, 'What it does to an application'),
    difference: anyOf(DIFFERENCES, 'How the two sides differ'),
    intent: anyOf(INTENTS, 'Whether somebody set it'),
    replicator: anyOf(['carried', 'changed', 'dropped'], 'What the named replicator makes of it'),
  })
  .prefault({})
  .meta({ description: 'Which differences the rule counts; without any key all of them' });

const rule = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'holds more than small letters, digits and hyphens' })
    .meta({ description: 'The name of the rule in results', examples: ['no-refused-writes'] }),
  where,
  atMost: z
    .int()
    .min(0)
    .meta({ description: 'Most things that may differ so: topics, groups, …', examples: [0] }),
});

const thresholdsSchema = z.strictObject({
  rules: z
    .array(rule)
    .min(1)
    .meta({
      description: 'What two targets may differ in',
      examples: [[{ id: 'no-refused-writes', where: { impact: 'refused' }, atMost: 0 }]],
    }),
});

export type DiffRule = z.output<typeof rule>;

export const THRESHOLDS_FILE: FileKind<typeof thresholdsSchema.shape> = {
  name: 'diff-thresholds',
  schema: thresholdsSchema,
  jsonSchema: jsonSchema(thresholdsSchema),
  isSecret: () => false,
  notBuiltYet: [],
  contradictions: ({ rules }) => repeatedIds(rules ?? []),
};

const repeatedIds = (rules: readonly DiffRule[]): readonly Mistake[] =>
  rules.flatMap(({ id }, at) =>
    rules.findIndex((other) => other.id === id) === at
      ? []
      : [{ path: ['rules', at, 'id'], what: `is the id of another rule, too`, todo: 'give each rule its own' }],
  );
