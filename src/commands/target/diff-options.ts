import type { Command } from 'commander';
import { inputError } from '../../errors.ts';
import {
  type NamedReplicator,
  replicationNamed,
  shippedReplicators,
} from '../../inventory/diff/replicators/read-replicator.ts';
import type { Replication } from '../../inventory/diff/replicators/replication.ts';

export interface DiffOptions {
  readonly replicator?: string;
  readonly policy?: string;
  readonly sourceAlias?: string;
  readonly thresholds?: string;
  readonly markdown: boolean;
  readonly json: boolean;
  readonly all: boolean;
}

export const addDiffOptions = (command: Command): Command =>
  command
    .optionsGroup('What is compared:')
    .option(
      '--replicator <name|file>',
      `what this replicator would drop on the way from A to B: ${shippedReplicators().join(', ')}, or a file of your own`,
    )
    .option('--policy <name>', 'how it names topics, such as identity; its first policy where none is given')
    .option('--source-alias <name>', 'what its configuration calls A, where it puts that in front of topics')
    .optionsGroup('What comes of it:')
    .option('--thresholds <file>', 'rules that say what may differ; exit status 1 when one is broken')
    .option('--all', 'also show differences that no application sees', false)
    .option('--markdown', 'print a document instead', false);

/** The replicator that the options name; null where they name none. */
export function replicationOf(
  { replicator, policy, sourceAlias, markdown, json }: DiffOptions,
  cwd: string,
): Replication | null {
  if (markdown && json) {
    throw inputError('diff-options', [
      { what: '--markdown and --json are both given', todo: 'give one of them; each prints everything' },
    ]);
  }
  if (replicator !== undefined) {
    const named: NamedReplicator = { replicator, policy, sourceAlias };
    return replicationNamed(named, cwd);
  }
  const [alone] = [
    ...(policy === undefined ? [] : ['--policy']),
    ...(sourceAlias === undefined ? [] : ['--source-alias']),
  ];
  if (alone === undefined) return null;
  throw inputError('diff-options', [
    {
      what: `${alone} is given without --replicator`,
      todo: `name the replicator that it belongs to: --replicator ${shippedReplicators().join(' or ')}`,
    },
  ]);
}
