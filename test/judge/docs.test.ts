import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LATE_MS } from '../../src/evidence/late.ts';
import { LIMITS } from '../../src/judge/limits.ts';
import { SCORECARD, UNDISTURBED_RATIO } from '../../src/scorecard/criteria.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The rows of the page's first table by their first cell. */
const rows = (name: string) =>
  new Map(
    page(name)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, first = '', ...rest]) => [first, rest.join(' | ')]),
  );

const percent = (share: number) => `${share * 100}%`;

describe('the documentation', () => {
  it('states the limits of validity that are in force', () => {
    const causes = rows('validity.md');
    expect(causes.get('sending is late by the load generator itself')).toContain(
      `more than ${percent(LIMITS.late.limit)} of the records of the measured seconds are handed over more than ${LATE_MS} ms late, or one more than ${LIMITS.awayOnce.limit} ms`,
    );
    expect(page('validity.md')).toContain(`where more than ${percent(LIMITS.lateForP999.limit)} of the records`);
    expect(causes.get('our own compression is saturated')).toContain(
      `more than ${LIMITS.compressing.limit} batches at a time wait for it, on average over a second, in more than ${percent(LIMITS.compressingShare.limit)}`,
    );
    expect(causes.get('a generator thread is saturated')).toContain(
      `${percent(LIMITS.threadCpu.limit)} of a core or more in more than ${percent(LIMITS.threadCpuShare.limit)}`,
    );
    expect(causes.get('an event loop is delayed')).toContain(
      `over ${LIMITS.eventLoopP99.limit} ms in more than ${percent(LIMITS.eventLoopShare.limit)}`,
    );
    expect(causes.get('the clock moved')).toContain(`more than ${LIMITS.clockMoved.limit} ms`);
    expect(causes.get('readers were not reading')).toContain(`for more than ${LIMITS.silence.limit} s and`);
    expect(causes.get('records were not offered')).toContain(`more than ${percent(LIMITS.intendedDrift.limit)} `);
    expect(causes.get('metrics are missing')).toContain(`more than ${percent(LIMITS.metricsMissing.limit)} `);
  });

  it('names the owner and the question of every gate', () => {
    const gates = rows('scorecard.md');
    for (const { title, owner, question } of SCORECARD) {
      expect(gates.get(title)).toContain(`${owner} | ${question}`);
    }
    expect(page('scorecard.md')).toContain(`at or below ${UNDISTURBED_RATIO}×`);
  });
});
