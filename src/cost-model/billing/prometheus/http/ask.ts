import { type Clock, systemClock } from '../../aws/clock.ts';
import type { Access } from './access.ts';
import { PASSING, refused, unreachable } from './failure.ts';
import { get, NoAnswer } from './get.ts';

export interface Asking {
  readonly access: Access;
  readonly timeoutMs: number;
  readonly clock?: Clock;
}

/** Of a success: what was asked for, and what Prometheus warns of. */
export interface Told {
  readonly data: unknown;
  readonly warnings: readonly string[];
}

const TRIES = 3;
const PAUSE_MS = 1_000;

/**
 * Asks one endpoint of the HTTP API; what passes is tried three times.
 * @throws WorkbenchError where it cannot be reached, refuses, or answers as no Prometheus does.
 */
export async function ask(
  { access, timeoutMs, clock = systemClock }: Asking,
  path: string,
  parameters: readonly (readonly [name: string, value: string])[],
): Promise<Told> {
  for (let round = 1; ; round++) {
    const { status, text } = await get(access, path, parameters, timeoutMs).catch((error: unknown) => {
      throw error instanceof NoAnswer ? unreachable(access, error) : error;
    });
    const body = bodyOf(text);
    if (status === 200 && body?.status === 'success') return { data: body.data, warnings: textsOf(body.warnings) };
    if (!PASSING.includes(status) || round === TRIES) {
      throw refused(access, status, body?.status === 'error' ? `${body.errorType}: ${body.error}` : null);
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
