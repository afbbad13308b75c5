import type { z } from 'zod';
import { inputError, type Problem, type WorkbenchError } from '../errors.ts';
import { YamlFile } from './document.ts';
import type { JsonSchema } from './json-schema.ts';
import { type KeyPath, keyText, type Mistake } from './mistake.ts';
import { applyOverrides } from './overrides.ts';
import { schemaMistakes } from './schema-mistakes.ts';

/** How one kind of input file is checked. */
export interface FileKind<Shape extends z.ZodRawShape> {
  /** For messages and error codes: `scenario`, `target`. */
  readonly name: string;
  readonly schema: z.ZodObject<Shape>;
  readonly jsonSchema: JsonSchema;
  readonly isSecret: (path: KeyPath) => boolean;
  /** Keys that have a shape but no effect yet: refused by name unless empty, never ignored. */
  readonly notBuiltYet: readonly string[];
  /** Contradictions between keys, as far as the sections that they lie between could be read. */
  readonly contradictions: (sections: Partial<z.output<z.ZodObject<Shape>>>) => readonly Mistake[];
}

/** A file's values, and the place of anything that is found wrong with them later. */
export interface CheckedFile<Values> {
  readonly values: Values;
  locate(mistake: Mistake): Problem;
}

/** Reads, overrides and checks a file. Throws one WorkbenchError with all its mistakes, each with its line. */
export function checkFile<Shape extends z.ZodRawShape>(
  kind: FileKind<Shape>,
  text: string,
  file: string,
  set: readonly string[] = [],
): CheckedFile<z.output<z.ZodObject<Shape>>> {
  const yaml = new YamlFile(text, file);
  const { problems, fatal } = yaml.syntax();
  if (fatal) throw refused(kind.name, problems);
  const overrides = applyOverrides(yaml.document, set);
  const data = plainValues(yaml, kind.name);

  const parsed = kind.schema.safeParse(data);
  const schema = kind.jsonSchema;
  const unbuilt = kind.notBuiltYet.filter((key) => isFilled(data, key));
  const issues = parsed.error?.issues.filter(({ path }) => !unbuilt.includes(String(path[0]))) ?? [];
  const wrong = schemaMistakes(issues, { data, schema, isSecret: kind.isSecret });
  const mistakes = [...wrong, ...unbuilt.map(notBuiltYet), ...kind.contradictions(readableSections(kind.schema, data))];
  const locate = (mistake: Mistake): Problem => {
    const override = overrides.applied.findLast(({ path }) => path.every((step, i) => mistake.path[i] === step));
    if (override === undefined) return yaml.locate(mistake);
    return {
      what: mistake.what,
      todo: mistake.todo,
      at: { file: `--set ${override.text}`, key: keyText(mistake.path) },
    };
  };
  const all = [...problems, ...overrides.problems, ...mistakes.map(locate)];
  if (!parsed.success || all.length > 0) throw refused(kind.name, all.sort(byLine));
  return { values: parsed.data, locate };
}

function isFilled(data: unknown, key: string): boolean {
  const value = (data as Readonly<Record<string, unknown>> | null)?.[key] ?? null;
  return typeof value === 'object' ? Object.keys(value ?? {}).length > 0 : true;
}

const notBuiltYet = (key: string): Mistake => ({
  path: [key],
  what: `${key}: not built yet in this version of the workbench`,
  todo: 'remove it or leave it empty; it would otherwise be ignored',
  ofKey: true,
});

/** Aliases can be made to grow without end; the reader stops them. */
function plainValues(yaml: YamlFile, kind: string): unknown {
  try {
    return yaml.values() ?? {};
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const at = { file: yaml.name };
    throw refused(kind, [{ what: 'its aliases (*) cannot be resolved', todo: 'write the values out', at }]);
  }
}

/** Each top-level key that is right by itself; one that may be left out, and is, is there as undefined. */
function readableSections<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  data: unknown,
): Partial<z.output<z.ZodObject<Shape>>> {
  if (typeof data !== 'object' || data === null) return {};
  const given = data as Readonly<Record<string, unknown>>;
  const entries = Object.entries(schema.shape).flatMap(([key, section]) => {
    const parsed = (section as z.ZodType).safeParse(given[key]);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return Object.fromEntries(entries) as Partial<z.output<z.ZodObject<Shape>>>;
}

function refused(kind: string, problems: readonly Problem[]): WorkbenchError {
  return inputError(`${kind}-invalid`, problems);
}

const byLine = (a: Problem, b: Problem): number =>
  (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
