import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartOptions } from '../../../src/platforms/types.ts';
import type { Plan, Target } from '../../../src/scenarios/types.ts';

/** Options to start a local target in a scratch folder of its own, `scratch`. */
export function startOptions(
  nodes: number,
  { port = null, signal = new AbortController().signal }: { port?: number | null; signal?: AbortSignal } = {},
): StartOptions & { scratch: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  const target: Target = {
    name: 'local',
    platform: 'any',
    connect: { kind: 'local', nodes, zones: nodes, port },
    topicConfigs: {},
    clusterId: null,
    budget: null,
    environment: 'test',
    allowWrite: [],
    deployment: { cloud: 'aws', region: 'us-east-1', zones: 3, assumptions: {} },
  };
  const plan = {} as Plan; // Starting a platform reads nothing of it.
  const dataDir = join(scratch, 'data');
  return { target, plan, dataDir, logDir: join(scratch, 'logs'), signal, onProgress: () => {}, scratch };
}
