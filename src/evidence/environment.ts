import { cpus, release, totalmem, type } from 'node:os';
import type { Environment } from './types/plan.ts';

/** The machine that generates the load. `versions` names whatever else took part. */
export function describeEnvironment(versions: Readonly<Record<string, string>>): Environment {
  const processors = cpus();
  return {
    os: `${type()} ${release()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
    node: process.versions.node,
    versions,
  };
}
