import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Access } from './access.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Of an answer; 11,000 points of some hundred series are a tenth of it. */
const LARGEST_BYTES = 128 * 1024 ** 2;

/** Why no answer came. */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.name = 'NoAnswer';
    this.code = code;
  }
}

/**
 * One GET. A redirect is an answer like any other: credentials go nowhere else.
 * @throws NoAnswer where none came within the time, or a longer one than any that is meant.
 */
export function get(
  { url, authorization, ca }: Access,
  path: string,
  parameters: readonly (readonly [name: string, value: string])[],
  timeoutMs: number,
): Promise<Answer> {
  const address = new URL(`${url}${path}`);
  for (const [name, value] of parameters) address.searchParams.append(name, value);
  const headers = { accept: 'application/json', ...(authorization === null ? {} : { authorization }) };
  const request = address.protocol === 'https:' ? tlsRequest : plainRequest;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const signal = AbortSignal.timeout(timeoutMs);
  const failed = (error: unknown): void => {
    const { code } = error as NodeJS.ErrnoException;
    reject(error instanceof NoAnswer ? error : new NoAnswer(signal.aborted ? 'ETIMEDOUT' : (code ?? 'unknown'), error));
  };
  const asked = request(address, { headers, signal, ...(ca === null ? {} : { ca: [...ca] }) }, (response) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > LARGEST_BYTES) asked.destroy(new NoAnswer('too long'));
      else parts.push(part);
    });
    response.on('error', failed);
    response.on('end', () => {
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
    });
  });
  asked.on('error', failed);
  asked.end();
  return promise;
}
