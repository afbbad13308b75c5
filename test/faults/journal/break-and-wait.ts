/** Run as a process of its own: breaks something as a run would, by commands, and waits to be killed. */
import { setTimeout as delay } from 'node:timers/promises';
import { breakByCommand } from '../../../src/faults/commands/break-and-heal.ts';
import { journalFault } from '../../../src/faults/journal/journal.ts';
import { fileCommands } from '../commands/file-commands.ts';

const [folder = '', file = ''] = process.argv.slice(2);
const commands = fileCommands(file);
const { heal, check, healWithinMs: withinMs } = commands;
const fault = { id: 'broker-kill-1', where: { scope: 'node', node: 2 } } as const;
await journalFault(
  { run: 'r-1', target: 'ours', fault, undo: { kind: 'command', heal, check, withinMs, folder: process.cwd() } },
  folder,
);
await breakByCommand(commands, new AbortController().signal);
console.log('broken');
await delay(60_000);
