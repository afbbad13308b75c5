import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT } from '../../errors.ts';
import { scanInventory } from '../../inventory/scan.ts';
import { MOST_SUBJECTS } from '../../inventory/schema-registry/scan.ts';
import type { Inventory } from '../../inventory/types.ts';
import { parseDuration } from '../../units.ts';
import { type OpenReading, targetToRead, withReading } from '../open-reading.ts';
import { targetFile } from '../platform/local-target.ts';
import { shownFolder } from '../reading-folder.ts';
import { addReadingOptions, type ReadingFlags } from '../reading-options.ts';
import type { Terminal } from '../terminal.ts';
import { type ByHandPlace, besideTarget, checkByHandFile, keepByHand } from './by-hand-file.ts';
import { INVENTORY_PAGE, writeInventory } from './inventory-files.ts';
import { inventoryGaps } from './inventory-gaps.ts';
import { inventoryServices } from './inventory-services.ts';
import { inventoryText } from './inventory-text.ts';

interface InventoryFlags extends ReadingFlags {
  readonly sampleFor: number;
  readonly schemas: boolean;
  readonly maxSubjects: number;
  /** Absent: where it stands by itself; false: `--no-by-hand`. */
  readonly byHand?: string | false;
}

const EXAMPLE = `
Example:
  workbench target inventory targets/prod.yaml
  workbench target inventory targets/prod.yaml --sample-for 60s --by-hand prod.by-hand.yaml

Exit status: 0 all was obtained, 4 something that was asked for was not (the rest is kept), 2 wrong input, 130 interrupted.`;

/** `workbench target inventory`: what is on a cluster, read-only. */
export function inventoryCommand(terminal: Terminal): Command {
  const command = new Command('inventory')
    .description('write down what is on a cluster and what stands beside it, without changing anything')
    .argument('<target>', 'a target file, or the name of a local platform that runs')
    .addOption(
      new Option('--sample-for <duration>', 'between the two samples that throughput comes from; 0s: none')
        .argParser(seconds)
        .default(10, '10s'),
    )
    .option('--schemas', "keep the schemas' texts, too", false)
    .option('--max-subjects <n>', 'ask a Schema Registry for no more subjects', count, MOST_SUBJECTS)
    .option('--by-hand <file>', 'where people write what no cluster tells (default: beside the target file)')
    .option('--no-by-hand', 'keep no such file');
  return addReadingOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(async (name: string, flags: InventoryFlags) => {
      const place = placeOf(name, flags.byHand, terminal.cwd);
      if (place !== null) checkByHandFile(place);
      const status = await withReading({ target: name, verb: 'inventory', flags }, terminal, (reading) =>
        taken(reading, flags, place, terminal),
      );
      terminal.exit(status);
    });
}

function seconds(text: string): number {
  try {
    return parseDuration(text) / 1e3;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function count(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number.');
}

/** Nobody owns what is on a platform that is started here: there it is kept only where it is asked for. */
function placeOf(name: string, byHand: string | false | undefined, cwd: string): ByHandPlace | null {
  if (byHand === false) return null;
  const target = targetToRead(name, cwd);
  if (byHand !== undefined) return { shown: byHand, path: resolve(cwd, byHand) };
  return target.connect.kind === 'local' ? null : besideTarget(targetFile(name, cwd), target.name, cwd);
}

async function taken(
  reading: OpenReading,
  flags: InventoryFlags,
  place: ByHandPlace | null,
  terminal: Terminal,
): Promise<number> {
  const { target, connection, cluster, limits, signal, folder } = reading;
  const scanned = await scanInventory(cluster, inventoryServices(reading), {
    target,
    bootstrap: connection.bootstrap,
    limits,
    sampleSeconds: flags.sampleFor,
    schemas: flags.schemas,
    maxSubjects: flags.maxSubjects,
    signal,
    now: terminal.now,
    tell: flags.json ? () => {} : (doing) => terminal.err(doing),
  });
  const { brokers, topics } = scanned.sections;
  const kept = brokers.obtained || topics.obtained ? place : null;
  const inventory: Inventory = kept === null ? scanned : { ...scanned, byHand: keepByHand(kept, scanned) };
  writeInventory(folder, inventory);
  const shown = shownFolder(folder, terminal.cwd);
  terminal.out(flags.json ? JSON.stringify(inventory, null, 2) : `\n${inventoryText(inventory, terminal.width)}\n`);
  if (!flags.json) {
    terminal.out(`kept in ${shown}; open ${join(shown, INVENTORY_PAGE)}`);
    if (kept !== null) terminal.out(`fill in ${kept.shown}: what no cluster tells; the next scan keeps it`);
  }
  if (signal.aborted) {
    terminal.err(`interrupted: what was read until then is in ${shown}`);
    return EXIT.interrupted;
  }
  const gaps = inventoryGaps(inventory);
  if (gaps !== null) throw gaps;
  return EXIT.pass;
}
