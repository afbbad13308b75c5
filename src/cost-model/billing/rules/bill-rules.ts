import { z } from 'zod';
import { inputError } from '../../../errors.ts';
import { YamlFile } from '../../../scenarios/document.ts';
import type { JsonSchema } from '../../../scenarios/json-schema.ts';
import type { Mistake } from '../../../scenarios/mistake.ts';
import { schemaMistakes } from '../../../scenarios/schema-mistakes.ts';
import { yamlValues } from '../../../scenarios/yaml-values.ts';
import type { BillRule } from '../types/rule.ts';
import { contradictionsIn, repeatedNames } from './rule-contradictions.ts';
import { type RuleFile, ruleFileSchema, ruleSchema } from './rule-schema.ts';

/**
 * Reads the rules of one provider from the text of their YAML file, in order.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readBillRules(text: string, file: string): readonly BillRule[] {
  const yaml = new YamlFile(text, file);
  const syntax = yaml.syntax();
  if (syntax.problems.length > 0) throw inputError('billing-rules', syntax.problems);

  const data = yamlValues(yaml, 'billing-rules');
  const read = ruleFileSchema.safeParse(data);
  const mistakes = [
    ...schemaMistakes(read.error?.issues ?? [], {
      data,
      schema: z.toJSONSchema(ruleFileSchema) as JsonSchema,
      isSecret: () => false,
    }),
    ...contradictionsOf(listedIn(data)),
  ];
  if (mistakes.length > 0 || !read.success) {
    throw inputError(
      'billing-rules',
      mistakes.map((mistake) => yaml.locate(mistake)),
    );
  }
  const { provider, usageTypePrefix, rules } = read.data;
  return rules.map((rule) => ruleOf(rule, provider, usageTypePrefix));
}

function ruleOf({ into, price, ...rule }: RuleFile, provider: string, usageTypePrefix: string | undefined): BillRule {
  const { category, apart } = into;
  const place = category === undefined ? apart && { apart } : { category };
  if (place === undefined) throw new TypeError(`"${rule.name}" leads nowhere`);
  return present({ ...rule, provider, usageTypePrefix, into: place, price: price && present(price) });
}

/** Without the keys that the file does not have. */
const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
  } & { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

function contradictionsOf(rules: readonly unknown[]): readonly Mistake[] {
  const within = rules.flatMap((value, at) => {
    const rule = ruleSchema.safeParse(value);
    return rule.success ? contradictionsIn(rule.data, ['rules', at]) : [];
  });
  return [...within, ...repeatedNames(rules)];
}

function listedIn(values: unknown): readonly unknown[] {
  const rules = typeof values === 'object' && values !== null && 'rules' in values ? values.rules : null;
  return Array.isArray(rules) ? rules : [];
}
