import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type CaptureOptions, captureCluster, refuseTooShort } from '../../capture/capture-cluster.ts';
import { captureMetrics } from '../../capture/prometheus/capture-metrics.ts';
import {
  captureQueriesFor,
  platformsWithCaptureQueries,
  readCaptureQueries,
} from '../../capture/prometheus/queries.ts';
import type { Capture } from '../../capture/types.ts';
import { EXIT, inputError, WorkbenchError } from '../../errors.ts';
import { coverageOf } from '../../judge/coverage/coverage.ts';
import { coverageSentence } from '../../judge/coverage/words.ts';
import { prometheusAccess } from '../../prometheus/ask.ts';
import { captureSentence } from '../../report/capture-report/words.ts';
import { parseBytes, parseDuration } from '../../units.ts';
import { type OpenReading, withReading } from '../open-reading.ts';
import { plainText } from '../output.ts';
import { shownFolder } from '../reading-folder.ts';
import { addReadingOptions, type ReadingFlags } from '../reading-options.ts';
import type { Terminal } from '../terminal.ts';
import { CAPTURE_PAGE, writeCapture } from './capture-files.ts';

interface CaptureFlags extends ReadingFlags {
  readonly for: number;
  readonly topics: RegExp;
  /** 0: none. */
  readonly lookBack: number;
  readonly from: 'brokers' | 'prometheus';
  readonly queries?: string;
  readonly scenario?: string;
  readonly scale?: number;
  readonly sampleBytes: number;
  readonly hideNames: boolean;
}

const PROMETHEUS_WITHIN_MS = 30_000;

const EXAMPLE = `
Example:
  workbench scenario capture targets/prod.yaml --for 10m --topics '^orders' --scenario orders.yaml
  workbench scenario check orders.yaml

Nothing is written to the cluster, no group is joined, nothing is committed. Keys and values are looked at and forgotten.
Exit status: 0 captured, 4 parts could not be obtained or nothing was written meanwhile, 2 wrong input, 130 interrupted.`;

/** `workbench scenario capture`: a scenario from what a cluster is seen to take, read-only. */
export function captureCommand(terminal: Terminal): Command {
  const command = new Command('capture')
    .description('take a scenario from what a cluster is seen to take, without changing anything')
    .argument('<target>', 'a target file, or the name of a local platform that runs')
    .addOption(new Option('--for <duration>', 'how long to watch').argParser(seconds).default(600, '10m'))
    .addOption(
      new Option('--topics <regex>', 'topics whose name matches')
        .argParser(pattern)
        .default(/(?:)/, "all but Kafka's own"),
    )
    .addOption(
      new Option('--look-back <duration>', 'rates of the time before, from offsets by time; none: do not ask')
        .argParser(lookBack)
        .default(86_400, '24h'),
    )
    .addOption(
      new Option('--from <source>', 'what is asked: brokers, or only their metrics')
        .choices(['brokers', 'prometheus'])
        .default('brokers'),
    )
    .option('--queries <file>', 'what is asked of Prometheus, in the shape of capture-queries/ (default: by platform)')
    .option('--scenario <file>', 'where to write the scenario, with its capture beside it (default: into the folder)')
    .option(
      '--scale <share>',
      'of the rates that are seen: 0.1 or 10% (default: all, up to 10000 records/s and 20 MiB/s)',
      share,
    )
    .addOption(
      new Option('--sample-bytes <size>', 'read no more than this to look at sizes, keys and codecs; 0B: nothing')
        .argParser(size)
        .default(64 * 1024 ** 2, '64MiB'),
    )
    .option('--hide-names', 'write topic-1, topic-2, … instead of the names of topics', false);
  return addReadingOptions(command)
    .addHelpText('after', EXAMPLE)
    .action(async (name: string, flags: CaptureFlags) => {
      refuseTooShort(flags.for);
      const scenarioPath = flags.scenario === undefined ? null : resolve(terminal.cwd, flags.scenario);
      if (scenarioPath !== null && existsSync(scenarioPath)) {
        const what = 'there is a file of this name already';
        throw inputError('scenario-not-written', [
          { what, todo: 'choose another name', at: { file: flags.scenario ?? '' } },
        ]);
      }
      const status = await withReading({ target: name, verb: 'capture', flags }, terminal, (reading) =>
        taken(reading, flags, scenarioPath, terminal),
      );
      terminal.exit(status);
    });
}

async function taken(
  reading: OpenReading,
  flags: CaptureFlags,
  scenarioPath: string | null,
  terminal: Terminal,
): Promise<number> {
  const { folder, signal } = reading;
  const capture = await captured(reading, flags, terminal.cwd, flags.json ? () => {} : (doing) => terminal.err(doing));
  const { scenario } = await writeCapture(capture, { folder, scenarioPath, scale: flags.scale ?? null });
  const shown = shownFolder(folder, terminal.cwd);
  if (flags.json) terminal.out(JSON.stringify(capture, null, 2));
  else {
    terminal.out(`\n${plainText(captureSentence(capture))}`);
    for (const note of capture.notes) terminal.out(`  ${plainText(note)}`);
    if (scenario !== null) {
      const coverage = coverageOf(scenario.loaded.plan);
      const path = relative(terminal.cwd, scenario.path);
      const shownPath = path.startsWith('..') ? scenario.path : path;
      terminal.out(`\n${shownPath}: ${plainText(scenario.scaleWhy)}.`);
      if (coverage !== null) terminal.out(plainText(coverageSentence(coverage, 'A run of it')));
      terminal.out(`Next: workbench scenario check ${shownPath}`);
    }
    terminal.out(`\nkept in ${shown}; open ${join(shown, CAPTURE_PAGE)}`);
  }
  if (signal.aborted) {
    terminal.err(`interrupted: what was seen until then is in ${shown}`);
    return EXIT.interrupted;
  }
  const gaps = captureGaps(capture);
  if (gaps !== null) throw gaps;
  return EXIT.pass;
}

function captured(
  reading: OpenReading,
  flags: CaptureFlags,
  cwd: string,
  tell: (doing: string) => void,
): Promise<Capture> {
  const { target, cluster, limits, signal } = reading;
  const options: CaptureOptions = {
    target,
    limits,
    seconds: flags.for,
    topics: flags.topics,
    lookBackSeconds: flags.lookBack > 0 ? flags.lookBack : null,
    sampleBytes: flags.sampleBytes,
    hideNames: flags.hideNames,
    signal,
    tell,
  };
  return flags.from === 'brokers' ? captureCluster(cluster, options) : fromPrometheus(reading, flags, options, cwd);
}

function fromPrometheus(
  { target, gate }: OpenReading,
  { queries: file }: CaptureFlags,
  options: CaptureOptions,
  cwd: string,
): Promise<Capture> {
  const address = target.billing?.prometheus ?? null;
  if (address === null) {
    const what = `${target.name} says nowhere where its Prometheus is`;
    throw inputError('prometheus', [{ what, todo: 'write billing: { prometheus: { url: … } } into the target' }]);
  }
  const queries = file === undefined ? captureQueriesFor(target.platform) : readCaptureQueries(textOf(file, cwd), file);
  if (queries === null) {
    const what = `the metrics of ${target.platform} are not known here; those of ${platformsWithCaptureQueries().join(', ')} are`;
    throw inputError('prometheus', [{ what, todo: 'give --queries with a file like those in capture-queries/' }]);
  }
  const asking = {
    access: prometheusAccess(address, process.env, cwd),
    timeoutMs: PROMETHEUS_WITHIN_MS,
    gate: { gate, service: 'prometheus' },
  };
  const resources = target.billing?.resources ?? {};
  return captureMetrics({ asking, queries, resources, spent: () => gate.spent() }, options);
}

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw inputError('file-unreadable', [
      { what: `cannot be read (${code})`, todo: 'check the path and the file', at: { file } },
    ]);
  }
}

/** What was asked for and is not in the capture, as an error to end with; null: nothing is missing. */
function captureGaps(capture: Capture): WorkbenchError | null {
  const gaps = capture.missing
    .filter(({ reason }) => reason !== 'not-supported' && reason !== 'not-asked')
    .map(({ what, why, todo }) => ({ what: `not obtained: ${what}: ${why}`, todo }));
  const idle =
    capture.whole.averageRecordsPerSecond.value > 0 || capture.whole.intervals.length === 0
      ? []
      : [
          {
            what: 'nothing was written to these topics while they were watched, so that no scenario was made up',
            todo: 'capture again while there is load, or for longer',
          },
        ];
  const problems = [...idle, ...gaps];
  return problems.length === 0 ? null : new WorkbenchError('capture-incomplete', EXIT.platform, problems);
}

const seconds = (text: string): number => orRefused(() => parseDuration(text) / 1e3);
const size = (text: string): number => orRefused(() => parseBytes(text));
/** Commander has no word for nothing: 0 is it. */
const lookBack = (text: string): number => (text === 'none' ? 0 : seconds(text));

function pattern(text: string): RegExp {
  return orRefused(() => new RegExp(text));
}

function share(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1_000) return value;
  throw new InvalidArgumentError('Give a share above 0, such as 0.1 or 10%.');
}

function orRefused<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
