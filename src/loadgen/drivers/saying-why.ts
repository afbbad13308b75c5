import { deepestReasons } from '../../kafka/deepest-reasons.ts';
import type { Driver } from './driver.ts';

/** The driver, with errors on opening that say what a broker said. */
export function sayingWhy(driver: Driver): Driver {
  const why = (error: unknown): never => {
    throw new Error(deepestReasons(error), { cause: error });
  };
  return {
    ...driver,
    openProducer: (context) => driver.openProducer(context).catch(why),
    openReader: (context) => driver.openReader(context).catch(why),
  };
}
