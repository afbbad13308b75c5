import type { ServiceWords } from '../../http/service-words.ts';

/** How messages speak of a Schema Registry. */
export const SCHEMA_REGISTRY: ServiceWords = {
  code: 'schema-registry',
  name: 'Schema Registry',
  stands: '`schemaRegistry:` of the target',
  askLess: 'Ask for fewer things at a time',
  tooLong: 'Scan without --schemas.',
  path: '/subjects',
  asks: 'a question',
};
