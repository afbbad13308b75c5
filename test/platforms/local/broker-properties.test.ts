import { describe, expect, it } from 'vitest';
import {
  brokerProperties,
  type FoundingSpec,
  type Listener,
  propertiesFile,
} from '../../../src/platforms/local/broker-properties.ts';

const direct = (port: number): Listener => {
  const endpoint = { host: '127.0.0.1', port };
  return { listen: endpoint, advertised: endpoint };
};

const node = (id: number): FoundingSpec => ({
  id,
  zone: `zone-${'abc'[id - 1]}`,
  client: direct(9000 + id),
  broker: direct(9100 + id),
  controller: direct(9200 + id),
  dataDir: `/data/node-${id}`,
});

const three = [node(1), node(2), node(3)];

describe('brokerProperties', () => {
  it('keeps one copy of everything on one node', () => {
    const properties = brokerProperties({ node: node(1), cluster: [node(1)], platform: {} });
    expect(properties).toMatchObject({
      'default.replication.factor': '1',
      'min.insync.replicas': '1',
      'offsets.topic.replication.factor': '1',
      'transaction.state.log.replication.factor': '1',
      'transaction.state.log.min.isr': '1',
    });
  });

  it('keeps three copies on three nodes, two of which must have a write', () => {
    const properties = brokerProperties({ node: node(2), cluster: three, platform: {} });
    expect(properties).toMatchObject({
      'node.id': '2',
      'broker.rack': 'zone-b',
      'log.dirs': '/data/node-2',
      'default.replication.factor': '3',
      'min.insync.replicas': '2',
      'offsets.topic.replication.factor': '3',
      'transaction.state.log.replication.factor': '3',
      'transaction.state.log.min.isr': '2',
      'controller.quorum.voters': '1@127.0.0.1:9201,2@127.0.0.1:9202,3@127.0.0.1:9203',
    });
  });

  it('tells clients and brokers the advertised address and listens on the other one', () => {
    const proxied: FoundingSpec = {
      ...node(1),
      client: { listen: { host: '127.0.0.1', port: 9001 }, advertised: { host: '127.0.0.1', port: 5001 } },
      broker: { listen: { host: '127.0.0.1', port: 9101 }, advertised: { host: '127.0.0.1', port: 5101 } },
      controller: { listen: { host: '127.0.0.1', port: 9201 }, advertised: { host: '127.0.0.1', port: 5201 } },
    };
    const properties = brokerProperties({ node: proxied, cluster: [proxied], platform: {} });
    expect(properties.listeners).toBe('CLIENT://127.0.0.1:9001,BROKER://127.0.0.1:9101,CONTROLLER://127.0.0.1:9201');
    expect(properties['advertised.listeners']).toBe(
      'CLIENT://127.0.0.1:5001,BROKER://127.0.0.1:5101,CONTROLLER://127.0.0.1:5201',
    );
    expect(properties['controller.quorum.voters']).toBe('1@127.0.0.1:5201');
  });

  it('lets the platform have the last word', () => {
    const platform = { 'num.partitions': '1', 'remote.log.storage.system.enable': 'true' };
    expect(brokerProperties({ node: node(1), cluster: [node(1)], platform })).toMatchObject(platform);
  });
});

describe('propertiesFile', () => {
  it('escapes what a Java properties file would read as something else', () => {
    expect(propertiesFile({ 'log.dirs': 'C:\\tmp\\dätä' })).toBe('log.dirs=C:\\\\tmp\\\\d\\u00e4t\\u00e4\n');
  });
});
