import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { EXIT, type ExitStatus, inputError } from '../../errors.ts';
import { diffInventories } from '../../inventory/diff/diff-inventories.ts';
import { shippedImpacts } from '../../inventory/diff/impacts/read-impacts.ts';
import { judgeDiff, type RuleVerdict } from '../../inventory/diff/thresholds/judge-diff.ts';
import { readDiffThresholds } from '../../inventory/diff/thresholds/read-thresholds.ts';
import type { DiffRule } from '../../inventory/diff/thresholds/thresholds-schema.ts';
import type { InventoryDiff } from '../../inventory/diff/types.ts';
import { diffMarkdown } from '../../report/target-diff/markdown.ts';
import { shownFolder } from '../reading-folder.ts';
import { addReadingOptions, type ReadingFlags } from '../reading-options.ts';
import type { Terminal } from '../terminal.ts';
import { diffExitStatus } from './diff-exit.ts';
import { addDiffOptions, type DiffOptions, replicationOf } from './diff-options.ts';
import { namedSide } from './diff-sides.ts';
import { diffText } from './diff-text.ts';
import { bothSides, keepDiff } from './live-sides.ts';

type Flags = DiffOptions & ReadingFlags;

const EXAMPLES = `
Examples:
  workbench target diff targets/old.yaml targets/new.yaml
  workbench target diff results/old-inventory new.yaml --replicator mirrormaker-2 --source-alias old
  workbench target diff old.json new.json --thresholds rules.yaml --markdown > diff.md`;

/** `workbench target diff`: what B lacks or has otherwise than A, from what breaks an application first. */
export function diffCommand(terminal: Terminal): Command {
  const command = new Command('diff')
    .description('how two clusters differ, who wanted it, and what it does to an application')
    .argument('<a>', 'the source: a target, which is scanned; an inventory.json; or a folder with one')
    .argument('<b>', 'what A is moved to, in the same ways');
  return addDiffOptions(addReadingOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async (a: string, b: string, flags: Flags) => {
      terminal.exit(await diff([a, b], flags, terminal));
    });
}

async function diff([a, b]: readonly [string, string], flags: Flags, terminal: Terminal): Promise<ExitStatus> {
  const { cwd, width } = terminal;
  const replication = replicationOf(flags, cwd);
  const rules = flags.thresholds === undefined ? [] : rulesOf(flags.thresholds, cwd);
  const sides = await bothSides([namedSide(a, cwd), namedSide(b, cwd)], flags, terminal);
  const { folder } = sides;
  if (sides.isInterrupted) {
    const kept = folder === null ? '' : `: what was read until then is in ${shownFolder(folder, cwd)}`;
    terminal.err(`interrupted, nothing was compared${kept}`);
    return EXIT.interrupted;
  }
  const impacts = shippedImpacts();
  const found = diffInventories(sides.a, sides.b, { impacts, replication });
  const verdicts = judgeDiff(found, rules, impacts);
  const json = asJson(found, verdicts);
  const markdown = diffMarkdown(found, verdicts);
  if (folder !== null) keepDiff(folder, json, markdown);
  if (flags.json) terminal.out(JSON.stringify(json, null, 2));
  else if (flags.markdown) terminal.out(markdown);
  else {
    terminal.out(diffText(found, verdicts, { width, all: flags.all }));
    if (folder !== null) terminal.out(`\nKept: ${join(shownFolder(folder, cwd), 'diff.md')}`);
  }
  return diffExitStatus(found, verdicts);
}

/** With the verdict of every rule; none where no file was given. */
const asJson = (found: InventoryDiff, thresholds: readonly RuleVerdict[]) => ({ ...found, thresholds });

function rulesOf(file: string, cwd: string): readonly DiffRule[] {
  return readDiffThresholds(textOf(resolve(cwd, file), file), file);
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw inputError('diff-thresholds', [
      {
        what: `the rules in ${file} cannot be read: ${code ?? 'unknown cause'}`,
        todo: 'give the path of a YAML file such as target-diff/thresholds.example.yaml',
      },
    ]);
  }
}
