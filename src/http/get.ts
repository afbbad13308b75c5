import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Gate } from '../kafka/read-only/gate.ts';
import type { Access } from './access.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** As it says, without its parameters and in small letters; null where it does not. */
  readonly contentType: string | null;
  /** The service's own clock, as its `Date` tells it. */
  readonly date: string | null;
}

export interface Question {
  /** Begins with a slash. */
  readonly path: string;
  readonly parameters?: readonly (readonly [name: string, value: string])[];
  readonly accept?: string;
  /** What it is about, without secrets, for the log. */
  readonly about?: string;
}

export interface GetSettings {
  readonly timeoutMs: number;
  /** Through which it goes, and how it is called there: `schema-registry`. */
  readonly gate?: { readonly gate: Gate; readonly service: string };
}

/** Of an answer; 11,000 points of some hundred series are a tenth of it. */
const LARGEST_BYTES = 128 * 1024 ** 2;

const TOO_LONG = 'too long';

/** Why no answer came. */
export class NoAnswer extends Error {
  readonly code: string;
  /** Of an answer that did not come to its end. */
  readonly receivedBytes: number;

  constructor(code: string, cause?: unknown, receivedBytes = 0) {
    super(code, { cause });
    this.name = 'NoAnswer';
    this.code = code;
    this.receivedBytes = receivedBytes;
  }
}

/**
 * One GET. A redirect is an answer like any other: credentials go nowhere else.
 * @throws NoAnswer where none came within the time, or a longer one than any that is meant; where the gate's signal
 * aborts, its reason.
 */
export async function get(access: Access, question: Question, { timeoutMs, gate }: GetSettings): Promise<Answer> {
  const address = new URL(`${access.url}${question.path}`);
  for (const [name, value] of question.parameters ?? []) address.searchParams.append(name, value);
  const sentBytes = Buffer.byteLength(`GET ${address.pathname}${address.search}`);
  if (gate === undefined) return (await answerTo(access, address, question, timeoutMs)).answer;
  const pacedMillis = await gate.gate.pass(sentBytes);
  const at = new Date().toISOString();
  const from = performance.now();
  const log = (receivedBytes: number, outcome: string): void => {
    const { path, about = null } = question;
    const to = access.url;
    const millis = performance.now() - from;
    const request = `GET ${path}`;
    gate.gate.passed(
      {
        at,
        service: gate.service,
        to,
        request,
        version: null,
        about,
        sentBytes,
        receivedBytes,
        millis,
        pacedMillis,
        outcome,
      },
      sentBytes,
    );
  };
  try {
    const { answer, bytes } = await answerTo(access, address, question, timeoutMs, gate.gate.signal);
    log(bytes, answer.status === 200 ? 'answered' : `answered with ${answer.status}`);
    return answer;
  } catch (error) {
    const { aborted } = gate.gate.signal;
    const came = error instanceof NoAnswer ? error.receivedBytes : 0;
    log(came, aborted ? 'interrupted' : error instanceof NoAnswer ? error.code : 'failed');
    gate.gate.signal.throwIfAborted();
    throw error;
  }
}

function answerTo(
  { authorization, ca }: Access,
  address: URL,
  { accept = 'application/json' }: Question,
  timeoutMs: number,
  interrupted?: AbortSignal,
): Promise<{ readonly answer: Answer; readonly bytes: number }> {
  const headers = { accept, ...(authorization === null ? {} : { authorization }) };
  const request = address.protocol === 'https:' ? tlsRequest : plainRequest;
  const { promise, resolve, reject } = Promise.withResolvers<{ answer: Answer; bytes: number }>();
  const late = AbortSignal.timeout(timeoutMs);
  const signal = interrupted === undefined ? late : AbortSignal.any([late, interrupted]);
  let bytes = 0;
  const failed = (error: unknown): void => {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    reject(new NoAnswer(late.aborted && code !== TOO_LONG ? 'ETIMEDOUT' : code, error, bytes));
  };
  const asked = request(address, { headers, signal, ...(ca === null ? {} : { ca: [...ca] }) }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > LARGEST_BYTES) asked.destroy(new NoAnswer(TOO_LONG));
      else parts.push(part);
    });
    response.on('error', failed);
    response.on('end', () => resolve({ answer: answerOf(response, parts), bytes }));
  });
  asked.on('error', failed);
  asked.end();
  return promise;
}

const answerOf = ({ statusCode = 0, headers }: IncomingMessage, parts: readonly Buffer[]): Answer => ({
  status: statusCode,
  text: Buffer.concat(parts).toString('utf8'),
  contentType: headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null,
  date: headers.date ?? null,
});
