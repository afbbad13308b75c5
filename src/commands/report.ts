import { mkdir } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import { inputError } from '../errors.ts';
import type { Judged } from '../report/judged.ts';
import { renderSideBySide } from '../report/side-by-side.ts';
import { replaceFile, writeReport } from '../report/write.ts';

export interface ReportEffects {
  readonly out: (text: string) => void;
  readonly cwd: string;
  /** Reads the judged files of a run folder, judging first where one is missing. */
  readonly loadJudged: (runFolder: string) => Judged | Promise<Judged>;
}

const EXAMPLES = `
Examples:
  $ workbench report results/2026-11-20T10-00-00-demo
  $ workbench report results/before results/after --out results/side-by-side`;

/** `workbench report RUN… [--out DIR]`: renders judged runs; exits 0 when it rendered. */
export function reportCommand(effects: ReportEffects): Command {
  return new Command('report')
    .description('render the report of a run from its folder, or of several runs side by side')
    .argument('<run...>', 'run folders')
    .option('--out <dir>', 'folder to write into (one run: by default its own folder)')
    .addHelpText('after', EXAMPLES)
    .action(async (runs: string[], { out }: { out?: string }) => {
      const folders = runs.map((run) => resolve(effects.cwd, run));
      const [only] = folders;
      if (folders.length === 1 && only !== undefined) await reportOne(only, out, effects);
      else await reportSeveral(folders, out, effects);
    });
}

async function reportOne(folder: string, out: string | undefined, effects: ReportEffects): Promise<void> {
  const judged = await effects.loadJudged(folder);
  const [page = folder] = await writeReport(judged, out === undefined ? folder : resolve(effects.cwd, out));
  effects.out(`Report: ${relative(effects.cwd, page)}`);
}

async function reportSeveral(
  folders: readonly string[],
  out: string | undefined,
  effects: ReportEffects,
): Promise<void> {
  if (out === undefined) {
    throw inputError('report-out', [
      { what: 'several runs have no folder in common to write into', todo: 'Name one with --out DIR.' },
    ]);
  }
  const into = resolve(effects.cwd, out);
  await mkdir(into, { recursive: true });
  const linked = [];
  for (const [position, folder] of folders.entries()) {
    const judged = await effects.loadJudged(folder);
    const own = join(into, `${position + 1}-${basename(folder)}`);
    const [page = own] = await writeReport(judged, own);
    linked.push({ judged, href: relative(into, page).split(sep).map(encodeURIComponent).join('/') });
  }
  const page = join(into, 'report.html');
  await replaceFile(page, renderSideBySide(linked));
  effects.out(`Report: ${relative(effects.cwd, page)}`);
}
