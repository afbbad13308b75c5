import { expect, it } from 'vitest';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { adminForFaults } from '../../src/run/prepare-faults.ts';

/** Nobody listens at port 1. */
const connection = { bootstrap: ['127.0.0.1:1'], security: null };
const interrupted = { name: 'test', signal: AbortSignal.abort(new Error('interrupted')) };

it("Somebody's cluster is still asked whether it is healed when the run was interrupted", async () => {
  const admin = adminForFaults({ connection, local: null }, interrupted);
  await expect(admin.inSync({ topics: [], internal: true, withinMs: 300 })).rejects.not.toThrow('interrupted');
  await expect(admin.cluster()).rejects.toMatchObject({ code: 'cluster-unreachable' });
  await admin.close();
});

it('A cluster that was started here is not: it is stopped next', async () => {
  const admin = adminForFaults({ connection, local: {} as LocalCluster }, interrupted);
  await expect(admin.cluster()).rejects.toThrow('interrupted');
  await admin.close();
});
