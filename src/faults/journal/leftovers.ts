import { EXIT, type Problem, WorkbenchError } from '../../errors.ts';
import { commandLine } from '../commands/argv.ts';
import type { Undo } from '../types.ts';
import { heal } from '../undo.ts';
import { type JournalEntry, journalFolder, readEntries, removeEntry } from './entry.ts';
import { whereaboutsOf } from './owner.ts';

export interface HealOptions {
  /** Of the journal; absent: the user's. */
  readonly folder?: string;
  /** Also what was broken from another host, of which nobody here can tell whether it still runs. */
  readonly fromAnyHost?: boolean;
  /** Before each heal: what is about to be done. */
  onHealing(what: string): void;
}

export type Leftover =
  | { readonly state: 'healed'; readonly what: string; readonly evidence: string }
  /** The run that it belongs to is going on. */
  | { readonly state: 'in use'; readonly what: string }
  | { readonly state: 'broken'; readonly what: string; readonly problem: Problem };

/** Heals what killed runs left broken, one after the other, and tells of every entry; never rejects because of one. */
export async function healLeftovers(options: HealOptions): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const { file, entry } of await readEntries(options.folder ?? journalFolder())) {
    leftovers.push(entry === null ? unreadable(file) : await settle(file, entry, options));
  }
  return leftovers;
}

/** WorkbenchError `left-broken` (exit status 4) with every one that is still broken; null where none is. */
export function stillBroken(leftovers: readonly Leftover[]): WorkbenchError | null {
  const problems = leftovers.flatMap((leftover) => (leftover.state === 'broken' ? [leftover.problem] : []));
  return problems.length === 0 ? null : new WorkbenchError('left-broken', EXIT.platform, problems);
}

async function settle(file: string, entry: JournalEntry, options: HealOptions): Promise<Leftover> {
  const what = `${entry.fault} at ${entry.where} of ${entry.target}, run ${entry.run}`;
  const whereabouts = whereaboutsOf(entry.owner);
  if (whereabouts === 'running') return { state: 'in use', what };
  if (whereabouts === 'on another host' && options.fromAnyHost !== true) return elsewhere(what, entry);
  options.onHealing(`${what}: ${undoWords(entry.undo)}`);
  try {
    const evidence = await heal(entry.undo);
    await removeEntry(file);
    return { state: 'healed', what, evidence };
  } catch (error) {
    return notHealed(what, file, error);
  }
}

/** What healing does, for people. */
function undoWords(undo: Undo): string {
  if (undo.kind === 'command') return commandLine(undo.heal);
  return `take ${undo.toxics.map(({ proxy, toxic }) => `${toxic} off ${proxy}`).join(', ')} at ${undo.api}`;
}

function notHealed(what: string, file: string, error: unknown): Leftover {
  const [first] = error instanceof WorkbenchError ? error.problems : [];
  const because = first?.what ?? (error as Error).message;
  const todo = `${first?.todo ?? 'heal it by hand'}; then run: workbench heal. If it is healed for certain, remove ${file}`;
  return { state: 'broken', what, problem: { what: `${what}, may still be in effect: ${because}`, todo } };
}

function elsewhere(what: string, { owner, undo }: JournalEntry): Leftover {
  const problem = {
    what: `${what}, may still be in effect: it was broken from the host ${owner.host}`,
    todo: `run workbench heal there; if that run is over for certain, here: workbench heal --from-any-host (${undoWords(undo)})`,
  };
  return { state: 'broken', what, problem };
}

function unreadable(file: string): Leftover {
  const problem = {
    what: `${file} should tell of a fault that is still in effect, and cannot be read`,
    todo: 'it may be of a newer version of workbench; make sure that no fault is in effect, then remove it',
  };
  return { state: 'broken', what: file, problem };
}
