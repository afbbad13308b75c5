import { describe, expect, it } from 'vitest';
import { entranceOf, pathsOf } from '../../../src/faults/toxiproxy/network.ts';

describe('the entrance of a path', () => {
  it('is where its proxy listens, or where the API is when that is every address', () => {
    expect(entranceOf({ listen: '10.0.0.7:9092' }, 'proxy.internal:8474')).toEqual({ host: '10.0.0.7', port: 9092 });
    for (const listen of ['[::]:9092', '0.0.0.0:9092', ':9092']) {
      expect(entranceOf({ listen }, 'proxy.internal:8474')).toEqual({ host: 'proxy.internal', port: 9092 });
    }
    expect(entranceOf({ listen: '[fe80::1]:9092' }, '[::1]:8474')).toEqual({ host: 'fe80::1', port: 9092 });
  });
});

describe('the paths of a target', () => {
  it('are those of its file, by listener and node', () => {
    const paths = pathsOf({ clients: { '1': 'a', '2': 'b' }, brokers: { '2': 'c' }, controlPlane: ['d'] });
    expect(paths.map(({ proxy, listener, node }) => [proxy, listener, node])).toEqual([
      ['a', 'client', 1],
      ['b', 'client', 2],
      ['c', 'broker', 2],
      ['d', 'controller', null],
    ]);
  });
});
