import { expect, it } from 'vitest';
import { majorOf } from '../../../src/platforms/local/java.ts';

it('reads the major version from either of the forms in which Java has written it', () => {
  expect(['1.8.0_292', '11.0.2', '17', '17.0.15', '25-ea', 'unknown'].map(majorOf)).toEqual([8, 11, 17, 17, 25, 0]);
});
