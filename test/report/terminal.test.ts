import { describe, expect, it } from 'vitest';
import { renderTerminal } from '../../src/report/terminal.ts';
import { fixture } from './fixture.ts';
import { faultsFixture } from './fixture-faults.ts';
import { hostileFixture } from './hostile.ts';

const ESCAPE = '\u001b';

describe('the end of a run on a terminal', () => {
  it.each([60, 80, 120])('keeps within %i columns', (width) => {
    const lines = renderTerminal(fixture(), { colour: false, width }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('cuts no row of the demo at 80 columns', () => {
    const rows = renderTerminal(fixture(), { colour: false, width: 80 }).split('\n').slice(8);
    expect(rows.filter((line) => line.includes('…'))).toEqual([]);
  });

  it('says the sentence, a figure of each target, and the verdict with its exit status', () => {
    const shown = renderTerminal(fixture(), { colour: false, width: 100 });
    expect(shown.replaceAll('\n', ' ')).toContain('produce p99 was 1.7× higher on local-tiered than on local-kafka');
    expect(shown).toMatch(/Response p99, ms +10\.8 +18\.5 +1\.7× \(indicative\)/);
    expect(shown).toMatch(/Unproven: the scenario declares no thresholds \(exit status 0\)/);
  });

  it('says in one sentence a fault what became of each, and cuts no row of it at 80 columns', () => {
    const shown = renderTerminal(faultsFixture(), { colour: false, width: 80 });
    const sentences = shown.replaceAll('\n', ' ').match(/After [A-Z][^.]*(\.\d[^.]*)*\./g);
    expect(sentences).toEqual([
      'After Broker killed (node 2) headroom was back in 3.99 s on local-kafka; headroom was back in 6.99 s on local-tiered.',
      'After Network delayed (node 1) headroom was back in 5.98 s on local-kafka; headroom was not back when the load ended on local-tiered.',
    ]);
    expect(shown).not.toContain('…');
    expect(renderTerminal(fixture(), { colour: false, width: 80 })).not.toContain('headroom');
  });

  it('is coloured only when asked', () => {
    expect(renderTerminal(fixture(), { colour: false, width: 80 })).not.toContain(ESCAPE);
    expect(renderTerminal(fixture(), { colour: true, width: 80 })).toContain(`${ESCAPE}[1m`);
  });

  it('passes no control character of a name on to the terminal', () => {
    expect(renderTerminal(hostileFixture(), { colour: false, width: 100 })).not.toContain(ESCAPE);
  });
});
