import { describe, expect, it } from 'vitest';
import { addUsage, readPs, usageOf } from '../../../src/platforms/local/usage.ts';

describe('usageOf', () => {
  it('agrees with what this process knows about itself', () => {
    // Enough user time that leaving it out could not pass.
    for (const started = process.cpuUsage(); process.cpuUsage(started).user < 300_000; );
    const usage = usageOf(7, process.pid);
    const cpu = process.cpuUsage();
    expect(usage?.node).toBe(7);
    // The kernel counts in hundredths of a second, once for user and once for system time.
    expect(usage?.cpuSeconds).toBeGreaterThan((cpu.user + cpu.system) / 1e6 - 0.1);
    expect(usage?.cpuSeconds).toBeLessThan((cpu.user + cpu.system) / 1e6 + 0.03);
    const resident = process.memoryUsage.rss();
    expect(usage?.rssBytes).toBeGreaterThan(resident * 0.8);
    expect(usage?.rssBytes).toBeLessThan(resident * 1.2);
  });

  it('is null for a process that does not exist', () => {
    expect(usageOf(1, 2 ** 22 + 1)).toBeNull();
  });
});

describe('addUsage', () => {
  const usage = (cpuSeconds: number, rssBytes: number, diskReadBytes: number | null) => ({
    node: 1,
    cpuSeconds,
    rssBytes,
    diskReadBytes,
  });

  it('adds what was spent, and takes memory as it is now', () => {
    expect(addUsage(usage(10, 500, 70), usage(2, 300, 5))).toEqual(usage(12, 300, 75));
  });

  it('does not make up device reads that the system does not tell', () => {
    expect(addUsage(usage(10, 500, null), usage(2, 300, null)).diskReadBytes).toBeNull();
  });

  it('of a first process is what that one used', () => {
    expect(addUsage(null, usage(2, 300, 5))).toEqual(usage(2, 300, 5));
  });
});

describe('readPs', () => {
  it.each([
    ['00:00:03 1024', 3],
    ['  1:02.50  1024', 62.5],
    ['1-02:03:04 1024', 86_400 + 2 * 3600 + 3 * 60 + 4],
  ])('reads the CPU time of "%s"', (line, cpuSeconds) => {
    expect(readPs(2, line)).toEqual({ node: 2, cpuSeconds, rssBytes: 1024 * 1024, diskReadBytes: null });
  });

  it('is null where ps lists nothing', () => {
    expect(readPs(1, '')).toBeNull();
  });
});
