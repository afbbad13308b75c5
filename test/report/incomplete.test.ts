import { describe, expect, it } from 'vitest';
import type { Percentiles } from '../../src/judge/types/figures.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { renderHtml } from '../../src/report/html.ts';
import type { Judged } from '../../src/report/judged.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { fixture } from './fixture.ts';

const NOTHING: Percentiles = { unit: 'ms', count: 0, p50: null, p95: null, p99: null, p999: null, max: null };

/** A run that was interrupted before its first record: nothing measured, nothing priced. */
function cutOff(): Judged {
  const { summary, series, cost: _, ...rest } = fixture();
  const empty = (target: TargetSummary): TargetSummary => ({
    ...target,
    valid: false,
    invalidReasons: ['no repetition ran'],
    produce: {
      ...target.produce,
      response: NOTHING,
      service: NOTHING,
      scheduleDelay: NOTHING,
      availability: null,
      phases: [],
    },
    tail: { endToEnd: NOTHING, unread: null, phases: [], groups: [] },
    catchUp: null,
    audit: null,
    repetitions: [],
  });
  return {
    ...rest,
    cost: null,
    series: { ...series, targets: series.targets.map(({ name }) => ({ name, percentileCurves: [], repetitions: [] })) },
    summary: {
      ...summary,
      verdict: 'incomplete',
      verdictReasons: ['the run has no recorded end'],
      sentence: 'Incomplete: the run has no recorded end.',
      targets: summary.targets.map(empty),
      comparison: [],
    },
  };
}

describe('a run that was cut off before anything was measured', () => {
  it('has a page that says so, draws nothing, and shows no number that does not exist', async () => {
    const page = await renderHtml(cutOff());
    expect(page).toContain('Incomplete: the run has no recorded end.');
    expect(page).toContain('nothing to draw');
    expect(page).not.toContain('<svg');
    for (const text of [page, renderMarkdown(cutOff()), renderCsv(cutOff())]) {
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  });

  it('ends on the terminal with exit status 3 and a reason for its dashes', () => {
    const shown = renderTerminal(cutOff(), { colour: false, width: 90 });
    expect(shown).toContain('(exit status 3)');
    expect(shown).toContain('no repetition was valid');
  });
});
