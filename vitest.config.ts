import { defineConfig } from 'vitest/config';

const report = process.env.TEST_REPORT;

/** .ci/run counts the tests from the file TEST_REPORT; the terminal shows them either way. */
export const reporters: ('default' | ['json', { outputFile: string }])[] = report
  ? ['default', ['json', { outputFile: report }]]
  : ['default'];

/**
 * `npm test`. What a test needs stands in its name: *.broker.test.ts starts brokers,
 * *.browser.test.ts a browser, *.office.test.ts LibreOffice or Jupyter; test/long/ has a configuration of its own.
 */
const elsewhere = ['test/long/**', '**/*.broker.test.ts', '**/*.browser.test.ts', '**/*.office.test.ts'];

/** Brokers beside brokers would starve on two cores. */
const oneFileAtATime = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    reporters,
    // Groups run one after the other.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: elsewhere,
          sequence: { groupOrder: 0 },
          // Files share what they import, which would otherwise be a third of the time; none leaves anything behind.
          isolate: false,
          // A test that hangs ends; one on a busy machine does not.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'programs',
          include: ['test/**/*.browser.test.ts', 'test/**/*.office.test.ts'],
          exclude: ['test/long/**'],
          sequence: { groupOrder: 1 },
          ...oneFileAtATime,
        },
      },
      {
        test: {
          name: 'brokers',
          include: ['test/**/*.broker.test.ts'],
          exclude: ['test/long/**'],
          sequence: { groupOrder: 2 },
          ...oneFileAtATime,
        },
      },
    ],
  },
});
