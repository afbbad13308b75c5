import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { inputError } from '../../../errors.ts';
import { PACKAGE_ROOT } from '../../../package.ts';
import { readData } from '../yaml-data.ts';
import { type Replication, renames, replicationBy } from './replication.ts';
import { REPLICATOR_FILE, type ReplicatorFile } from './replicator-schema.ts';

const FOLDER = 'target-diff/replicators';
const SHIPPED = join(PACKAGE_ROOT, FOLDER);

/** @throws WorkbenchError with every mistake of the file. */
export const readReplicator = (text: string, file: string): ReplicatorFile => readData(REPLICATOR_FILE, text, file);

/** Names by which the shipped replicators are asked for. */
export const shippedReplicators = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/** A replicator as a command line names it. */
export interface NamedReplicator {
  /** A shipped one's name, or the path of a file of your own. */
  readonly replicator: string;
  /** Its first policy where none is named. */
  readonly policy?: string | undefined;
  readonly sourceAlias?: string | undefined;
}

/** @throws WorkbenchError where there is no such replicator or policy, or topics need a source's name and have none. */
export function replicationNamed({ replicator, policy, sourceAlias }: NamedReplicator, cwd: string): Replication {
  const file = fileNamed(replicator, cwd);
  const policies = Object.keys(file.policies);
  const chosen = policy ?? policies[0] ?? '';
  const naming = file.policies[chosen]?.topic;
  if (naming === undefined) {
    throw refused(`${file.name} has no policy ${chosen}`, `give --policy ${policies.join(' or --policy ')}`);
  }
  if (renames(naming) && sourceAlias === undefined) {
    const what = `with its policy ${chosen}, ${file.name} puts the source's alias in front of topics, and none is given`;
    const keeping = policies.filter((name) => !renames(file.policies[name]?.topic ?? ''));
    const others = keeping.map((name) => `, or --policy ${name}`).join('');
    throw refused(what, `give --source-alias NAME as in its configuration${others}`);
  }
  return replicationBy(file, chosen, sourceAlias ?? null);
}

function fileNamed(nameOrFile: string, cwd: string): ReplicatorFile {
  const names = shippedReplicators();
  if (names.includes(nameOrFile)) {
    const file = `${nameOrFile}.yaml`;
    return readReplicator(readFileSync(join(SHIPPED, file), 'utf8'), `${FOLDER}/${file}`);
  }
  try {
    return readReplicator(readFileSync(resolve(cwd, nameOrFile), 'utf8'), nameOrFile);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!(error instanceof Error) || code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw refused(
      `there is no replicator ${nameOrFile}: ${code}`,
      `give one of ${names.join(', ')}, or the path of a YAML file such as those in ${FOLDER}/`,
    );
  }
}

const refused = (what: string, todo: string) => inputError('replicator', [{ what, todo }]);
