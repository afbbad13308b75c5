import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartOptions } from '../../../src/platforms/types.ts';
import type { Target } from '../../../src/scenarios/target-types.ts';
import type { Plan } from '../../../src/scenarios/types.ts';

export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'workbench-test-'));

/** Options to start a local target, with its data and its logs in a scratch folder. */
export function startOptions(nodes: number, scratch: string, port: number | null = null): StartOptions {
  const target: Target = {
    name: 'local',
    platform: 'any',
    connect: { kind: 'local', nodes, zones: nodes, port },
    topicConfigs: {},
    clusterId: null,
    budget: null,
    environment: 'test',
    allowWrite: [],
    deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
  };
  const plan = {} as Plan; // Starting a platform reads nothing of it.
  return {
    target,
    plan,
    dataDir: join(scratch, 'data'),
    logDir: join(scratch, 'logs'),
    signal: new AbortController().signal,
    onProgress: () => {},
  };
}
