import { appendFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Histogram } from 'hdr-histogram-js';
import { inputError } from '../errors.ts';
import { replaceJson } from './replace-json.ts';
import { sampleFileName, sampleLogHeader, sampleLogLine } from './sample-log.ts';
import type { Audit, RepetitionAudit } from './types/audit.ts';
import type { Event } from './types/events.ts';
import type { Metric } from './types/metrics.ts';
import type { RunPlan } from './types/plan.ts';
import type { SampleName } from './types/samples.ts';

/**
 * A run's folder while the run goes: plan and prices first, then lines that are only ever appended, so
 * that a run that is cut off keeps everything up to its last second.
 */
export class RunFolder {
  readonly path: string;
  readonly #headers = new Set<string>();
  readonly #audits: RepetitionAudit[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  /** Takes a folder that is new or empty; otherwise WorkbenchError `folder-not-empty` (exit status 2). */
  static create(path: string): RunFolder {
    if (filesIn(path).length > 0) {
      throw inputError('folder-not-empty', [
        {
          what: `the run folder ${path} is not empty`,
          todo: 'give --out a new or empty folder: a run is never overwritten',
        },
      ]);
    }
    try {
      mkdirSync(join(path, 'samples'), { recursive: true });
    } catch (error) {
      throw notAFolder(path, error);
    }
    return new RunFolder(path);
  }

  writePlan(plan: RunPlan): void {
    replaceJson(join(this.path, 'plan.json'), plan);
  }

  /** prices.json: what the cost model will use, copied before the run. */
  writePrices(prices: object): void {
    replaceJson(join(this.path, 'prices.json'), prices);
  }

  event(event: Event): void {
    this.#append('events.jsonl', `${JSON.stringify(event)}\n`);
  }

  metric(metric: Metric): void {
    this.#append('metrics.jsonl', `${JSON.stringify(metric)}\n`);
  }

  /** Adds what was recorded for one interval of intended time; the same interval may come again. */
  sample(name: SampleName, epochWallMs: number, second: number, histogram: Histogram, endSecond: number): void {
    const file = join('samples', sampleFileName(name));
    if (!this.#headers.has(file)) {
      this.#headers.add(file);
      this.#append(file, sampleLogHeader(epochWallMs));
    }
    this.#append(file, sampleLogLine(second, histogram, endSecond));
  }

  audit(audit: RepetitionAudit): void {
    this.#audits.push(audit);
    replaceJson(join(this.path, 'audit.json'), { formatVersion: 1, repetitions: this.#audits } satisfies Audit);
  }

  #append(file: string, text: string): void {
    appendFileSync(join(this.path, file), text);
  }
}

function filesIn(path: string): readonly string[] {
  try {
    return existsSync(path) ? readdirSync(path) : [];
  } catch (error) {
    throw notAFolder(path, error);
  }
}

function notAFolder(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  return inputError('no-run-folder', [
    { what: `${path} cannot be a run folder (${code})`, todo: 'give --out a path where a folder may be created' },
  ]);
}
