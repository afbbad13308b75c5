import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.config.ts';

/** `npm run test:long`: tests over 30 s, one file at a time. */
export default defineConfig({
  test: {
    reporters,
    include: ['test/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
