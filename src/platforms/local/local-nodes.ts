import { platformError, type WorkbenchError } from '../../errors.ts';
import type { HowItEnded, NodeControls, NodeUsage } from '../types.ts';
import { address, type FoundingSpec, type NodeSpec } from './broker-properties.ts';
import { KafkaNode } from './kafka-node.ts';
import { layOutOneMore, type Surroundings } from './node-layout.ts';
import type { Software } from './software.ts';

export interface Founding {
  readonly clusterId: string;
  readonly specs: readonly FoundingSpec[];
  /** What the platform sets on every broker beyond plain Kafka. */
  readonly platform: Readonly<Record<string, string>>;
  /** What nodes are started with at first, and what they may be started with later. */
  readonly software: readonly [Software, ...Software[]];
  readonly surroundings: Surroundings;
  readonly logDir: string;
}

/** The nodes of one cluster, what may be done to them, and what is left of them. */
export class LocalNodes implements NodeControls {
  readonly down = new Set<number>();
  readonly #founding: Founding;
  readonly #nodes: KafkaNode[];
  readonly #gone: KafkaNode[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();
  #lastId: number;
  /** Of nodes that are added: what was asked for last. */
  #software: Software;

  constructor(founding: Founding) {
    this.#founding = founding;
    this.#software = founding.software[0];
    this.#nodes = founding.specs.map((spec) => this.#nodeOf(spec));
    this.#lastId = this.#nodes.length;
  }

  /** Those that run, that should, or that a fault ended for a while. */
  get present(): readonly KafkaNode[] {
    return this.#nodes;
  }

  /** Where clients are told to find them. */
  get bootstrap(): string[] {
    return this.#nodes.map(({ spec }) => address(spec.client.advertised));
  }

  usage(): NodeUsage[] {
    return this.#nodes.map((node) => node.usage()).filter((usage) => usage !== null);
  }

  kill = (id: number): Promise<void> =>
    this.#do(async () => {
      const node = this.#running(id);
      this.down.add(id);
      if (!(await node.kill())) throw unmoved(node, 'SIGKILL', 'it still runs');
    });

  stop = (id: number, withinMs: number): Promise<HowItEnded> =>
    this.#do(async () => {
      const node = this.#running(id);
      this.down.add(id);
      return node.stop(withinMs);
    });

  start: NodeControls['start'] = (id, { emptyDisk = false, version } = {}) =>
    this.#do(async () => {
      const node = this.#known(id);
      if (node.isRunning) throw refused(`Node ${id} cannot be started: it runs.`);
      if (version !== undefined) {
        this.#software = this.#softwareOf(version);
        node.use(this.#software);
      }
      if (emptyDisk) {
        await node.removeData();
        await node.format(this.#closing.signal);
      }
      await this.#launch(node);
      this.down.delete(id);
    });

  pause = (id: number): Promise<void> =>
    this.#do(async () => {
      const node = this.#running(id);
      if (!(await node.pause(true))) throw unmoved(node, 'SIGSTOP', 'the system does not show it as stopped');
    });

  resume = (id: number): Promise<void> =>
    this.#do(async () => {
      const node = this.#running(id);
      if (!(await node.pause(false))) throw unmoved(node, 'SIGCONT', 'the system does not show it as running');
    });

  add = (): Promise<number> =>
    this.#do(async () => {
      const { specs, surroundings } = this.#founding;
      const present = this.#nodes.map(({ spec }) => spec);
      const zones = [...new Set(specs.map(({ zone }) => zone))];
      this.#lastId++;
      const node = this.#nodeOf(await layOutOneMore(this.#lastId, present, zones, surroundings));
      try {
        await node.format(this.#closing.signal);
        await this.#launch(node);
      } catch (error) {
        this.#gone.push(node);
        throw error;
      }
      this.#nodes.push(node);
      return node.id;
    });

  remove = (id: number, withinMs: number): Promise<void> =>
    this.#do(async () => {
      const node = this.#known(id);
      this.down.add(id);
      await node.stop(withinMs);
      await node.removeData();
      this.#nodes.splice(this.#nodes.indexOf(node), 1);
      this.#gone.push(node);
      this.down.delete(id);
    });

  /** Ends every process, those that are being started included; nothing can be done to a node afterwards. */
  async end(withinMs: number): Promise<void> {
    this.#closing.abort(refused('The local cluster is being stopped.'));
    await Promise.allSettled(this.#underWay);
    await Promise.all(this.#nodes.map((node) => node.stop(withinMs)));
  }

  async removeLogs(): Promise<void> {
    await Promise.all([...this.#nodes, ...this.#gone].map((node) => node.removeLogs()));
  }

  #nodeOf(spec: NodeSpec): KafkaNode {
    const { specs, platform, clusterId, logDir } = this.#founding;
    const software = this.#software;
    return new KafkaNode({ spec: { node: spec, cluster: specs, platform }, clusterId, software, logDir });
  }

  async #launch(node: KafkaNode): Promise<void> {
    this.#closing.signal.throwIfAborted();
    await node.start();
  }

  /** What is under way when the cluster is stopped is waited for, so that no process is left behind. */
  async #do<T>(work: () => Promise<T>): Promise<T> {
    this.#closing.signal.throwIfAborted();
    const doing = work();
    this.#underWay.add(doing);
    return doing.finally(() => this.#underWay.delete(doing));
  }

  #known(id: number): KafkaNode {
    const node = this.#nodes.find((candidate) => candidate.id === id);
    if (node !== undefined) return node;
    throw refused(`There is no node ${id}; there are ${this.#nodes.map((present) => present.id).join(', ')}.`);
  }

  #running(id: number): KafkaNode {
    const node = this.#known(id);
    if (node.isRunning) return node;
    throw refused(`Node ${id} does not run.`);
  }

  #softwareOf(version: string): Software {
    const { software } = this.#founding;
    const found = software.find(({ distribution }) => distribution.version === version);
    if (found !== undefined) return found;
    const known = software.map(({ distribution }) => distribution.version).join(', ');
    throw refused(`Version ${version} was not prepared for this cluster; it has ${known}.`);
  }
}

const refused = (what: string): WorkbenchError =>
  platformError('node-control-refused', what, 'Let faults wait for one another, and for the node that they need.');

const unmoved = (node: KafkaNode, signal: string, seen: string): WorkbenchError =>
  platformError(
    'node-control-failed',
    `Node ${node.id} was sent ${signal}, but ${seen}.`,
    `Look at process ${node.pid}, and read ${node.logFile}.`,
  );
