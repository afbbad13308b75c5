import { describe, expect, it } from 'vitest';
import { readQueries } from '../../../../src/cost-model/billing/prometheus/queries/read-queries.ts';
import {
  platformsWithQueries,
  queriesFor,
} from '../../../../src/cost-model/billing/prometheus/queries/shipped-queries.ts';
import type { WorkbenchError } from '../../../../src/errors.ts';
import { platforms } from '../../../../src/platforms/index.ts';

describe('queries that are shipped', () => {
  it('are those of platforms that exist, each with the metrics that it needs in its text', () => {
    const known = platforms.map(({ name }) => name);
    for (const platform of platformsWithQueries()) {
      expect(known).toContain(platform);
      for (const { query, metrics } of queriesFor(platform)?.queries ?? []) {
        expect(metrics.filter((metric) => !query.includes(`${metric}{$labels`))).toEqual([]);
      }
    }
    expect(platformsWithQueries().length).toBeGreaterThan(3);
  });

  it('are none for a platform of which nothing is known, also where its name is a path', () => {
    expect([queriesFor('none'), queriesFor('../template')]).toEqual([null, null]);
  });
});

describe('queries of a file', () => {
  it('are told every mistake at once, with its line', () => {
    const text = `name: ours
shape: { source: ours, date: '2026-11-21' }
labels: [job-name]
queries:
  - name: uploads
    metrics: [uploads_total]
    query: sum(uploads_total)
    statistic: Max
    unit: Count
`;
    const problems = (() => {
      try {
        readQueries(text, 'ours.yaml');
      } catch (error) {
        return (error as WorkbenchError).problems;
      }
      return [];
    })();
    expect(problems.map(({ at }) => at?.line)).toEqual(expect.arrayContaining([3, 7, 8]));
    expect(problems.map(({ what }) => what).join('\n')).toMatch(/has no \$labels/);
  });

  it('with aliases that grow without end are refused in words', () => {
    const levels = Array.from({ length: 10 }, (_, at) =>
      at === 0
        ? 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'
        : `a${at}: &a${at} [${Array(10)
            .fill(`*a${at - 1}`)
            .join(', ')}]`,
    );
    expect(() => readQueries(levels.join('\n'), 'ours.yaml')).toThrow('its aliases (*) cannot be resolved');
  });
});
