import { describe, expect, it } from 'vitest';
import type { RecoverySummary } from '../../src/judge/types/figures.ts';
import { faultName, numberedFaults } from '../../src/report/faults.ts';
import { recoveryWords } from '../../src/report/recovery-words.ts';
import { faultsFixture } from './fixture-faults.ts';

const { targets } = faultsFixture().summary;
const [killed] = numberedFaults(targets);
if (killed === undefined) throw new Error('the fixture has faults');

/** The first side alone, and what its first fault did changed. */
function said(change: Partial<RecoverySummary>): string {
  const only = targets.slice(0, 1).map((target) => ({
    ...target,
    recovery: target.recovery.map((recovery) =>
      recovery.fault === killed?.id ? { ...recovery, ...change } : recovery,
    ),
  }));
  return recoveryWords(killed as NonNullable<typeof killed>, only);
}

describe('a fault in words', () => {
  it('has its place, unless it is done to all of the cluster', () => {
    expect(faultName({ title: 'Broker killed', where: 'node 2' })).toBe('Broker killed (node 2)');
    expect(faultName({ title: 'Scaled out', where: 'the cluster' })).toBe('Scaled out');
  });

  it('keeps its number on every target, also on one that does not have the first', () => {
    const [first, second] = targets;
    if (first === undefined || second === undefined) throw new Error('the fixture has two sides');
    const short = { ...first, recovery: first.recovery.slice(1) };
    expect(numberedFaults([second, short]).map(({ id, number }) => [id, number])).toEqual([
      ['broker-kill-1', 1],
      ['network-delay-1', 2],
    ]);
  });

  it('says for each target when headroom was back', () => {
    expect(recoveryWords(killed, targets)).toBe(
      'After Broker killed (node 2) headroom was back in 3.99 s on local-kafka; headroom was back in 6.99 s on local-tiered',
    );
  });

  it('tells what never came from what cannot be told, and both from a fault that never began', () => {
    const gone = { timeToHeadroomSeconds: null };
    expect(said({ ...gone, unreached: ['timeToHeadroomSeconds'] })).toContain('was not back when the load ended');
    expect(said({ ...gone, unreached: [] })).toContain('the time to headroom cannot be told');
    expect(said({ ...gone, startedAtSeconds: null })).toContain('no valid repetition to tell from on local-kafka');
  });

  it('claims no recovery where headroom was there all the time', () => {
    expect(said({ timeToHeadroomSeconds: 0, headroomGoneAgainSeconds: 0 })).toContain(
      'headroom was not gone while it lasted on local-kafka',
    );
    expect(said({ timeToHeadroomSeconds: 0, headroomGoneAgainSeconds: 7 })).toContain(
      'headroom was there in the first 5 s, and gone again for 7 s before it had ended on local-kafka',
    );
  });
});
