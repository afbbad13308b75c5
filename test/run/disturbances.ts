/**
 * Preloaded into the threads of a run (NODE_OPTIONS=--import) to make happen, on our own side, what the gate of
 * validity must notice. DISTURBANCE names one.
 */
import { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import { isMainThread, parentPort } from 'node:worker_threads';
import { Fetcher } from '../../src/loadgen/drivers/wire/fetcher.ts';

type Thread = 'main' | 'produce-worker' | 'read-worker';

interface Disturbance {
  readonly thread: Thread;
  /** When the thread starts, or when its load begins. */
  readonly from: 'start' | 'load';
  begin(): void;
}

const FETCH = 1;
const API_KEY_AT = 4;

function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

function burn(): void {
  block(4);
  setImmediate(burn);
}

/** A machine that is busy elsewhere would give this thread less than a core; where only root may, it is left so. */
function takePrecedence(): void {
  try {
    setPriority(constants.priority.PRIORITY_HIGHEST);
  } catch {}
}

/** Changes what a thread hands to the conductor each second. */
function changeSeconds(change: (message: { kind: string; [key: string]: unknown }, nth: number) => object): void {
  const post = parentPort?.postMessage.bind(parentPort);
  let nth = 0;
  Object.assign(parentPort as object, {
    postMessage: (message: { kind: string }) => post?.(message.kind === 'second' ? change(message, ++nth) : message),
  });
}

export const DISTURBANCES = {
  'blocks the sending thread once': {
    thread: 'produce-worker',
    from: 'load',
    begin: () => void setTimeout(() => block(1_500), 4_000),
  },
  'delays the event loop of the reading thread': {
    thread: 'read-worker',
    from: 'load',
    begin: () => void setInterval(() => block(300), 700),
  },
  'burns CPU on the sending thread': {
    thread: 'produce-worker',
    from: 'load',
    begin: () => {
      takePrecedence();
      burn();
    },
  },
  'moves the wall clock': {
    thread: 'main',
    from: 'start',
    begin: () => {
      const now = Date.now;
      const from = performance.now();
      // 50 ms a second.
      Date.now = () => now() + Math.round(0.05 * (performance.now() - from));
    },
  },
  'drops the samples of one second': {
    thread: 'produce-worker',
    from: 'load',
    begin: () => changeSeconds((message, nth) => (nth === 4 ? { ...message, histograms: [] } : message)),
  },
  'drops the metrics of sending': {
    thread: 'produce-worker',
    from: 'load',
    begin: () =>
      changeSeconds((message) => ({
        ...message,
        metrics: (message.metrics as { kind: string }[]).filter(({ kind }) => kind !== 'sends'),
      })),
  },
  'stops a reader that has read': {
    thread: 'read-worker',
    from: 'start',
    begin: () => {
      const { start } = Fetcher.prototype;
      Fetcher.prototype.start = function (this: Fetcher) {
        start.call(this);
        parentPort?.on('message', ({ kind }: { kind: string }) => {
          if (kind === 'begin') setTimeout(() => this.stop(), 4_000);
        });
      };
    },
  },
  'keeps the reader from fetching': {
    thread: 'read-worker',
    from: 'start',
    begin: () => {
      const write = Socket.prototype.write;
      const isFetch = (data: unknown): boolean => Buffer.isBuffer(data) && data.readInt16BE(API_KEY_AT) === FETCH;
      Socket.prototype.write = function (this: Socket, ...args: Parameters<Socket['write']>) {
        return isFetch(args[0]) ? true : write.apply(this, args);
      } as Socket['write'];
      parentPort?.on('message', ({ kind }: { kind: string }) => {
        if (kind === 'read-all') Socket.prototype.write = write;
      });
    },
  },
} as const satisfies Record<string, Disturbance>;

export type DisturbanceName = keyof typeof DISTURBANCES;

const chosen: Disturbance | undefined = DISTURBANCES[process.env.DISTURBANCE as DisturbanceName];
const here: Thread | undefined = isMainThread
  ? 'main'
  : (['produce-worker', 'read-worker'] as const).find((name) => process.argv[1]?.includes(name));

if (chosen !== undefined && chosen.thread === here) {
  if (chosen.from === 'start') chosen.begin();
  else parentPort?.on('message', ({ kind }: { kind: string }) => kind === 'begin' && chosen.begin());
}
