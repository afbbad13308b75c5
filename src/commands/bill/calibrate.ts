import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { calibrate } from '../../cost-model/billing/calibrate/calibrate.ts';
import { sheetText } from '../../cost-model/billing/calibrate/sheet-text.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import type { Calibration, Proposal } from '../../cost-model/billing/types/calibration.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';
import { addBesideOptions, type BesideOptions, platformBeside } from './beside-options.ts';
import { calibrationText } from './calibration-text.ts';
import { billsIn, chosenBill, costBeside, savedBillAt } from './saved-bill.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'width' | 'now'>;

interface Options extends BesideOptions {
  readonly accept?: string;
  readonly only: readonly string[];
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  workbench bill calibrate results/<run>
  workbench bill calibrate results/<run> --only compressionRatio --accept tco/from-the-bill.yaml
  workbench cost --assumptions tco/from-the-bill.yaml --all`;

/** `workbench bill calibrate`: values of assumptions that explain a bill; nothing changes unless they are accepted. */
export function calibrateCommand(effects: Effects): Command {
  const command = new Command('calibrate').description(
    'propose assumptions that explain a bill, with their fit; they change nothing unless accepted into a file',
  );
  return addBesideOptions(command)
    .option('--accept <file>', 'write what is proposed as an assumptions sheet, where no file is yet')
    .option('--only <figure>', 'accept this one only, by its name; may be repeated', repeatable, [])
    .option('--json', 'print the proposals', false)
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: Options) => {
      const { cwd, width } = effects;
      const saved = savedBillAt(path, cwd);
      const { target, bill } = chosenBill(billsIn(saved, options.target ?? path), options.target);
      const cost = costBeside(saved, options.cost, cwd);
      const platform = platformBeside(cost, target, options.platform);
      const calibration = calibrate({ cost, platform, target, bill });
      const accepted =
        options.accept === undefined
          ? null
          : accept(calibration, { file: options.accept, only: options.only, bill, cost }, effects);
      effects.out(
        options.json ? JSON.stringify(calibration, null, 2) : calibrationText(calibration, cost.currency, width),
      );
      if (accepted !== null && !options.json) effects.out(`\nWritten: ${accepted}`);
    });
}

interface Accepted {
  readonly file: string;
  /** Names; all where there are none. */
  readonly only: readonly string[];
  readonly bill: Bill;
  readonly cost: CostResult;
}

/**
 * Writes the accepted proposals and returns the file.
 * @throws WorkbenchError where there is none, a name is not among them, or the file is there already.
 */
function accept(
  { proposals, platform }: Calibration,
  { file, only, bill, cost }: Accepted,
  { cwd, now }: Effects,
): string {
  const path = resolve(cwd, file);
  const accepted = only.length === 0 ? proposals : only.map((name) => named(name, proposals));
  if (accepted.length === 0) {
    throw inputError('calibration', [
      { what: 'nothing is proposed, so nothing can be accepted', todo: 'See why without --accept.' },
    ]);
  }
  if (existsSync(path)) {
    throw inputError('calibration', [{ what: `${file} is there already`, todo: 'Give another name.' }]);
  }
  const text = sheetText({
    proposals: accepted,
    platform,
    cost,
    name: basename(file),
    date: now().toISOString().slice(0, 10),
    source: `bill of ${bill.period.start} to ${bill.period.end}`,
  });
  writeFileSync(path, text, { flag: 'wx' });
  return file;
}

function named(name: string, proposals: readonly Proposal[]): Proposal {
  const found = proposals.filter(({ figure }) => figure === name || figure.endsWith(`/${name}`));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw inputError('calibration', [
    {
      what: `--only: "${name}" is not among what is proposed`,
      todo: `Proposed: ${proposals.map(({ figure }) => figure).join(', ') || 'nothing'}.`,
    },
  ]);
}
