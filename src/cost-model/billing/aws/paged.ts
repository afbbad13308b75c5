import { platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import type { KeptAnswer, Question, RequestCache } from '../request-cache/request-cache.ts';
import type { AwsCall } from './calls.ts';
import { awsFailure } from './failure.ts';
import { namesOf, withBackOff } from './passing.ts';

/** One page and where the next begins; null on the last. */
export interface Page<P> {
  readonly page: P;
  readonly next: string | null;
}

export interface Paged<P> {
  readonly call: AwsCall;
  readonly question: Question;
  send(token: string | undefined): Promise<Page<P>>;
  /** A page as it was kept; null where it is none. */
  read(kept: unknown): P | null;
  stillHolds(kept: KeptAnswer): boolean;
  /** Before each request, also one that is made again; may refuse it. */
  beforeEach?(): void;
}

const TOKEN_REFUSED = ['InvalidNextTokenException', 'InvalidNextToken', 'RequestChangedException'];

/**
 * All pages of an answer: those that are kept, then the others, each kept as it comes. A token that is refused, because
 * it has grown old, starts the answer over once.
 * @throws WorkbenchError
 */
export async function allPages<P>(asked: Paged<P>, cache: RequestCache, clock: Clock): Promise<readonly P[]> {
  const kept = cache.read(asked.question);
  let answer = kept !== null && asked.stillHolds(kept) ? kept : null;
  let startedOver = false;
  while (answer === null || answer.next !== null) {
    try {
      answer = await withPage(asked, answer, clock);
    } catch (error) {
      const refused = namesOf(error).some((name) => TOKEN_REFUSED.includes(name));
      if (!refused || startedOver || answer === null) throw awsFailure(error, asked.call);
      startedOver = true;
      answer = null;
      cache.forget(asked.question);
      continue;
    }
    cache.write(asked.question, answer);
  }
  return answer.pages.flatMap((page) => asked.read(page) ?? []);
}

async function withPage<P>(asked: Paged<P>, before: KeptAnswer | null, clock: Clock): Promise<KeptAnswer> {
  const token = before?.next ?? undefined;
  const fetchedAt = before?.fetchedAt ?? clock.now();
  const { page, next } = await withBackOff(() => {
    asked.beforeEach?.();
    return asked.send(token);
  }, clock);
  if (next !== null && next === token) {
    const todo = 'Run the same command again in some minutes.';
    throw platformError('aws-paging', `${asked.call} answered a page that leads to itself`, todo);
  }
  return { fetchedAt, pages: [...(before?.pages ?? []), page], next };
}
