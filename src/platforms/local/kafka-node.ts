import { mkdir, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { statusWords } from '../../exit-status.ts';
import type { HowItEnded, NodeUsage } from '../types.ts';
import { brokerError } from './broker-error.ts';
import { type BrokerSpec, brokerProperties, type NodeSpec, propertiesFile } from './broker-properties.ts';
import { becomesStopped } from './process-state.ts';
import type { Software } from './software.ts';
import { spawnTethered, type TetheredProcess } from './tethered-process.ts';
import { addUsage, usageOf } from './usage.ts';

/** Garbage collection as Kafka's own start script sets it; the heap is for a laptop. */
const BROKER_JVM = [
  '-Xms512m',
  '-Xmx1g',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
  '-XX:+ExplicitGCInvokesConcurrent',
  '-XX:+ExitOnOutOfMemoryError',
];

/** The formatter lives for a second, so its JIT may be capped; a broker's is part of what is measured. */
const FORMATTER_JVM = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

const LOGGING = {
  'rootLogger.level': 'info',
  'rootLogger.appenderRef.out.ref': 'out',
  'appender.out.type': 'Console',
  'appender.out.name': 'out',
  'appender.out.layout.type': 'PatternLayout',
  'appender.out.layout.pattern': '[%d] %p %m (%c)%n',
};

export interface KafkaNodeOptions {
  readonly spec: BrokerSpec;
  readonly clusterId: string;
  readonly software: Software;
  /** The node keeps its log and its settings in a folder of its own in here. */
  readonly logDir: string;
}

/** What the system is given to end, stop or continue a process. */
const HEEDED_WITHIN_MS = 10_000;

/** One node: its settings, its data folder and, once started, its process. */
export class KafkaNode {
  readonly #options: KafkaNodeOptions;
  readonly #home: string;
  readonly #settings: string;
  readonly #logging: string;
  readonly logFile: string;
  #software: Software;
  #running: TetheredProcess | null = null;
  #pid: number | null = null;
  #paused = false;
  /** What processes before this one used, and what this one had used when it was last asked. */
  #usedBefore: NodeUsage | null = null;
  #lastUsage: NodeUsage | null = null;

  constructor(options: KafkaNodeOptions) {
    this.#options = options;
    this.#software = options.software;
    this.#home = join(options.logDir, `node-${options.spec.node.id}`);
    this.#settings = join(this.#home, 'server.properties');
    this.#logging = join(this.#home, 'log4j2.properties');
    this.logFile = join(this.#home, 'broker.log');
  }

  get spec(): NodeSpec {
    return this.#options.spec.node;
  }

  get id(): number {
    return this.spec.id;
  }

  /** Of its process, or of the last one; null before the node was started. */
  get pid(): number | null {
    return this.#pid;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Of its software. */
  get version(): string {
    return this.#software.distribution.version;
  }

  /** Of all its processes so far; null while the node does not run. */
  usage(): NodeUsage | null {
    const usage = this.#running === null ? null : usageOf(this.id, this.#running.pid);
    if (usage === null) return null;
    this.#lastUsage = addUsage(this.#usedBefore, usage);
    return this.#lastUsage;
  }

  /** What it is formatted and started with from now on. */
  use(software: Software): void {
    this.#software = software;
  }

  /** Writes the settings and formats the empty data folder. */
  async format(signal: AbortSignal): Promise<void> {
    const { spec, clusterId } = this.#options;
    await mkdir(spec.node.dataDir, { recursive: true });
    await mkdir(this.#home, { recursive: true });
    await writeFile(this.#settings, propertiesFile(brokerProperties(spec)));
    await writeFile(this.#logging, propertiesFile(LOGGING));
    signal.throwIfAborted();
    const main = ['kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', this.#settings];
    const formatter = await this.#java(FORMATTER_JVM, main);
    const abort = () => formatter.kill('SIGKILL');
    signal.addEventListener('abort', abort);
    const status = await formatter.exited;
    signal.removeEventListener('abort', abort);
    signal.throwIfAborted();
    if (status !== 0) throw await brokerError(`Node ${this.id} could not format its data folder.`, [this.logFile]);
  }

  /** Starts the process; whether it serves is for others to find out. */
  async start(extraJvm: readonly string[] = []): Promise<void> {
    const started = await this.#java([...BROKER_JVM, ...extraJvm], ['kafka.Kafka', this.#settings]);
    this.#usedBefore = this.#lastUsage;
    this.#paused = false;
    this.#pid = started.pid;
    this.#running = started;
    void started.exited.then(() => {
      if (this.#running === started) this.#running = null;
    });
  }

  /** Rejects when the process has ended, and says what its log says; never resolves. */
  async untilItDies(): Promise<never> {
    const status = await this.#running?.exited;
    const how = status === undefined ? '' : ` with ${statusWords(status)}`;
    throw await brokerError(`Node ${this.id} ended${how}.`, [this.logFile]);
  }

  /** SIGTERM, and SIGKILL when that is not heeded in time; resolves when the process is gone. Idempotent. */
  async stop(withinMs: number): Promise<HowItEnded> {
    const running = this.#running;
    if (running === null) return 'ended otherwise';
    this.usage();
    running.kill('SIGTERM');
    if (this.#paused) running.kill('SIGCONT'); // It could not heed anything otherwise.
    const insist = setTimeout(() => running.kill('SIGKILL'), withinMs);
    const status = await running.exited;
    clearTimeout(insist);
    return status === 128 + constants.signals.SIGTERM ? 'heeded SIGTERM' : 'ended otherwise';
  }

  /** SIGKILL; whether the process was gone in time. */
  async kill(): Promise<boolean> {
    const running = this.#running;
    if (running === null) return true;
    this.usage();
    running.kill('SIGKILL');
    const late = new AbortController();
    const gone = running.exited.then(() => true);
    const tooLate = delay(HEEDED_WITHIN_MS, false, { signal: late.signal }).catch(() => false);
    return Promise.race([gone, tooLate]).finally(() => late.abort());
  }

  /** SIGSTOP, or SIGCONT; whether the system says in time that the process is as asked. */
  async pause(paused: boolean): Promise<boolean> {
    const running = this.#running;
    if (running === null) return false;
    running.kill(paused ? 'SIGSTOP' : 'SIGCONT');
    this.#paused = paused;
    return becomesStopped(running.pid, paused, HEEDED_WITHIN_MS);
  }

  async removeData(): Promise<void> {
    await rm(this.spec.dataDir, { recursive: true, force: true });
  }

  async removeLogs(): Promise<void> {
    await rm(this.#home, { recursive: true, force: true });
  }

  #java(jvm: readonly string[], main: readonly string[]): Promise<TetheredProcess> {
    const { distribution, classArchive } = this.#software;
    const flags = [
      ...jvm,
      ...(classArchive === null ? [] : [`-XX:SharedArchiveFile=${classArchive}`]),
      `-XX:ErrorFile=${join(this.#home, 'jvm-crash-%p.log')}`,
      `-Dlog4j2.configurationFile=${this.#logging}`,
    ];
    // A test jar on the classpath may write a log of its own into the working folder.
    return spawnTethered(distribution.java.path, [...flags, '-cp', distribution.classpath, ...main], {
      folder: this.#home,
      output: this.logFile,
    });
  }
}
