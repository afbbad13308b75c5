/** Twelve seconds of load with everything in it, for tests on real brokers. */
export const SMALL_SCENARIO = `name: small
description: A short run with a backlog, a steady phase and a catch-up.
seed: 7
topics:
  - name: orders
    partitions: 3
    configs: { segment.bytes: "1048576" }
records: { size: 1KiB, keys: { distribution: uniform, count: 100 } }
clients: { linger: 5ms, batch: 128KiB }
ingress:
  - { phase: warm-up, rate: 1000/s, duration: 5s, warmUp: true }
  - { phase: steady, rate: 1000/s, duration: 2s }
  - { phase: catch-up, rate: 1000/s, duration: 3s }
fanOut: { groups: 1 }
catchUp: { backlog: 6MiB, rate: 3MiB/s, startsWith: catch-up }
repetitions: 1
production:
  ingress: { average: 10MiB/s, peak: 20MiB/s }
  fanOut: 2
  retention: 3d
  partitions: 60
  zones: 3
`;

/** Four seconds of load without a catch-up, for tests of what happens around it. */
export const SHORT_SCENARIO = `name: short
description: A short run.
seed: 7
topics: [{ name: orders, partitions: 3 }]
records: { size: 1KiB, keys: { distribution: uniform, count: 100 } }
clients: { linger: 5ms, batch: 128KiB }
ingress:
  - { phase: warm-up, rate: 1000/s, duration: 1s, warmUp: true }
  - { phase: steady, rate: 1000/s, duration: 3s }
fanOut: { groups: 1 }
repetitions: 1
production:
  ingress: { average: 10MiB/s, peak: 20MiB/s }
  fanOut: 2
  retention: 3d
  partitions: 60
  zones: 3
`;
