import { describe, expect, it } from 'vitest';
import { createProgress, type ProgressUpdate, timeLeft } from '../../src/report/progress.ts';

const state = (more: Partial<ProgressUpdate> = {}): ProgressUpdate => ({
  title: 'burst · 2 targets × 2 repetitions',
  fraction: 0.5,
  secondsLeft: 112,
  where: 'A: local-kafka, repetition 2 of 2, burst',
  live: { offeredPerSecond: 12_000, acknowledgedPerSecond: 11_900, p50: 2.1, p99: 9.8, lag: 0, errors: 0 },
  ...more,
});

/** Plays what was written against a screen: carriage return, erase line, cursor up. */
function screenAfter(written: string): readonly string[] {
  const lines = [''];
  let row = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is driven by them
  for (const [token] of written.matchAll(/\u001b\[\d*[A-Za-z]|\r|\n|[^\u001b\r\n]+/g)) {
    if (token === '\n') {
      row++;
      lines[row] ??= '';
    } else if (token === '\u001b[2K') lines[row] = '';
    else if (token === '\u001b[1A') row--;
    else if (token !== '\r' && !token.startsWith('\u001b')) lines[row] += token;
  }
  return lines.filter((line) => line !== '');
}

function output(columns?: number) {
  const parts: string[] = [];
  return { stream: { columns, write: (text: string) => parts.push(text) }, written: () => parts.join('') };
}

describe('progress on a terminal', () => {
  it('shows two lines that replace each other', () => {
    const { stream, written } = output(140);
    const progress = createProgress({ stream, isTTY: true, colour: false });
    progress.update(state({ fraction: 0.1 }));
    progress.update(state());
    const [first, second, ...more] = screenAfter(written());
    expect(more).toEqual([]);
    expect(first).toBe(
      'burst · 2 targets × 2 repetitions · 1 min 52 s left   [█████████░░░░░░░░░]  A: local-kafka, repetition 2 of 2, burst',
    );
    expect(second).toMatch(
      /^offered 12\u2009000\/s {2}acknowledged 11\u2009900\/s {2}p50 2\.10\u2009ms {2}p99 9\.80\u2009ms/,
    );
  });

  it('keeps a said line and takes the live ones away when done', () => {
    const { stream, written } = output(100);
    const progress = createProgress({ stream, isTTY: true, colour: true });
    progress.update(state());
    progress.line('started');
    progress.update(state());
    progress.done();
    progress.done();
    expect(screenAfter(written())).toEqual(['started']);
  });

  it('never wraps in a narrow window, where erasing would leave lines behind', () => {
    const { stream, written } = output(40);
    createProgress({ stream, isTTY: true, colour: false }).update(state());
    expect(Math.max(...screenAfter(written()).map((line) => line.length))).toBeLessThan(40);
  });
});

describe('progress elsewhere', () => {
  it('writes one line a phase and no control characters', () => {
    const { stream, written } = output();
    const progress = createProgress({ stream, isTTY: false, colour: true });
    progress.update(state({ fraction: 0.1 }));
    progress.update(state({ fraction: 0.2 }));
    progress.update(state({ where: 'B: local-tiered, repetition 1 of 2, steady' }));
    progress.done();
    expect(written().split('\n')).toHaveLength(3);
    expect(written()).not.toContain('\u001b');
  });
});

describe('time left', () => {
  it.each([
    [0, '0 s left'],
    [59.2, '1 min 0 s left'],
    [-3, '0 s left'],
    [112, '1 min 52 s left'],
  ])('writes %s seconds as %s', (seconds, words) => {
    expect(timeLeft(seconds)).toBe(words);
  });
});
