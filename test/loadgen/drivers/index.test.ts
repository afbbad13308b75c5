import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../src/errors.ts';
import { driverNamed, drivers } from '../../../src/loadgen/drivers/index.ts';
import { scenarioJsonSchema } from '../../../src/scenarios/json-schema.ts';

const INDEX = new URL('../../../src/loadgen/drivers/index.ts', import.meta.url).href;

/** The libraries that a process has loaded after this import. */
function loadedBy(specifier: string): string {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({ load(url, context, next) {
      loaded.add(/node_modules\\/((@[^/]+\\/)?[^/]+)/.exec(url)?.[1] ?? '');
      return next(url, context);
    } });
    await import(${JSON.stringify(specifier)});
    console.log([...loaded].join(' '));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
}

describe('the index of drivers', () => {
  it('prefers wire, and has every client that the schema names', () => {
    const schema = scenarioJsonSchema() as {
      properties: { clients: { properties: { driver: { default: string; examples: string[] } } } };
    };
    const { driver } = schema.properties.clients.properties;
    expect(drivers.map(({ name }) => name)).toEqual(driver.examples);
    expect(drivers[0]?.name).toBe(driver.default);
  });

  it('refuses an unknown driver with the list of those there are', () => {
    expect(() => driverNamed('librdkafka')).toThrow(WorkbenchError);
    try {
      driverNamed('librdkafka');
    } catch (error) {
      expect((error as WorkbenchError).problems).toEqual([
        expect.objectContaining({ todo: 'use one of: wire, kafkajs, @platformatic/kafka' }),
      ]);
    }
  });

  it('knows the versions of libraries that it has not loaded', () => {
    expect(driverNamed('kafkajs').version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(driverNamed('@platformatic/kafka').version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(loadedBy(INDEX)).not.toMatch(/kafkajs/);
    expect(loadedBy(new URL('kafkajs/producer.ts', INDEX).href)).toMatch(/kafkajs/);
  });
});
