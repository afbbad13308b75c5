import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { inputError } from '../../errors.ts';
import { PACKAGE_ROOT } from '../../package.ts';
import { YamlFile } from '../../scenarios/document.ts';
import type { JsonSchema } from '../../scenarios/json-schema.ts';
import { schemaMistakes } from '../../scenarios/schema-mistakes.ts';

const text = z.string().min(1);

const query = z.strictObject({
  metrics: z.array(z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, "is no metric's name")).min(1),
  query: z
    .string()
    .regex(/\$labels/, 'has no $labels: it would count other clusters too')
    .regex(/\$interval/, 'has no $interval: what it says would not be of the interval before its time'),
});

/** What a capture asks of one kind of platform, each by topic and over an interval: data in capture-queries/. */
const captureQueries = z.strictObject({
  name: text,
  shape: z.strictObject({ source: text, date: text, note: text.optional() }),
  /** That choose a target's own series, from `billing.resources`. */
  labels: z.array(text),
  topicLabel: text,
  recordsIn: query,
  bytesIn: query,
  bytesOut: query.optional(),
  partitions: query.optional(),
});

export type CaptureQueries = z.output<typeof captureQueries>;

/** @throws WorkbenchError (exit status 2) with every mistake of the file, each with its line */
export function readCaptureQueries(content: string, file: string): CaptureQueries {
  const yaml = new YamlFile(content, file);
  const { problems } = yaml.syntax();
  if (problems.length > 0) throw inputError('capture-queries', problems);
  const data: unknown = yaml.values() ?? {};
  const read = captureQueries.safeParse(data);
  if (read.success) return read.data;
  const schema = z.toJSONSchema(captureQueries) as JsonSchema;
  const mistakes = schemaMistakes(read.error.issues, { data, schema, isSecret: () => false });
  throw inputError(
    'capture-queries',
    mistakes.map((mistake) => yaml.locate(mistake)),
  );
}

/** The folder beside src/ in a clone and beside dist/ in a package. */
const SHIPPED = join(PACKAGE_ROOT, 'capture-queries');

export const platformsWithCaptureQueries = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/** Null where nothing is known of the platform's metrics. */
export function captureQueriesFor(platform: string): CaptureQueries | null {
  const file = join(SHIPPED, `${basename(platform)}.yaml`);
  return existsSync(file)
    ? readCaptureQueries(readFileSync(file, 'utf8'), `capture-queries/${basename(platform)}.yaml`)
    : null;
}
