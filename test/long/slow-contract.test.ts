import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { drivers } from '../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../src/loadgen/drivers/wire/index.ts';
import { describeSlowContract } from '../loadgen/drivers/slow-contract.ts';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { type SecuredKafka, startSecuredKafka } from '../run/secured-kafka.ts';

const scratch = scratchFolder();
let kafka: SecuredKafka;

beforeAll(async () => {
  kafka = await startSecuredKafka(scratch, 'nobody-logs-in-here');
});
afterAll(async () => {
  await kafka?.cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describeSlowContract(
  drivers.filter(({ name }) => name !== wireDriver.name),
  () => kafka,
);
