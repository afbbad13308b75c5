import { describe, expect, it } from 'vitest';
import { argvFor, commandLine } from '../../../src/faults/commands/argv.ts';

describe('{where}', () => {
  it('is the node, the zone, the member or the producer, anywhere in an argument', () => {
    const argv = ['stop', 'kafka-{where}', '{where}'];
    expect(argvFor(argv, { scope: 'node', node: 2 })).toEqual(['stop', 'kafka-2', '2']);
    expect(argvFor(argv, { scope: 'zone', zone: 'eu-1a' })).toEqual(['stop', 'kafka-eu-1a', 'eu-1a']);
    expect(argvFor(argv, { scope: 'member', group: 'tail-1', member: 0 })).toEqual([
      'stop',
      'kafka-tail-1/0',
      'tail-1/0',
    ]);
  });

  it('is nothing for the whole cluster, and an argument that is nothing else is left out', () => {
    expect(argvFor(['stop', 'kafka{where}', '{where}'], { scope: 'cluster' })).toEqual(['stop', 'kafka']);
  });
});

describe('a command line', () => {
  it('could be typed as it is shown', () => {
    expect(commandLine(['kubectl', 'delete', 'pod', "it's", 'a b', ''])).toBe(
      String.raw`kubectl delete pod 'it'\''s' 'a b' ''`,
    );
  });
});
