import { describe, expect, it } from 'vitest';
import { checkHtml, checkMarkdown } from '../../../src/report/target-check/files.ts';
import { checkText } from '../../../src/report/target-check/terminal.ts';
import type { TargetCheck } from '../../../src/target-check/types.ts';

const check: TargetCheck = {
  schemaVersion: 1,
  target: 'orders',
  at: '2026-11-21T12:00:00.000Z',
  isAnswering: true,
  isWhole: true,
  lines: [
    { group: 'names', id: 'name/k', title: 'The name k', verdict: 'passed', detail: 'is 10.0.0.1', todo: null },
    {
      group: 'tls',
      id: 'tls-expiry/k',
      title: 'The dates in the certificate of k',
      verdict: 'failed',
      detail: '<b>expired</b>: | it was \u001b[31mvalid until 2026-11-20',
      todo: 'renew it: no client that checks certificates can connect',
    },
    {
      group: 'writing',
      id: 'ten-records',
      title: 'Ten records',
      verdict: 'not-known',
      detail: 'not allowed',
      todo: null,
    },
  ],
  roundTrips: [],
  facts: { tls: null, release: null, racks: null, clockOffset: null, quotas: null },
  limits: { requestsPerSecond: 50, mibPerSecond: 5 },
  spent: { requests: 12, sentBytes: 100, receivedBytes: 2_000 },
};

describe('a check on paper and on a terminal', () => {
  it('says in one sentence how much failed, passed and is not known', () => {
    const text = checkText(check, { colour: false, width: 80 });
    expect(text.split('\n').at(-1)).toBe('1 line of the check of orders failed: 1 line passed, 1 not known.');
    const sound = { ...check, lines: check.lines.slice(0, 1) };
    expect(checkText(sound, { colour: false, width: 80 })).toContain(
      'Nothing that was checked of orders failed: 1 line passed, 0 not known.',
    );
  });

  it('shows each line whole, with what to do below it, and no control character from outside', () => {
    const text = checkText(check, { colour: false, width: 60 });
    expect(text).toContain('  passed     The name k: is 10.0.0.1\n');
    expect(text.replace(/\s+/g, ' ')).toContain('→ renew it: no client that checks certificates can connect');
    expect(text).not.toContain('\u001b');
    // The sentence at the end is one line.
    const lines = text.split('\n').slice(0, -1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('has every line in Markdown and in HTML, where what came from outside is only text', () => {
    expect(checkMarkdown(check)).toContain('&lt;b&gt;expired&lt;/b&gt;: \\| it was');
    const page = checkHtml(check);
    expect(page).toContain('&lt;b&gt;expired&lt;/b&gt;');
    expect(page).not.toContain('<b>expired');
    for (const { title } of check.lines) expect(page).toContain(title);
    // What failed stands first, and once more in its place.
    expect(page.indexOf('What failed')).toBeLessThan(page.indexOf('The name k'));
    expect(page.split('renew it: no client').length - 1).toBe(2);
    expect(checkHtml({ ...check, lines: check.lines.slice(0, 1) })).not.toContain('What failed');
    expect(page).toContain('checked without changing anything');
    const lines = check.lines.map((line) => ({ ...line, verdict: 'passed' as const }));
    expect(checkHtml({ ...check, lines })).toContain('checked with ten records of its own');
    expect(page).toContain('requests.jsonl has every one of them');
  });
});
