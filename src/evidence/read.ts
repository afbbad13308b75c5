import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputError } from '../errors.ts';
import type { Plan } from '../scenarios/types.ts';
import { parseSampleFileName, parseSampleLog } from './sample-log.ts';
import type { Audit } from './types/audit.ts';
import type { Event } from './types/events.ts';
import type { Metric } from './types/metrics.ts';
import { FORMAT_VERSION, type RunPlan } from './types/plan.ts';
import type { RunEvidence } from './types/run-evidence.ts';
import type { SampleLog, SampleName } from './types/samples.ts';

/**
 * Reads a run folder, from any path, complete or cut off; `only` picks the histogram logs to decode. Errors are WorkbenchErrors (exit status 2):
 * `no-run` (not a run folder), `unknown-format` (a newer version wrote it), `damaged-evidence`.
 */
export function readEvidence(folder: string, only: SampleFilter = () => true): RunEvidence {
  const plan = readPlan(folder);
  return {
    plan,
    samples: readSamples(folder, only),
    events: readLines<Event>(folder, 'events.jsonl'),
    metrics: readLines<Metric>(folder, 'metrics.jsonl'),
    audit: readJson<Audit>(folder, 'audit.json') ?? { formatVersion: FORMAT_VERSION, repetitions: [] },
  };
}

type SampleFilter = (name: SampleName) => boolean;

/** A JSON file of a run folder; null where it is missing. */
export function readJson<T>(folder: string, file: string): T | null {
  const path = join(folder, file);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw damaged(path, (error as Error).message);
  }
}

function readPlan(folder: string): RunPlan {
  const plan = readJson<RunPlan>(folder, 'plan.json');
  if (plan === null) {
    throw inputError('no-run', [
      { what: `${folder} is not a run folder: it has no plan.json`, todo: 'give a folder that `workbench run` wrote' },
    ]);
  }
  if (plan.formatVersion !== FORMAT_VERSION) {
    throw inputError('unknown-format', [
      {
        what: `${folder}/plan.json has format version ${String(plan.formatVersion)}; this workbench reads ${FORMAT_VERSION}`,
        todo: 'judge it with the version of the workbench that wrote it, or a newer one',
      },
    ]);
  }
  const needed = [...Object.keys(PLANNED), ...(plan.plan?.faults === undefined ? [] : ['recoveredP99Ms'])];
  const lacking = needed.filter((key) => !Object.hasOwn(plan.plan ?? {}, key));
  if (lacking.length > 0) throw damaged(join(folder, 'plan.json'), `its plan lacks ${lacking.join(', ')}`);
  return plan;
}

/** What every plan says: judging would take what is missing for nothing. A plan without faults is one from before there were any. */
const PLANNED: Readonly<Record<Exclude<keyof Plan, 'faults' | 'recoveredP99Ms' | 'seen'>, true>> = {
  planVersion: true,
  scenario: true,
  seed: true,
  profile: true,
  topics: true,
  records: true,
  client: true,
  streams: true,
  phases: true,
  groups: true,
  catchUp: true,
  retentionMs: true,
  readingPatienceSeconds: true,
  thresholds: true,
  repetitions: true,
  production: true,
};

function readSamples(folder: string, only: SampleFilter): SampleLog[] {
  const samples = join(folder, 'samples');
  if (!existsSync(samples)) return [];
  return readdirSync(samples)
    .toSorted()
    .flatMap((file) => {
      const name = parseSampleFileName(file);
      if (name === null || !only(name)) return [];
      try {
        return [{ ...name, intervals: parseSampleLog(readFileSync(join(samples, file), 'utf8')) }];
      } catch (error) {
        throw damaged(join(samples, file), (error as Error).message);
      }
    });
}

/** A last line without its newline was cut off in writing and is left out. */
function readLines<T>(folder: string, file: string): T[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line, index) => {
      if (line === '') return [];
      try {
        return [JSON.parse(line) as T];
      } catch {
        throw damaged(path, `line ${index + 1} is not JSON`);
      }
    });
}

function damaged(path: string, why: string): Error {
  return inputError('damaged-evidence', [
    {
      what: `${path} cannot be read: ${why}`,
      todo: 'restore the file from a copy of the run folder; evidence is never repaired',
    },
  ]);
}
