import type { KeyDistribution, SizeDistribution } from '../../scenarios/types.ts';
import { plural } from '../estimates/captured-topic.ts';
import type { Capture, CapturedFigure } from '../types.ts';
import type { Calibrated } from './calibrate.ts';
import { productionBlock } from './production-block.ts';
import { type ProofOfConcept, percent } from './proof-of-concept.ts';
import { topicNames } from './topic-names.ts';
import { bytesText, plain, recordRate, sureness } from './words.ts';

const WARM_UP_SECONDS = 10;
const STEADY_SECONDS = 60;

export interface ScenarioFile {
  /** Letters, digits and hyphens. */
  readonly name: string;
  /** As the scenario names it, from its own folder. */
  readonly captureFile: string;
  /** Null where no batch was read, or where the scenario does not compress. */
  readonly calibrated: Calibrated | null;
}

/** A commented scenario of what was captured: a PoC that is run, and the production that it stands for. */
export function scenarioText(capture: Capture, poc: ProofOfConcept, file: ScenarioFile): string {
  const { whole } = capture;
  const lines = [
    '# yaml-language-server: $schema=./scenario.schema.json',
    '#',
    `# Taken from ${capture.target.name} by workbench scenario capture, ${capture.startedAt} to ${capture.endedAt}.`,
    '# Each figure says how it was seen: counted (every offset), sampled (with its 95% interval), from metrics, or ASSUMED.',
    ...capture.notes.map((note) => `# Note: ${note}`),
    '',
    `name: ${file.name}`,
    `description: ${JSON.stringify(`What ${plural(capture.topics.length, 'topic')} of ${capture.target.name} were seen to take: ${poc.scaleWhy}.`)}`,
    'seed: 1',
    'profile: poc',
    '',
    ...topicLines(capture, poc),
    '',
    'records:',
    ...sizeLines(capture, poc),
    `  # ${poc.keysWhy}.`,
    `  keys: ${keysText(poc.keys)}`,
    ...compressibilityLines(capture, poc, file.calibrated),
    '',
    ...clientLines(capture, poc),
    '',
    ...ingressLines(capture, poc),
    '',
    ...(whole.readers === null
      ? ['# ASSUMED: no group was seen to commit anything.']
      : [`# ${sureness(whole.readers)}.`]),
    `fanOut: { groups: ${poc.groups}, members: 1 }`,
    ...catchUpLines(capture, poc),
    '',
    '# Valid passes per target; a difference is claimed from 4 on.',
    'repetitions: 4',
    '',
    '# What the cost model prices.',
    ...productionBlock(capture, file.captureFile),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

/** A note from outside stays on its line. */
const oneLine = (line: string): string => line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trimEnd();

function topicLines({ topics }: Capture, poc: ProofOfConcept): readonly string[] {
  const others = topics.length - poc.topics.length;
  const names = topicNames(poc.topics.map(({ seen }) => seen.name));
  const copies = [...new Set(poc.topics.map(({ seen }) => seen.replication?.value ?? null))].filter(
    (one) => one !== null,
  );
  return [
    'topics:',
    ...(others > 0
      ? [`  # ${plural(others, 'quieter topic')} left out: ${percent(Math.max(0, poc.leftOut))} of the records.`]
      : []),
    ...(copies.length > 0
      ? [
          `  # Seen with replication ${copies.join(', ')}; write that where the platform under test has as many brokers.`,
        ]
      : []),
    ...poc.topics.flatMap(({ seen, partitions, share }, index) => [
      `  # ${recordRate(seen.records.value)} ${sureness(seen.records)}; ${plural(seen.partitions, 'partition')}.`,
      `  - { name: ${JSON.stringify(names[index])}, partitions: ${partitions}, replication: default${poc.topics.length > 1 ? `, share: ${share}` : ''} }`,
    ]),
  ];
}

function sizeLines({ whole }: Capture, { size }: ProofOfConcept): readonly string[] {
  if (size === null || whole.valueBytes === null) return ['  # ASSUMED: no record was seen.', '  size: 1KiB'];
  const { mean, quantiles } = whole.valueBytes;
  const spread = quantiles.map(({ share, bytes }) => `${share === 1 ? 'largest' : percent(share)} ${bytes}`).join(', ');
  return [
    `  # Mean ${bytesText(mean.value)}, ${sureness(mean, bytesText)}.`,
    ...(spread === '' ? [] : [`  # Up to so many bytes: ${spread}.`]),
    `  size: ${sizeText(size)}`,
  ];
}

function sizeText(size: SizeDistribution): string {
  switch (size.kind) {
    case 'fixed':
      return bytesText(size.bytes);
    case 'uniform':
      return `{ distribution: uniform, min: ${bytesText(size.minBytes)}, max: ${bytesText(size.maxBytes)} }`;
    case 'lognormal':
      return `{ distribution: lognormal, median: ${bytesText(size.medianBytes)}, sigma: ${size.sigma}, max: ${bytesText(size.maxBytes)} }`;
    case 'choice': {
      const choices = size.choices.map(
        ({ bytes, weight }) => `{ bytes: ${bytesText(bytes)}, weight: ${plain(Math.max(weight, 1e-6))} }`,
      );
      return `{ distribution: choice, choices: [${choices.join(', ')}] }`;
    }
  }
}

function keysText(keys: KeyDistribution): string {
  switch (keys.kind) {
    case 'none':
      return 'none';
    case 'uniform':
      return `{ distribution: uniform, count: ${keys.count} }`;
    case 'zipf':
      return `{ distribution: zipf, count: ${keys.count}, exponent: ${keys.exponent} }`;
  }
}

function compressibilityLines(
  { whole }: Capture,
  { compression, recordsPerBatch }: ProofOfConcept,
  calibrated: Calibrated | null,
): readonly string[] {
  if (whole.compressionRatio === null || compression === null) return ['  # compressibility: no batch was read.'];
  if (compression === 'none') {
    const none = whole.codecs.none ?? 0;
    const why =
      none === 1
        ? 'no batch that was seen is compressed'
        : `more batches are not compressed, ${percent(none)}, than have any one codec`;
    return [`  # compressibility: ${why}, and so this scenario compresses none.`];
  }
  if (calibrated === null) return [];
  const each = recordsPerBatch === null ? '' : ` of about ${plain(recordsPerBatch)}`;
  return [
    `  # So that batches${each} of such records compress to ${plain(calibrated.ratio)} with the codec below; seen: ${plain(whole.compressionRatio.value)}, ${sureness(whole.compressionRatio)}.`,
    `  compressibility: ${calibrated.compressibility}`,
  ];
}

function clientLines({ whole }: Capture, poc: ProofOfConcept): readonly string[] {
  const shares = Object.entries(whole.codecs).map(([codec, share]) => `${codec} ${percent(share)}`);
  return [
    'clients:',
    '  # ASSUMED: what producers wait for cannot be seen from outside.',
    '  acks: all',
    ...(poc.compression === null
      ? ['  # compression: no batch was seen.']
      : [`  # Of the batches: ${shares.join(', ')}.`, `  compression: ${poc.compression}`]),
    ...(poc.lingerMs === null || whole.recordsPerBatch === null
      ? ['  # linger: no batch was seen.']
      : [...lingerWords(whole.recordsPerBatch, poc), `  linger: ${poc.lingerMs}ms`]),
    ...(poc.batchBytes === null || whole.unpackedBatchBytes === null
      ? ['  # batch: none was seen.']
      : [
          `  # Room for twice the mean batch before compression, ${bytesText(whole.unpackedBatchBytes.value)}.`,
          `  batch: ${bytesText(poc.batchBytes)}`,
        ]),
  ];
}

function lingerWords(seen: CapturedFigure, { lingerMs, recordsPerBatch }: ProofOfConcept): readonly string[] {
  const reached = recordsPerBatch ?? seen.value;
  const how = `seen: ${plain(seen.value)}, ${sureness(seen)}`;
  return reached < seen.value
    ? [
        `  # Capped at ${lingerMs} ms: one producer at this rate makes batches of about ${plain(reached)} records then, smaller than production's.`,
        `  # ${how}.`,
      ]
    : [`  # So that one producer at this rate makes batches of about ${plain(reached)} records; ${how}.`];
}

function ingressLines({ whole }: Capture, poc: ProofOfConcept): readonly string[] {
  const average = recordRate(poc.averageRate);
  const catchesUp = poc.backlogBytes !== null;
  return [
    `# Rates: ${poc.scaleWhy}.`,
    `# Average ${sureness(whole.averageRecordsPerSecond, recordRate)}.`,
    'ingress:',
    `  - { phase: warm-up, rate: ${average}, duration: ${WARM_UP_SECONDS}s, warmUp: true }`,
    `  - { phase: steady, rate: ${average}, duration: ${STEADY_SECONDS}s }`,
    ...(catchesUp ? [`  - { phase: catch-up, rate: ${average}, duration: ${STEADY_SECONDS}s }`] : []),
    ...(poc.bursts
      ? [
          `  # The peak that was seen, ${plain(poc.peakRate / poc.averageRate)} times the average: ${sureness(whole.peakRecordsPerSecond, recordRate)}.`,
          `  - { phase: burst, kind: burst, rate: ${recordRate(poc.peakRate)}, duration: ${poc.burstSeconds}s }`,
        ]
      : ['  # No burst was seen: the peak was as high as the average.']),
  ];
}

function catchUpLines({ whole }: Capture, { backlogBytes }: ProofOfConcept): readonly string[] {
  if (backlogBytes === null || whole.backlogBytes === null) {
    return [
      '',
      '# No group was seen far behind; one that was away would be:',
      '# catchUp: { backlog: 64MiB, startsWith: … }',
    ];
  }
  return [
    '',
    `# ${sureness(whole.backlogBytes, bytesText)}.`,
    `catchUp: { backlog: ${bytesText(backlogBytes)}, startsWith: catch-up, groups: 1 }`,
  ];
}
