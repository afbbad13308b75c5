import { expect, it } from 'vitest';
import { splitAddress } from '../../src/kafka/address.ts';

it('An address is split at its last colon, and an IPv6 host loses its brackets', () => {
  expect(splitAddress('kafka.example:9092')).toEqual({ host: 'kafka.example', port: 9092 });
  expect(splitAddress('[fe80::1]:9092')).toEqual({ host: 'fe80::1', port: 9092 });
  expect(splitAddress(':8474')).toEqual({ host: '', port: 8474 });
});
