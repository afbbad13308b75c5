import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { WORKLOAD_FLAGS } from '../../../src/commands/cost/workload-flags.ts';
import {
  addWorkloadOptions,
  overrideWorkload,
  workloadFromOptions,
} from '../../../src/commands/cost/workload-options.ts';
import { formatProblems } from '../../../src/commands/problems.ts';
import { workloadFigures } from '../../../src/cost-model/pricing/workload-figures.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { PRODUCTION_DEFAULTS } from '../../../src/scenarios/production.ts';
import { demo } from '../../cost-model/fixture.ts';

/** As typed: through commander, so that the names of the options are those that it makes. */
function typed(line: string): Record<string, unknown> {
  const command = addWorkloadOptions(new Command('cost').exitOverride());
  command.parse(line.split(' ').filter(Boolean), { from: 'user' });
  return command.opts();
}

function messages(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof WorkbenchError) return formatProblems(error);
    throw error;
  }
  return 'accepted';
}

const EVERY_FLAG =
  '--ingress 100MiB/s --peak 250MiB/s --fan-out 3 --retention 7d --record-size 2KiB --compression-ratio 2.5 ' +
  '--partitions 30 --replication 2 --zones 2 --in-zone-readers 40% --replay-per-day 2GiB --producers 7 ' +
  '--connections 90 --linger 20ms --batch 64KiB --growth 3% --availability 99.95% --observability 0.1 --support none';

describe('a workload of flags', () => {
  it('is what its flags say, in the units of the model', () => {
    expect(workloadFromOptions(typed(EVERY_FLAG)).workload).toEqual({
      averageIngress: 104_857_600,
      peakIngress: 262_144_000,
      fanOut: 3,
      retentionMs: 604_800_000,
      recordBytes: 2048,
      compressionRatio: 2.5,
      partitions: 30,
      replication: 2,
      zones: 2,
      inZoneReadShare: 0.4,
      replayBytesPerDay: 2_147_483_648,
      producers: 7,
      connections: 90,
      lingerMs: 20,
      batchBytes: 65_536,
      growthPerMonth: 0.03,
      availabilityTarget: 0.9995,
      observabilityShare: 0.1,
      support: 'none',
    });
  });

  it('needs only three of them: the rest is what a scenario has that does not say it, and two guesses', () => {
    const { workload, sources } = workloadFromOptions(typed('--ingress 100MiB/s --fan-out 3 --retention 7d'));
    expect(workload).toEqual({
      ...PRODUCTION_DEFAULTS,
      averageIngress: 104_857_600,
      peakIngress: 104_857_600,
      fanOut: 3,
      retentionMs: 604_800_000,
      compressionRatio: 1,
      growthPerMonth: 0,
      replication: 3,
      zones: 3,
      partitions: 300,
      recordBytes: 1024,
    });
    expect(sources).toMatchObject({
      averageIngress: 'flag:--ingress',
      peakIngress: 'flag:--ingress (the same as --ingress)',
      fanOut: 'flag:--fan-out',
      retention: 'flag:--retention',
      partitions: 'assumption:partitions',
      recordSize: 'assumption:recordSize',
      producers: 'assumption:producers',
    });
    const elsewhere = Object.entries(workloadFigures(demo, 730)).filter(([, { source }]) =>
      source.startsWith('scenario:'),
    );
    expect(Object.keys(sources).toSorted()).toEqual(elsewhere.map(([name]) => name).toSorted());
  });

  it('is none where no flag says any of it', () => {
    expect(workloadFromOptions(typed(''))).toEqual({ workload: null, sources: {} });
  });

  it('counts ingress in records of the size that it says', () => {
    const line = '--ingress 1000/s --peak 1MiB/s --fan-out 1 --retention 1d --record-size 512B';
    expect(workloadFromOptions(typed(line)).workload).toMatchObject({
      averageIngress: 512_000,
      peakIngress: 1_048_576,
    });
  });

  it('names every figure that it says as the model names it', () => {
    const figures = workloadFigures(demo, 730);
    for (const { figure } of WORKLOAD_FLAGS) if (figure !== null) expect(figures).toHaveProperty(figure);
    const { sources } = workloadFromOptions(typed(EVERY_FLAG));
    const stated = Object.entries(figures).filter(([, { source }]) => source.startsWith('scenario:'));
    expect(Object.keys(sources).toSorted()).toEqual(stated.map(([name]) => name).toSorted());
  });

  it('is refused with every mistake at once, each at its flag and with that flag in its example', () => {
    const line =
      '--ingress 100 --fan-out 0 --zones 0 --growth 60% --availability 100% --support gold --replication two';
    expect(messages(() => workloadFromOptions(typed(line)))).toBe(
      [
        '--ingress 100 — "100" is not a rate such as 2000/s (records) or 4MiB/s (bytes)',
        '  → Written on average, before compression; for example --ingress 100MiB/s',
        '--fan-out 0 — is 0, which means that nobody reads what is written',
        '  → write how many times every byte is read: 1 where one consumer group reads everything',
        '--retention — is missing',
        '  → add it: How long records are kept; for example --retention 7d',
        '--replication two — is "two", where a number belongs',
        '  → Copies of each partition; for example --replication 3',
        '--zones 0 — is 0, less than 1',
        '  → Availability zones of the deployment; for example --zones 3',
        '--availability 100% — is "100%", and nothing is up all the time',
        '  → write the share of the time in which it must be up, below 100%, such as 99.95%',
        '--support gold — is "gold", which is not one of its values',
        '  → Paid support of the cloud and the vendor; one of none, business or enterprise; for example --support business',
        // 1.6^35 = 2^140 ÷ 10^35 = 1.3938 × 10^42 ÷ 10^35
        '--growth 60% — is "60%", which in month 36 is 13,937,966 times today\'s workload',
        '  → write the growth of one month, not of a year: 1,000,000 times is the most that is followed',
      ].join('\n'),
    );
  });

  it('says that a peak is below the average at the peak, and that nothing can be read without ingress once', () => {
    const rest = '--fan-out 1 --retention 1d';
    expect(messages(() => workloadFromOptions(typed(`--ingress 2MiB/s --peak 1MiB/s ${rest}`)))).toBe(
      '--peak 1MiB/s — is less than the average\n  → raise it, or swap the two',
    );
    expect(messages(() => workloadFromOptions(typed(rest)))).toBe(
      '--ingress — is missing\n  → add it: Written on average, before compression; for example --ingress 100MiB/s',
    );
  });
});

describe('flags over a scenario', () => {
  it('change only what they say', () => {
    const { workload, sources } = overrideWorkload(demo, typed('--fan-out 5 --retention 3d --support none'));
    expect(workload).toEqual({ ...demo, fanOut: 5, retentionMs: 259_200_000, support: 'none' });
    expect(sources).toEqual({ fanOut: 'flag:--fan-out', retention: 'flag:--retention' });
  });

  it('leave it as it is where there are none, and where they say what it says', () => {
    expect(overrideWorkload(demo, typed('')).workload).toEqual(demo);
    const odd = { ...demo, averageIngress: 1e6 / 3, replayBytesPerDay: 12345, lingerMs: 0.25 } as typeof demo;
    expect(overrideWorkload(odd, typed('--fan-out 3')).workload).toEqual(odd);
  });

  it('move the peak with the average, unless they say the peak', () => {
    // The demo peaks at twice its average.
    const { workload, sources } = overrideWorkload(demo, typed('--ingress 300MiB/s'));
    expect(workload).toMatchObject({ averageIngress: 314_572_800, peakIngress: 629_145_600 });
    expect(sources.peakIngress).toBe('flag:--ingress (the peak moves with it)');
    expect(overrideWorkload(demo, typed('--ingress 300MiB/s --peak 301MiB/s')).workload.peakIngress).toBe(315_621_376);
  });

  it('are refused where they contradict it', () => {
    expect(messages(() => overrideWorkload(demo, typed('--peak 99MiB/s --fan-out -1')))).toBe(
      [
        '--peak 99MiB/s — is less than the average',
        '  → raise it, or swap the two',
        '--fan-out -1 — is -1, less than 0',
        '  → How many times every byte is read by consumers; for example --fan-out 3',
      ].join('\n'),
    );
  });
});

describe('the help', () => {
  it('describes each flag as the scenario describes its key', () => {
    const help = addWorkloadOptions(new Command('cost').configureHelp({ helpWidth: 200 })).helpInformation();
    expect(help).toMatch(/--ingress <rate> +Written on average, before compression, such as 100MiB\/s/);
    expect(help).toMatch(/--support <model> +Paid support of the cloud and the vendor \(none, business, enterprise\)/);
    for (const { flag } of WORKLOAD_FLAGS) expect(help).toContain(`${flag} <`);
  });
});
