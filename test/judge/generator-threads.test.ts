import { describe, expect, it } from 'vitest';
import type { Metric } from '../../src/evidence/types/metrics.ts';
import { measureProduce } from '../../src/judge/produce.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { judgeValidity } from '../../src/judge/validity.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { pass, plan } from './evidence-builder.ts';

/** Two producers on two sending threads. */
function onTwoThreads(): Plan {
  const it = plan();
  const streams = [0, 1].map((producer) => ({ id: producer, topic: 'orders', producer, producers: 2 }));
  return { ...it, streams, client: { ...it.client, threads: 2 } };
}

const COUNTS = ['offered', 'acknowledged', 'acknowledgedBytes'] as const;

/** The pass of one sending thread as two of them would have written it, each half of every count. */
function splitInTwo(it: RepetitionEvidence): RepetitionEvidence {
  const halves = (line: Metric): Metric[] => {
    if (line.kind === 'generator' && line.thread === 'produce') return [0, 1].map((index) => ({ ...line, index }));
    if (line.kind !== 'sends') return [line];
    return [Math.floor, Math.ceil].map((round, index) => ({
      ...line,
      index,
      ...Object.fromEntries(COUNTS.map((key) => [key, round(line[key] / 2)])),
    }));
  };
  return { ...it, metrics: it.metrics.flatMap(halves) };
}

const changed = (change: (line: Metric) => Metric | null): RepetitionEvidence => {
  const it = splitInTwo(pass());
  return { ...it, metrics: it.metrics.flatMap((line) => change(line) ?? []) };
};

/** Seconds 4 to 19 are measured. */
const saturated = (index: number, from: number, to: number) => (line: Metric) =>
  line.kind === 'generator' &&
  line.thread === 'produce' &&
  line.index === index &&
  line.second >= from &&
  line.second < to
    ? { ...line, cpuSeconds: 0.95 }
    : line;

const reasons = (it: RepetitionEvidence): readonly string[] => judgeValidity(it, onTwoThreads()).reasons;

describe('a repetition with two sending threads', () => {
  it('is valid when both are sound, with the figures that one thread would have', () => {
    expect(reasons(splitInTwo(pass()))).toEqual([]);
    expect(measureProduce([splitInTwo(pass())], onTwoThreads())).toEqual(measureProduce([pass()], plan()));
  });

  it('is invalid by the worst of them: the other one does not make up for it', () => {
    expect(reasons(changed(saturated(1, 4, 13)))).toEqual([
      expect.stringContaining('the produce thread 2 of 2 used 90.0% of a core or more in 9 of 16'),
    ]);
  });

  it('is not invalid by what its threads add up to', () => {
    const first = saturated(0, 4, 12);
    const second = saturated(1, 12, 20);
    expect(reasons(changed((line) => second(first(line))))).toEqual([]);
  });

  it('is invalid when one of them was once a second late, whatever the other was', () => {
    const late = changed((line) =>
      line.kind === 'sends' && line.index === 0 && line.second === 9 ? { ...line, pacingLateMicros: 1_200_000 } : line,
    );
    expect(reasons(late)).toEqual([expect.stringContaining('once 1\u2009200 ms late')]);
  });

  it('is invalid when one of them is silent, also where the other wrote every second', () => {
    const silent = changed((line) => (line.kind === 'sends' && line.index === 1 ? null : line));
    expect(reasons(silent)).toEqual([
      expect.stringContaining('lacks "sends" of the produce thread 2 of 2 for 16 of 16'),
    ]);
    const unhealthy = changed((line) => (line.kind === 'generator' && line.index === 1 ? null : line));
    expect(reasons(unhealthy)).toEqual([
      expect.stringContaining('lacks "generator" of the produce thread 2 of 2 for 16 of 16'),
    ]);
  });
});
