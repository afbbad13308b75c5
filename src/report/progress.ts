import { milliseconds, significant, whole } from '../judge/format.ts';
import { cut, safe } from './terminal-text.ts';

export interface ProgressUpdate {
  /** Such as "burst · 2 targets × 2 repetitions". */
  readonly title: string;
  /** Of the whole work, 0 to 1. */
  readonly fraction: number;
  readonly secondsLeft: number | null;
  /** Such as "A: local-kafka, repetition 2 of 2, burst"; a new one is a new line where there is no terminal. */
  readonly where: string;
  /** Figures of the last second; latencies in ms. */
  readonly live?: LiveFigures;
}

export interface LiveFigures {
  readonly offeredPerSecond: number;
  readonly acknowledgedPerSecond: number;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly lag: number | null;
  readonly errors: number;
}

export interface Progress {
  update(state: ProgressUpdate): void;
  /** A line that stays, above the live ones. */
  line(text: string): void;
  /** Takes the live lines away; idempotent. */
  done(): void;
}

interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
}

export interface ProgressOptions {
  readonly stream: Output;
  readonly isTTY: boolean;
  readonly colour: boolean;
}

const BAR_COLUMNS = 18;
const DEFAULT_COLUMNS = 80;
const ERASE_LINE = '\r\u001b[2K';
const UP = '\u001b[1A';

function bar(fraction: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_COLUMNS);
  return `[${'█'.repeat(filled)}${'░'.repeat(BAR_COLUMNS - filled)}]`;
}

/** "1 min 52 s left", "12 s left". */
export function timeLeft(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return left < 60 ? `${left} s left` : `${Math.floor(left / 60)} min ${left % 60} s left`;
}

function liveLine(live: LiveFigures): string {
  const latency = (value: number | null): string => (value === null ? '–' : milliseconds(value));
  return [
    `offered ${significant(live.offeredPerSecond)}/s`,
    `acknowledged ${significant(live.acknowledgedPerSecond)}/s`,
    `p50 ${latency(live.p50)}`,
    `p99 ${latency(live.p99)}`,
    `lag ${live.lag === null ? '–' : whole(live.lag)}`,
    `errors ${whole(live.errors)}`,
  ].join('  ');
}

const titleLine = ({ title, secondsLeft }: ProgressUpdate): string =>
  secondsLeft === null ? title : `${title} · ${timeLeft(secondsLeft)}`;

/** Two live lines that are redrawn in place. */
function onTerminal({ stream, colour }: ProgressOptions): Progress {
  let drawn = 0;
  const erase = (): void => {
    if (drawn > 0) stream.write(ERASE_LINE + `${UP}${ERASE_LINE}`.repeat(drawn - 1));
    drawn = 0;
  };
  return {
    update(state) {
      const columns = (stream.columns ?? DEFAULT_COLUMNS) - 1;
      const first = cut(safe(`${titleLine(state)}   ${bar(state.fraction)}  ${state.where}`), columns);
      const second = state.live === undefined ? '' : cut(safe(liveLine(state.live)), columns);
      erase();
      stream.write(`${first}\n${colour ? `\u001b[2m${second}\u001b[22m` : second}`);
      drawn = 2;
    },
    line(text) {
      erase();
      stream.write(`${safe(text)}\n`);
    },
    done: erase,
  };
}

/** One line for each new place of the work, for logs and pipes. */
function onPlainStream({ stream }: ProgressOptions): Progress {
  let last: string | null = null;
  return {
    update(state) {
      if (state.where === last) return;
      last = state.where;
      stream.write(`${safe(`${titleLine(state)} · ${state.where}`)}\n`);
    },
    line(text) {
      stream.write(`${safe(text)}\n`);
    },
    done() {},
  };
}

/** Shows how far long work is: live on a terminal, plain lines elsewhere. */
export const createProgress = (options: ProgressOptions): Progress =>
  options.isTTY ? onTerminal(options) : onPlainStream(options);
