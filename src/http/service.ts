import { setTimeout as delay } from 'node:timers/promises';
import type { WorkbenchError } from '../errors.ts';
import type { Gate } from '../kafka/read-only/gate.ts';
import type { NotObtained, Reading, Reason } from '../kafka/read-only/reading.ts';
import { type Access, accessOf, type ServiceAddress } from './access.ts';
import { PASSING, refused, unreachable } from './failure.ts';
import { type Answer, get, NoAnswer, type Question } from './get.ts';
import type { ServiceWords } from './service-words.ts';

export interface ServiceOptions {
  readonly gate: Gate;
  /** The folder that caFile starts from. */
  readonly from: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
}

/** What a service says of itself, as JSON. */
export interface JsonAnswer {
  /** 200, or 404 where the service itself says that there is none. */
  readonly status: number;
  readonly body: unknown;
  /** The service's own clock, as its `Date` tells it. */
  readonly date: string | null;
}

/** A service that can only be looked at: nothing but GET, through the gate. */
export interface ReadOnlyService {
  readonly url: string;
  /** Rejects only where the gate's signal aborts. */
  json(path: string, question?: Omit<Question, 'path'>): Promise<Reading<JsonAnswer>>;
}

const TIMEOUT_MS = 10_000;
const TRIES = 3;
const PAUSE_MS = 500;
const RESET: readonly string[] = ['ECONNRESET', 'EPIPE'];
/** Nobody is there, or there is no such name: asking again is of no use. */
const NOBODY: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
/** Of questions in a row, after which a service counts as silent. */
const FAILURES = 2;

/** @throws WorkbenchError where a variable is not set, or the authority's file cannot be read. */
export function openService(
  address: ServiceAddress,
  words: ServiceWords,
  { gate, from, env = process.env, timeoutMs = TIMEOUT_MS }: ServiceOptions,
): ReadOnlyService {
  const access = accessOf(address, env, from, words);
  const settings = { timeoutMs, gate: { gate, service: words.code } };
  /** It is not asked again and again where nobody answers. */
  let silent: NotObtained | null = null;
  let failuresInARow = 0;
  return {
    url: access.url,
    json: async (path, question = {}) => {
      let resets = 0;
      for (let round = 1; ; round++) {
        if (silent !== null) return silent;
        const answer = await get(access, { path, ...question }, settings).catch((error: unknown) => {
          if (error instanceof NoAnswer) return error;
          throw error;
        });
        if (answer instanceof NoAnswer) {
          if (answer.code === 'too long') return notObtained('not-reachable', unreachable(access, answer, words));
          // A connection that was kept may have been closed in between: that says nothing of the service.
          if (RESET.includes(answer.code) && ++resets === 1) continue;
          const reading = notObtained('not-reachable', unreachable(access, answer, words));
          if (NOBODY.includes(answer.code) || ++failuresInARow === FAILURES) silent = reading;
          return reading;
        }
        failuresInARow = 0;
        if (!PASSING.includes(answer.status) || round === TRIES) return readingOf(answer, path, access, words);
        await delay(PAUSE_MS * round, undefined, { signal: gate.signal });
      }
    },
  };
}

function readingOf(answer: Answer, path: string, access: Access, words: ServiceWords): Reading<JsonAnswer> {
  const { status, date, contentType } = answer;
  const body = jsonOf(answer.text);
  if (body !== undefined && (status === 200 || status === 404)) {
    return { obtained: true, how: `GET ${path} of ${access.url}`, value: { status, body, date }, missing: [] };
  }
  if (status === 401 || status === 403) return notObtained('not-permitted', refused(access, status, null, words));
  if (status === 200) {
    const what = contentType === null ? 'something' : contentType;
    const why = `${access.url} answers ${path} with ${what} that is no JSON: it is no ${words.name}, or something stands before it`;
    return { obtained: false, reason: 'failed', why, todo: `Check the address under ${words.stands}.` };
  }
  return notObtained('failed', refused(access, status, body === undefined ? null : `to ${path}`, words));
}

function notObtained(reason: Reason, error: WorkbenchError): NotObtained {
  const [problem] = error.problems;
  return { obtained: false, reason, why: problem?.what ?? error.message, todo: problem?.todo ?? '' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
