import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/judge/coverage/coverage.ts';
import type { Coverage } from '../../../src/judge/types/coverage.ts';
import { renderCaptureHtml } from '../../../src/report/capture-report/html.ts';
import { captureSentence } from '../../../src/report/capture-report/words.ts';
import { coveredMinutes } from '../../../src/report/charts/coverage/minutes.ts';
import { coveredSizes } from '../../../src/report/charts/coverage/sizes.ts';
import type { Picture } from '../../../src/report/charts/picture.ts';
import { drawSvg } from '../../../src/report/charts/svg.ts';
import { coverageMarkup } from '../../../src/report/html/coverage.ts';
import { coverageTable } from '../../../src/report/tables/coverage.ts';
import { figure, smallCapture, topic } from '../../capture/scenario/small-capture.ts';
import { samplePlan } from '../../scenarios/sample.ts';

const SEEN = {
  file: 'prod.capture.json',
  digest: 'sha256:00',
  averageRecordsPerSecond: 100,
  intervals: [
    { seconds: 300, recordsPerSecond: 80 },
    { seconds: 100, recordsPerSecond: 900 },
  ],
  sizes: [
    { overBytes: 724, upToBytes: 1_024, records: 0.8, bytes: 0.1 },
    { overBytes: 23_170, upToBytes: 32_768, records: 0.2, bytes: 0.9 },
  ],
  hottestKeyShare: 0.3,
  imbalance: 2,
};

/** A plan of 100/s with records of 1 KiB. */
const part = coverageOf({ ...samplePlan(), seen: SEEN }) as Coverage;
const drawn = (picture: Picture | null, panel: number): Promise<string> => {
  const wanted = picture?.panels[panel];
  if (wanted === undefined) throw new Error(`no panel ${panel}`);
  return drawSvg(wanted.spec(760), 'picture', 'x');
};
const hatched = (svg: string): number => svg.match(/url\(#[^)]+\)/g)?.length ?? 0;

describe('the coverage of a run', () => {
  it('draws what is not exercised hatched, and only that', async () => {
    const minutes = await drawn(coveredMinutes(part), 0);
    expect(hatched(minutes)).toBe(1);
    const whole = coverageOf({ ...samplePlan(), seen: { ...SEEN, intervals: [{ seconds: 5, recordsPerSecond: 50 }] } });
    const all = await drawn(coveredMinutes(whole as Coverage), 0);
    expect(hatched(all)).toBe(0);
    const sizes = await drawn(coveredSizes(part), 1);
    expect(hatched(sizes)).toBe(1);
  });

  it('says in the title and the table what that is', async () => {
    expect(coveredMinutes(part).title).toBe('The run reaches the rate of 75.0% of the time that was captured');
    expect(coveredSizes(part)?.title).toContain('80.0% of the captured records have, with 10.0% of their bytes');
    const table = coverageTable(part);
    expect(JSON.stringify(table)).toContain('25.0% of the time has a higher rate');
    expect((await coverageMarkup(part))?.value).toContain('This run exercises 75.0% of the time');
  });

  it('has no section where the scenario names no capture', async () => {
    expect(await coverageMarkup(undefined)).toBeNull();
    expect(coverageTable(undefined)).toBeNull();
  });
});

describe('the page of a capture', () => {
  it('begins with the answer, and shows how sure each figure is', async () => {
    const page = await renderCaptureHtml(smallCapture(), part);
    expect(captureSentence(smallCapture())).toBe(
      '2 topics of prod-eu take 2\u2009000 records/s on average and 5\u2009000 records/s at the peak, 1.53 MiB/s before compression; each record is read 1.80 times.',
    );
    expect(page).toContain('792 B to 808 B');
    expect(page).toContain('Coverage of production');
    expect(page).toContain('counted: a test');
  });

  it('says what is missing in a visible line, and escapes what comes from outside', async () => {
    const missing = [{ what: 'topic <b>', reason: 'not-permitted', why: '<script>', todo: 'an & ACL' } as const];
    const capture = smallCapture({}, { missing, notes: ['<i>'], topics: [topic('<img>', 5)] });
    const page = await renderCaptureHtml(capture, null);
    expect(page).toContain('Parts were not obtained');
    expect(page).toContain('an &amp; ACL');
    for (const raw of ['<b>', '<i>', '<img>', 'class="why"><script>']) expect(page).not.toContain(raw);
  });

  it('says that nothing was written instead of figures of nothing', () => {
    const none = figure(0, 'records/s', 'counted');
    expect(captureSentence(smallCapture({ averageRecordsPerSecond: none }))).toBe(
      'Nothing was written to 2 topics of prod-eu while they were watched.',
    );
  });
});
