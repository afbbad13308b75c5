import type { z } from 'zod';
import { type JsonSchema, schemasAt } from './json-schema.ts';
import { type KeyPath, keyText, type Mistake, oneOf } from './mistake.ts';
import { nearest } from './spelling.ts';

type ZodIssue = z.core.$ZodIssue;

/** What a file was checked against, and what may be repeated about it. */
export interface Checked {
  readonly data: unknown;
  readonly schema: JsonSchema;
  /** True for paths whose values may be secrets: they are never repeated. */
  readonly isSecret: (path: KeyPath) => boolean;
}

/** Says what is wrong in the words of the file, and takes what to write instead from the schema. */
export function schemaMistakes(issues: readonly ZodIssue[], checked: Checked): readonly Mistake[] {
  return issues.flatMap((issue) => mistakesOf(issue, issue.path as KeyPath, checked));
}

function mistakesOf(issue: ZodIssue, path: KeyPath, checked: Checked): readonly Mistake[] {
  const value = valueAt(checked.data, path);
  const todo = whatToWrite(path, checked.schema);
  const shown = () => (checked.isSecret(path) ? 'is not what belongs here' : `is ${show(value)}`);
  const mistake = (what: string): readonly Mistake[] => [{ path, what, todo }];
  if (value === undefined && issue.code !== 'unrecognized_keys')
    return [{ path, what: 'is missing', todo: `add it: ${todo}` }];

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], checked));
    case 'invalid_union': {
      const branch = issue.errors.find((errors) => !errors.some((inner) => isOfWrongType(inner, value))) ?? [];
      if (branch.length > 0) {
        return branch.flatMap((inner) => mistakesOf(inner, [...path, ...(inner.path as KeyPath)], checked));
      }
      return mistake(
        `${shown()}${'discriminator' in issue ? meant(value, choicesAt(path, checked.schema)) : ', which cannot stand here'}`,
      );
    }
    case 'invalid_type':
      return mistake(`${shown()}, where ${TYPES[issue.expected] ?? issue.expected} belongs`);
    case 'invalid_value':
      return mistake(`${shown()}${meant(value, issue.values)}`);
    case 'too_small':
      if (issue.origin === 'array') return mistake('is an empty list');
      return mistake(`${shown()}, ${issue.inclusive ? 'less than' : 'not more than'} ${issue.minimum}`);
    case 'too_big':
      return mistake(`${shown()}, more than ${issue.maximum}`);
    case 'invalid_key':
      return [{ path, what: issue.issues[0]?.message ?? 'cannot stand here', todo: 'correct the key', ofKey: true }];
    case 'custom':
      return [{ path, what: customText(issue, shown), todo: String(issue.params?.todo ?? todo) }];
    default:
      return mistake(`${shown()}, which ${issue.message}`);
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  never: 'nothing',
};

/** Readers of quantities say the value themselves; other refusals go on after it. */
function customText({ message }: ZodIssue, shown: () => string): string {
  return /^(is |")/.test(message) ? message : `${shown()}, ${message}`;
}

/** True where a branch was not meant at all: it wants another type, or one word where keys stand. */
function isOfWrongType({ code, path }: ZodIssue, value: unknown): boolean {
  return path.length === 0 && (code === 'invalid_type' || (code === 'invalid_value' && typeof value === 'object'));
}

function unknownKey(path: KeyPath, { schema, isSecret }: Checked): Mistake {
  const known = schemasAt(schema, path.slice(0, -1)).flatMap(namesIn);
  const near = nearest(String(path.at(-1)), known);
  const todo = near === null ? `remove it; known here: ${known.join(', ')}` : `did you mean "${near}"?`;
  const advice = isSecret(path) ? `${todo} A secret is never written down: name the variable that holds it` : todo;
  return { path, what: 'is not a known key', todo: advice, ofKey: true };
}

/** Keys that may stand in a section, whether each has a shape of its own or they are all alike. */
const namesIn = ({ properties, propertyNames }: JsonSchema): readonly string[] => [
  ...Object.keys(properties ?? {}),
  ...(propertyNames?.enum ?? []).map(String),
];

function meant(value: unknown, choices: readonly unknown[]): string {
  const near = typeof value === 'string' ? nearest(value, choices.map(String)) : null;
  return near === null ? ', which is not one of its values' : `; did you mean "${near}"?`;
}

/** The key's own description, values and example. */
function whatToWrite(path: KeyPath, schema: JsonSchema): string {
  const nodes = schemasAt(schema, path);
  const [description = '', ...others] = new Set(nodes.flatMap((node) => node.description ?? []));
  const example = nodes.find((node) => node.examples !== undefined)?.examples?.[0];
  const values = choicesAt(path, schema);
  const parts = [
    others.length > 0 ? '' : description,
    values.length > 1 && values.length <= 30 ? `one of ${oneOf(values)}` : '',
    example === undefined ? '' : `for example ${keyText(path.slice(-1))}: ${asYaml(example)}`,
  ];
  return parts.filter((part) => part !== '').join('; ') || 'see docs/scenarios.md';
}

function choicesAt(path: KeyPath, schema: JsonSchema): readonly unknown[] {
  const nodes = schemasAt(schema, path);
  return [...new Set(nodes.flatMap((node) => node.enum ?? (node.const === undefined ? [] : [node.const])))];
}

const asYaml = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (typeof value === 'number' && !Number.isFinite(value)) return 'no finite number';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

function valueAt(root: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, step) => {
    return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;
  }, root);
}
