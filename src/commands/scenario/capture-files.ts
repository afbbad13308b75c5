import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { calibrate } from '../../capture/scenario/calibrate.ts';
import { proofOfConcept } from '../../capture/scenario/proof-of-concept.ts';
import { scenarioText } from '../../capture/scenario/scenario-text.ts';
import type { Capture } from '../../capture/types.ts';
import { inputError } from '../../errors.ts';
import { coverageOf } from '../../judge/coverage/coverage.ts';
import { renderCaptureHtml } from '../../report/capture-report/html.ts';
import { scenarioJsonSchema } from '../../scenarios/json-schema.ts';
import { type LoadedScenario, loadScenario } from '../../scenarios/load.ts';
import { generatedRatio } from './generated-ratio.ts';

export const CAPTURE_PAGE = 'capture.html';
const CAPTURE_FILE = 'capture.json';
const SCENARIO_FILE = 'scenario.yaml';

export interface WrittenCapture {
  /** Null: nothing was written while it was watched, and no scenario is made up. */
  readonly scenario: { readonly path: string; readonly loaded: LoadedScenario; readonly scaleWhy: string } | null;
}

/**
 * Writes what was captured: capture.json and its page into the folder, and the scenario beside them, or where
 * `scenarioPath` says, with its own copy of the capture beside it.
 */
export async function writeCapture(
  capture: Capture,
  { folder, scenarioPath, scale }: { folder: string; scenarioPath: string | null; scale: number | null },
): Promise<WrittenCapture> {
  const json = `${JSON.stringify(capture, null, 2)}\n`;
  writeFileSync(join(folder, CAPTURE_FILE), json);
  const drafted = await draft(capture, json, scenarioPath, scale);
  const coverage = drafted === null ? null : coverageOf(drafted.loaded.plan);
  writeFileSync(join(folder, CAPTURE_PAGE), await renderCaptureHtml(capture, coverage));
  if (drafted === null) return { scenario: null };
  const { loaded, text, captureFile, scaleWhy } = drafted;
  const path = scenarioPath ?? join(folder, SCENARIO_FILE);
  const beside = join(path, '..');
  if (scenarioPath !== null) written(join(beside, captureFile), json, 'w');
  written(path, text, 'wx');
  written(join(beside, 'scenario.schema.json'), `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`, 'w');
  return { scenario: { path, loaded, scaleWhy } };
}

async function draft(capture: Capture, json: string, scenarioPath: string | null, scale: number | null) {
  if (capture.whole.averageRecordsPerSecond.value === 0) return null;
  const poc = proofOfConcept(capture, scale);
  const captureFile =
    scenarioPath === null ? CAPTURE_FILE : `${basename(scenarioPath).replace(/\.ya?ml$/, '')}.capture.json`;
  const file = { name: scenarioName(capture.target.name), captureFile };
  const load = (text: string): LoadedScenario =>
    loadScenario(text, { file: scenarioPath ?? SCENARIO_FILE, readNamed: () => json });
  const ratio = capture.whole.compressionRatio?.value ?? null;
  const perBatch = poc.recordsPerBatch ?? 1;
  const { plan } = load(scenarioText(capture, poc, { ...file, calibrated: null }));
  const calibrated =
    ratio === null || poc.compression === null || poc.compression === 'none'
      ? null
      : await calibrate(ratio, (compressibility) =>
          generatedRatio({ ...plan, records: { ...plan.records, compressibility } }, perBatch),
        );
  const text = scenarioText(capture, poc, { ...file, calibrated });
  return { text, loaded: load(text), captureFile, scaleWhy: poc.scaleWhy };
}

/** A scenario's name is made of small letters, digits and hyphens. */
const scenarioName = (target: string): string => {
  const plain = target
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return plain === '' ? 'captured' : `${plain}-captured`;
};

function written(path: string, text: string, flag: 'w' | 'wx'): void {
  try {
    writeFileSync(path, text, { flag });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = code === 'EEXIST' ? 'there is a file of this name already' : `cannot be written (${code})`;
    throw inputError('scenario-not-written', [
      { what, todo: 'choose another name with --scenario', at: { file: path } },
    ]);
  }
}
