import { defineConfig } from 'vitest/config';

/**
 * `npm test`. What a test needs stands in its name: *.broker.test.ts starts brokers,
 * *.browser.test.ts a browser; test/long/ has a configuration of its own.
 */
const elsewhere = ['test/long/**', '**/*.broker.test.ts', '**/*.browser.test.ts'];

/** Groups run one after the other, and these their files too: brokers beside brokers would starve. */
const oneAtATime = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // .ci/run counts the tests from this file; the terminal shows them either way.
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: process.env['TEST_REPORT'] }]]
      : ['default'],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: elsewhere, sequence: { groupOrder: 0 } } },
      {
        test: { name: 'browser', include: ['test/**/*.browser.test.ts'], sequence: { groupOrder: 1 }, ...oneAtATime },
      },
      { test: { name: 'brokers', include: ['test/**/*.broker.test.ts'], sequence: { groupOrder: 2 }, ...oneAtATime } },
    ],
  },
});
