import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBill, metricsFile, readBilling, writeBilling } from '../../src/evidence/billing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'billing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a run's billing folder", () => {
  it('gives back what was imported, in the order of its names, and the same name is the same source again', () => {
    expect(readBilling(folder)).toEqual([]);
    writeBilling(folder, 'b.json', { formatVersion: 2, kind: 'b' });
    writeBilling(folder, 'a.json', { formatVersion: 2, kind: 'old' });
    writeBilling(folder, 'a.json', { formatVersion: 2, kind: 'a' });
    expect(readBilling(folder)).toEqual([
      { formatVersion: 2, kind: 'a' },
      { formatVersion: 2, kind: 'b' },
    ]);
  });

  it('holds a bill once something was imported: metrics alone are none', () => {
    expect(hasBill(folder)).toBe(false);
    writeBilling(folder, metricsFile('blue', 'cloudwatch'), { formatVersion: 2 });
    expect(hasBill(folder)).toBe(false);
    writeBilling(folder, 'blue.cur-0123456789ab.json', { formatVersion: 2 });
    expect(hasBill(folder)).toBe(true);
  });

  it('refuses what another version wrote, and what is damaged, by name', () => {
    writeBilling(folder, 'new.json', { formatVersion: 3 });
    expect(() => readBilling(folder)).toThrow(/billing\/new\.json has format version 3/);
    writeBilling(folder, 'new.json', { formatVersion: 1 });
    expect(() => readBilling(folder)).toThrow(/has format version 1; this workbench reads 2/);
    writeBilling(folder, 'new.json', { formatVersion: 2 });
    writeFileSync(join(folder, 'billing', 'cut.json'), '{"formatVersion":');
    expect(() => readBilling(folder)).toThrow(/cut\.json cannot be read/);
  });

  it('leaves out a file that was cut off in writing', () => {
    writeBilling(folder, 'a.json', { formatVersion: 2 });
    rmSync(join(folder, 'billing', 'a.json'));
    writeFileSync(join(folder, 'billing', 'a.json.part'), '{');
    expect(readBilling(folder)).toEqual([]);
  });
});
