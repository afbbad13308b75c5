import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Asker } from '../../../../src/cost-model/billing/aws/asker.ts';
import type { BillRow } from '../../../../src/cost-model/billing/types/row.ts';
import { type HandClock, handClock, standInCredentials } from '../aws/environment.ts';
import type { JsonService } from '../aws/json-service.ts';
import { NOVEMBER } from './november.ts';
import { strictCostExplorer } from './strict-cost-explorer.ts';

export const NOON = '2026-11-21T12:00:00Z';

interface Settings {
  readonly cacheFolder: string;
  readonly endpoint: string;
  readonly clock: HandClock;
  readonly asker: Asker;
}

/** A strict stand-in for Cost Explorer, and a cache folder of its own, for each test of a file. */
export interface Desk {
  readonly service: JsonService;
  readonly cacheFolder: string;
  start(given?: Partial<Parameters<typeof strictCostExplorer>[0]>): Promise<void>;
  settings(clock?: HandClock): Settings;
}

export function desk(): Desk {
  const held: { service: JsonService | null; cacheFolder: string } = { service: null, cacheFolder: '' };
  beforeEach(() => {
    standInCredentials();
    held.cacheFolder = join(mkdtempSync(join(tmpdir(), 'workbench-costs-')), 'kept');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await held.service?.close();
    rmSync(join(held.cacheFolder, '..'), { recursive: true, force: true });
  });
  const running = (): JsonService => {
    if (held.service === null) throw new Error('start the stand-in first');
    return held.service;
  };
  return {
    get service() {
      return running();
    },
    get cacheFolder() {
      return held.cacheFolder;
    },
    async start(given = {}) {
      held.service = await strictCostExplorer({ lines: NOVEMBER, ...given });
    },
    settings: (clock = handClock(NOON)) => {
      const { endpoint } = running();
      return { cacheFolder: held.cacheFolder, endpoint, clock, asker: { account: '111111111111', endpoint } };
    },
  };
}

export const sumOf = (rows: readonly BillRow[]): string =>
  rows.reduce((sum, row) => sum.plus(row.unblended), new Decimal(0)).toFixed();
