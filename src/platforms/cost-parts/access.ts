import { assumed, defined } from './assumed.ts';
import { cloudLine, type Lines } from './lines.ts';

/** One name under which clients find the brokers for the first time; records do not pass through it. */
export const bootstrapAssumptions = {
  ...assumed({
    bootstrapLoadBalancers: [
      1,
      'load balancer',
      0,
      1,
      'clients find the brokers through one network load balancer; 0 where a list of brokers does',
    ],
    connectionsPerLcu: [
      100_000,
      'count/LCU',
      null,
      null,
      'one LCU holds 100,000 connections: AWS’s page on prices of load balancers',
      '2026-09-20',
    ],
  }),
};

export const bootstrap: Lines = [
  cloudLine('network', {
    item: 'Load balancer that clients begin at',
    book: 'aws.nlb.hour',
    unit: 'load balancer-hour',
    quantity: 'bootstrapLoadBalancers * hours',
    explanation: 'It stands all month:',
  }),
  cloudLine('network', {
    item: 'Connections that the load balancer holds',
    book: 'aws.nlb.lcu',
    unit: 'LCU-hour',
    quantity: 'connections / connectionsPerLcu * hours',
    explanation: 'Every client keeps the connection with which it began, and records take others:',
  }),
];

/** A service that is reached through interface endpoints; traffic to one in another zone is not charged apart. */
export const endpointAssumptions = defined({ endpointsPerZone: [1, 'endpoint'] });

export const endpoints: Lines = [
  cloudLine('network', {
    item: 'Private endpoints',
    book: 'aws.vpc-endpoint.hour',
    unit: 'endpoint-hour',
    quantity: 'zones * endpointsPerZone * hours',
    explanation: 'One in every zone, all month:',
  }),
  cloudLine('network', {
    item: 'Traffic through private endpoints',
    book: 'aws.vpc-endpoint.data',
    unit: 'GiB',
    quantity: 'writtenGib + readGib',
    explanation: 'What is written and what is read:',
  }),
];

/** A service that has public addresses only: clients without one of their own go through NAT gateways. */
export const natAssumptions = {
  ...defined({ gatewaysPerZone: [1, 'gateway'] }),
  ...assumed({
    natShare: [
      0.5,
      'fraction',
      0,
      1,
      'of the traffic, by clients without public addresses: 0 where all have one, 1 where none has, and here the middle',
    ],
  }),
};

export const nat: Lines = [
  cloudLine('network', {
    item: 'NAT gateways',
    book: 'aws.nat.hour',
    unit: 'gateway-hour',
    quantity: 'ceil(natShare) * zones * gatewaysPerZone * hours',
    explanation: 'One in every zone, all month, as soon as any client needs them:',
  }),
  cloudLine('network', {
    item: 'Traffic through NAT gateways',
    book: 'aws.nat.data',
    unit: 'GiB',
    quantity: '(writtenGib + readGib) * natShare',
    explanation: 'What is written and what is read by clients without public addresses:',
  }),
];
