import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { replaceJson } from '../../evidence/replace-json.ts';
import { KAFKA_CONNECT } from '../../inventory/connect/words.ts';
import { SCHEMA_REGISTRY } from '../../inventory/schema-registry/words.ts';
import { platformNamed } from '../../platforms/index.ts';
import { checkHtml, checkMarkdown } from '../../report/target-check/files.ts';
import { checkText } from '../../report/target-check/terminal.ts';
import { type CheckedService, checkTarget } from '../../target-check/check.ts';
import { STEPS, type Step } from '../../target-check/permissions/needs.ts';
import type { TargetCheck } from '../../target-check/types.ts';
import { writingAllowed } from '../../target-check/writing-allowed.ts';
import { type OpenReading, withReading } from '../open-reading.ts';
import { shownFolder } from '../reading-folder.ts';
import { addReadingOptions, type ReadingFlags } from '../reading-options.ts';
import type { Terminal } from '../terminal.ts';

interface CheckFlags extends ReadingFlags {
  readonly for: readonly Step[];
  /** Seconds. */
  readonly timeout: number;
  readonly write: boolean;
}

const DEFAULT_TIMEOUT_S = 10;
const ROUND_TRIPS = 20;

export function checkCommand(terminal: Terminal): Command {
  const command = new Command('check')
    .description('can it be measured: from names and TLS to permissions, versions, clocks and quotas, line by line')
    .argument('<target>', 'a target file, or the name of a shipped one')
    .addOption(
      new Option('--for <step...>', 'ask for the permissions of these steps only')
        .choices(STEPS)
        .default([...STEPS], 'all'),
    )
    .option('--timeout <seconds>', 'wait so long for a name, a connection or an answer', seconds, DEFAULT_TIMEOUT_S)
    .option('--write', 'also write ten records through a topic of its own, where the target allows load', false)
    .addHelpText('after', '\nExample:\n  workbench target check targets/orders.yaml --for inventory');
  return addReadingOptions(command).action(async (target: string, flags: CheckFlags) => {
    const request = { target, verb: 'check', flags, withinMs: flags.timeout * 1e3 };
    terminal.exit(await withReading(request, terminal, (reading) => check(reading, flags, terminal)));
  });
}

function seconds(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && value <= 600) return value;
  throw new InvalidArgumentError('Give seconds, above 0 and up to 600.');
}

async function check(reading: OpenReading, flags: CheckFlags, terminal: Terminal): Promise<ExitStatus> {
  const { target, connection, cluster, gate, folder } = reading;
  const isShown = terminal.interactive && !flags.json;
  const checked = await checkTarget({
    target,
    connection,
    cluster,
    gate,
    services: servicesOf(reading),
    // A target that permits no load is never run on.
    steps: flags.for.filter((step) => step !== 'run' || target.environment !== 'production'),
    timeoutMs: flags.timeout * 1e3,
    roundTrips: ROUND_TRIPS,
    writing: writingAllowed(target, flags.write),
    partitionAdvice: platformNamed(target.platform).partitionAdvice?.(target) ?? null,
    left: (topic, why) => terminal.err(`topic ${topic} is left behind: ${why}`),
    ...(isShown ? { tell: (doing: string) => terminal.err(`Looking at ${doing} …`) } : {}),
  });
  keep(checked, folder);
  if (flags.json) terminal.out(JSON.stringify(checked, null, 2));
  else {
    terminal.out(checkText(checked, terminal));
    terminal.out(`Page: ${join(shownFolder(folder, terminal.cwd), 'check.html')}`);
  }
  return exitStatusOf(checked);
}

function servicesOf({ target, http }: OpenReading): readonly CheckedService[] {
  const { schemaRegistry, kafkaConnect = [] } = target;
  return [
    ...(schemaRegistry === undefined
      ? []
      : [{ title: SCHEMA_REGISTRY.name, service: http(schemaRegistry, SCHEMA_REGISTRY), path: '/config' }]),
    ...kafkaConnect.map((address) => ({ title: KAFKA_CONNECT.name, service: http(address, KAFKA_CONNECT), path: '/' })),
  ];
}

function keep(checked: TargetCheck, folder: string): void {
  replaceJson(join(folder, 'check.json'), checked);
  writeFileSync(join(folder, 'check.md'), checkMarkdown(checked));
  writeFileSync(join(folder, 'check.html'), checkHtml(checked));
}

/** What cannot be reached, or does not let in, is told from what is there and not in order. */
export function exitStatusOf({
  isAnswering,
  isWhole,
  lines,
}: Pick<TargetCheck, 'isAnswering' | 'isWhole' | 'lines'>): ExitStatus {
  if (!isAnswering || !isWhole) return EXIT.platform;
  return lines.some(({ verdict }) => verdict === 'failed') ? EXIT.failed : EXIT.pass;
}
