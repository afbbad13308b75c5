import { describe, expect, it } from 'vitest';
import { sourceByDisk, sourceByOffsets } from '../../src/run/catch-up-source.ts';

const partition = (number: number, end: number, earliestLocal: number | null) => ({
  topic: 'orders',
  partition: number,
  first: 0,
  end,
  earliestLocal,
});
const node = (id: number, diskReadBytes: number | null) => ({ node: id, cpuSeconds: 0, rssBytes: 0, diskReadBytes });
const MIB = 1024 ** 2;

describe('where a backlog is read from', () => {
  it('is the remote tier only when every record of it lies before the earliest local offset', () => {
    expect(sourceByOffsets([partition(0, 100, 100), partition(1, 50, 70)])).toMatchObject({ source: 'remote' });
    const partly = sourceByOffsets([partition(0, 100, 99), partition(1, 50, 70)]);
    expect(partly).toMatchObject({ source: 'unknown' });
    expect(partly?.evidence).toContain("1 of the backlog's 150 records");
  });

  it('is not decided by offsets where the platform has no tier, or the backlog is empty', () => {
    expect(sourceByOffsets([partition(0, 100, null)])).toBeNull();
    expect(sourceByOffsets([partition(0, 0, 0)])).toBeNull();
  });

  it('is disk or page cache by what the brokers read from devices, and unknown in between', () => {
    const read = (mib: number) => sourceByDisk([node(1, 0)], [node(1, mib * MIB)], 100 * MIB).source;
    expect([read(95), read(50), read(5)]).toEqual(['disk', 'unknown', 'page-cache']);
  });

  it('is unknown where a node is gone, the system does not tell, or nothing was drained', () => {
    expect(sourceByDisk([node(1, 0), node(2, 0)], [node(1, 0)], MIB).source).toBe('unknown');
    expect(sourceByDisk([node(1, null)], [node(1, null)], MIB).source).toBe('unknown');
    expect(sourceByDisk([node(1, 0)], [node(1, 0)], 0).source).toBe('unknown');
    expect(sourceByDisk([], [], MIB).source).toBe('unknown');
  });
});
