import { Command } from 'commander';
import { table } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { localTarget } from './local-target.ts';
import { type PlatformRecord, type PlatformState, readRecords, stateOf } from './record.ts';

export type StatusEffects = Pick<Terminal, 'out' | 'cwd'>;

interface StatusRow extends Omit<PlatformRecord, 'recordVersion' | 'owner'> {
  readonly state: PlatformState;
  readonly pid: number;
}

/** `workbench platform status`: what `platform start` keeps running on this machine. */
export function statusCommand(effects: StatusEffects): Command {
  return new Command('status')
    .description('local platforms that `platform start` keeps running, and where they serve')
    .argument('[name]', 'only this one')
    .option('--json', 'print them as JSON', false)
    .addHelpText('after', '\nExample:\n  workbench platform status')
    .action(async (name: string | undefined, { json }: { json: boolean }) => {
      const unreadable: string[] = [];
      const records = await readRecords(process.env, (error) =>
        unreadable.push(error.problems[0]?.what ?? error.message),
      );
      const only = name === undefined || records.some((record) => record.name === name) ? name : named(name, effects);
      const rows = records.filter((record) => only === undefined || record.name === only).map(rowOf);
      if (json) effects.out(JSON.stringify({ platforms: rows, unreadable }, null, 2));
      else {
        const known = rows.length === 0 ? nothing(only) : shown(rows);
        effects.out([known, ...unreadable.map((what) => `Not known: ${what}`)].join('\n'));
      }
    });
}

const nothing = (name: string | undefined): string =>
  name === undefined ? 'No local platform is kept running.' : `${name} is not kept running.`;

const named = (name: string, { cwd }: StatusEffects): string => localTarget(name, cwd).target.name;

function rowOf(record: PlatformRecord): StatusRow {
  const { recordVersion: _, owner, ...same } = record;
  return { ...same, state: stateOf(record), pid: owner.pid };
}

function shown(rows: readonly StatusRow[]): string {
  const cells = rows.map(({ name, state, platform, nodes, pid, startedAt, bootstrap }) => [
    name,
    state,
    platform,
    String(nodes),
    String(pid),
    startedAt,
    bootstrap.join(','),
  ]);
  const heading = ['name', 'state', 'platform', 'nodes', 'process', 'since', 'bootstrap'];
  const align = ['left', 'left', 'left', 'right', 'right', 'left', 'left'] as const;
  const gone = rows.filter(({ state }) => state === 'gone').map(({ name }) => name);
  const todo = gone.map((name) => `${name} was killed: workbench platform stop ${name} removes what it left.`);
  return [table([heading, ...cells], { align, maxWidth: 80 }), ...todo].join('\n');
}
