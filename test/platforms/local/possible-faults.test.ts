import { describe, expect, it } from 'vitest';
import { possibleFaults } from '../../../src/platforms/local/possible-faults.ts';

const plain = { hasObjectStore: false, hasUpgrade: true };

describe('possibleFaults', () => {
  it('kills and pauses the only node there is, but moves nothing to another one', () => {
    const kinds = possibleFaults(1, plain);
    expect(kinds).toEqual(expect.arrayContaining(['broker-kill', 'broker-pause', 'network-delay', 'consumer-crash']));
    for (const kind of [
      'rolling-restart',
      'rolling-upgrade',
      'zone-loss',
      'broker-replacement',
      'scale-out',
    ] as const) {
      expect(kinds).not.toContain(kind);
    }
  });

  it('loses a zone of two, but takes no node away for good where no majority of controllers would be left', () => {
    const kinds = possibleFaults(2, plain);
    expect(kinds).toContain('zone-loss');
    for (const kind of ['rolling-upgrade', 'broker-replacement', 'scale-in', 'reassignment'] as const) {
      expect(kinds).not.toContain(kind);
    }
  });

  it('slows an object store only where there is one, and a WAL nowhere', () => {
    const without = possibleFaults(3, plain);
    const and = possibleFaults(3, { hasObjectStore: true, hasUpgrade: false });
    expect(and.filter((kind) => !without.includes(kind))).toEqual([
      'object-store-slow',
      'object-store-throttled',
      'object-store-unreachable',
    ]);
    expect(without.filter((kind) => !and.includes(kind))).toEqual(['rolling-upgrade']);
    expect([...without, ...and].filter((kind) => kind.startsWith('wal-'))).toEqual([]);
  });
});
