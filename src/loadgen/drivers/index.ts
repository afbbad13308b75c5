import { inputError } from '../../errors.ts';
import type { Driver } from './driver.ts';
import { kafkajsDriver } from './kafkajs/index.ts';
import { platformaticDriver } from './platformatic/index.ts';
import { sayingWhy } from './saying-why.ts';
import { wireDriver } from './wire/index.ts';

/** Every driver; the first is the one to prefer. */
export const drivers: readonly Driver[] = [wireDriver, kafkajsDriver, platformaticDriver].map(sayingWhy);

export function driverNamed(name: string): Driver {
  const driver = drivers.find((candidate) => candidate.name === name);
  if (driver !== undefined) return driver;
  const known = drivers.map((candidate) => candidate.name).join(', ');
  throw inputError('unknown-driver', [
    { what: `clients.driver is "${name}", which is not a driver`, todo: `use one of: ${known}` },
  ]);
}
