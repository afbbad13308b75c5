import { expect, it } from 'vitest';
import { stopAll } from '../../src/platforms/stop-all.ts';

it('What can be stopped is, in order, whatever cannot, and the first reason is told', async () => {
  const stopped: string[] = [];
  const stops = stopAll(
    () => Promise.reject(new Error('the brokers stay')),
    async () => stopped.push('store'),
    () => {
      throw new Error('the proxies stay');
    },
    async () => stopped.push('logs'),
  );
  await expect(stops).rejects.toThrow('the brokers stay');
  expect(stopped).toEqual(['store', 'logs']);
});
