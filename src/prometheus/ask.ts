import { type Access, accessOf, type ServiceAddress } from '../http/access.ts';
import { type Clock, systemClock } from '../http/clock.ts';
import { PASSING, refused, unreachable } from '../http/failure.ts';
import { type GetSettings, get, NoAnswer } from '../http/get.ts';
import type { ServiceWords } from '../http/service-words.ts';

export interface Asking extends GetSettings {
  readonly access: Access;
  readonly clock?: Clock;
}

/** Of a success: what was asked for, and what Prometheus warns of. */
export interface Told {
  readonly data: unknown;
  readonly warnings: readonly string[];
}

const TRIES = 3;
const PAUSE_MS = 1_000;

const WORDS: ServiceWords = {
  code: 'prometheus',
  name: 'Prometheus',
  stands: '`prometheus:` of the target',
  askLess: 'Ask for fewer days',
  tooLong: 'Ask for fewer days, or of fewer series.',
  path: '/api/v1/query_range',
  asks: 'a query',
};

/**
 * What a request to a Prometheus needs; `from` is the folder that caFile starts from.
 * @throws WorkbenchError where a variable is not set, two ways are given at once, or the authority's file cannot be read.
 */
export const prometheusAccess = (
  address: ServiceAddress,
  env: Readonly<Record<string, string | undefined>>,
  from: string,
): Access => accessOf(address, env, from, WORDS);

/**
 * Asks one endpoint of the HTTP API; what passes is tried three times. `about` says it for the log.
 * @throws WorkbenchError where it cannot be reached, refuses, or answers as no Prometheus does.
 */
export async function ask(
  { access, clock = systemClock, ...settings }: Asking,
  path: string,
  parameters: readonly (readonly [name: string, value: string])[],
  about?: string,
): Promise<Told> {
  for (let round = 1; ; round++) {
    const { status, text } = await get(
      access,
      { path, parameters, ...(about === undefined ? {} : { about }) },
      settings,
    ).catch((error: unknown) => {
      throw error instanceof NoAnswer ? unreachable(access, error, WORDS) : error;
    });
    const body = bodyOf(text);
    if (status === 200 && body?.status === 'success') return { data: body.data, warnings: textsOf(body.warnings) };
    if (!PASSING.includes(status) || round === TRIES) {
      throw refused(access, status, body?.status === 'error' ? `${body.errorType}: ${body.error}` : null, WORDS);
    }
    await clock.sleep(clock.random() * PAUSE_MS * 2 ** round);
  }
}

interface Body {
  readonly status?: unknown;
  readonly data?: unknown;
  readonly errorType?: unknown;
  readonly error?: unknown;
  readonly warnings?: unknown;
}

function bodyOf(text: string): Body | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' ? body : null;
  } catch {
    return null;
  }
}

const textsOf = (values: unknown): readonly string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
