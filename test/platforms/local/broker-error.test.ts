import { describe, expect, it } from 'vitest';
import { brokerError, lastErrors } from '../../../src/platforms/local/broker-error.ts';

describe('lastErrors', () => {
  it('quotes the last errors and their causes, not what surrounds them', () => {
    const log = `[2026-11-20 10:00:00,000] INFO starting (kafka.Kafka)
[2026-11-20 10:00:01,000] ERROR first (kafka.Kafka)
[2026-11-20 10:00:01,000] ERROR second (kafka.Kafka)
java.lang.RuntimeException: second
\tat kafka.Kafka.main(Kafka.scala)
Caused by: java.net.BindException: Address already in use
[2026-11-20 10:00:02,000] FATAL third (kafka.Kafka)
[2026-11-20 10:00:03,000] INFO ERROR is only a word here (kafka.Kafka)
`;
    expect(lastErrors(log)).toEqual([
      '[2026-11-20 10:00:01,000] ERROR second (kafka.Kafka)',
      'Caused by: java.net.BindException: Address already in use',
      '[2026-11-20 10:00:02,000] FATAL third (kafka.Kafka)',
    ]);
  });

  it('quotes the exception that ended a program, and nothing twice', () => {
    const log = `[2026-11-20 10:00:00,000] INFO starting (kafka.Kafka)
Exception in thread "main" java.lang.Error: no memory
\tat kafka.Kafka.main(Kafka.scala:1)
Caused by: java.lang.Error: none at all
\t... 3 more
Caused by: java.lang.Error: none at all
`;
    expect(lastErrors(log)).toEqual([
      'Exception in thread "main" java.lang.Error: no memory',
      'Caused by: java.lang.Error: none at all',
    ]);
  });

  it('quotes the last lines when the JVM itself gave up', () => {
    expect(lastErrors('Error: Could not create the Java Virtual Machine.\n\n')).toEqual([
      'Error: Could not create the Java Virtual Machine.',
    ]);
  });

  it('cuts a line that nobody would read to its end', () => {
    expect(lastErrors('x'.repeat(5000))[0]?.length).toBe(301);
  });
});

it('names the log files even where there are none to quote', async () => {
  const error = await brokerError('Node 1 ended.', ['/nowhere/broker.log']);
  expect(error).toMatchObject({ message: 'Node 1 ended.', exitStatus: 4 });
  expect(error.problems[0]?.todo).toContain('/nowhere/broker.log');
});
