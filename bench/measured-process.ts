import { spawn } from 'node:child_process';
import { withCompileCache } from '../bin/compile-cache.mjs';
import { endedChildrenCpuSeconds } from './children-cpu.ts';

export interface MeasuredProcess {
  readonly output: string;
  /** Of the whole process tree, start-up included. */
  readonly cpuSeconds: number;
}

/** Runs a program to its end, in the environment that `workbench` runs in; nothing else that this process started may end meanwhile. */
export async function measure(program: string, args: readonly string[]): Promise<MeasuredProcess> {
  const before = endedChildrenCpuSeconds();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: withCompileCache(process.env) });
  let output = '';
  let complaints = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk;
  });
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (status !== 0) throw new Error(`${program} ended with status ${status}: ${complaints.slice(-2_000)}`);
  return { output, cpuSeconds: endedChildrenCpuSeconds() - before };
}
