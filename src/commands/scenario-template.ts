/** What `scenario init` writes: every section once, with the choices that people most often make. */
export const SCENARIO_TEMPLATE = `# yaml-language-server: $schema=./scenario.schema.json
#
# A scenario is the fixed input of a comparison: the same file runs on every target.
#   workbench scenario check FILE                     explains it, or every mistake at once
#   workbench run FILE --target A.yaml --target B.yaml

name: my-workload
description: What question does this scenario answer?
# Same file and seed, same records.
seed: 1
# smoke: does it work?   poc: a comparison   soak: endurance
profile: poc

topics:
  - name: orders
    partitions: 6
    # A number, or the broker's own default.
    replication: default
    # Kafka's own names, in Kafka's own units.
    configs: {}

records:
  # Of the value. Not all alike? { distribution: lognormal, median: 1KiB, sigma: 0.8, max: 64KiB }
  size: 1KiB
  # none, or { distribution: zipf, count: 1000, exponent: 1.1 }
  keys: { distribution: uniform, count: 1000 }
  # Share of each value that repeats one byte: 0 does not compress at all.
  compressibility: 0

# The same for every target. What is left out has Kafka's own default.
clients:
  acks: all
  linger: 5ms
  batch: 128KiB
  compression: none
  producers: 1

# One phase after the other, in whole seconds; rates are over all topics, in records or bytes.
ingress:
  - { phase: warm-up, rate: 1000/s, duration: 10s, warmUp: true }
  - { phase: steady, rate: 1000/s, duration: 30s }
  - { phase: catch-up, rate: 1000/s, duration: 20s }
  - { phase: growth, kind: ramp, rate: 1000/s, to: 2000/s, duration: 20s }
  - { phase: burst, kind: burst, rate: 2MiB/s, duration: 10s }

# Consumer groups that follow the tail, and how many members each has.
fanOut: { groups: 2, members: 1 }

# A group that was away: the backlog is written first and read from the phase named here on.
catchUp:
  # Or a time: what that many seconds at the highest rate write.
  backlog: 64MiB
  startsWith: catch-up
  groups: 1

# How long the run keeps records.
retention: 1d

# What must hold. Without thresholds the verdict is "unproven".
thresholds:
  - { metric: produce.response.p99, phase: steady, atMost: 100ms }
  - { metric: audit.lost, atMost: 0 }

# Valid passes per target; a difference is claimed from 4 on.
repetitions: 4

# The workload that the cost model prices: a PoC is run smaller than production.
production:
  ingress: { average: 100MiB/s, peak: 200MiB/s }
  fanOut: 3
  retention: 7d
  compressionRatio: 1
  partitions: 300
  replication: 3
  zones: 3
  growthPerMonth: 3%
  recordSize: 1KiB
`;
