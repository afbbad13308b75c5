import type { ServiceWords } from '../../http/service-words.ts';

/** How messages speak of Kafka Connect. */
export const KAFKA_CONNECT: ServiceWords = {
  code: 'kafka-connect',
  name: 'Kafka Connect',
  stands: '`kafkaConnect:` of the target',
  askLess: 'Ask for fewer things at a time',
  tooLong: 'Ask a worker that has fewer connectors.',
  path: '/connectors',
  asks: 'a question',
};
