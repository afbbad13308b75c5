import { inputError, platformError } from '../../../errors.ts';
import type { Clock } from '../../../http/clock.ts';
import type { AwsCall } from '../aws/calls.ts';
import { awsFailure } from '../aws/failure.ts';
import { namesOf, withBackOff } from '../aws/passing.ts';
import type { KeptAnswer, Question, RequestCache } from '../request-cache/request-cache.ts';
import { priceOfRequests } from './request-price.ts';

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
}

/** Counts requests, and allows no more than was agreed. */
export interface Meter {
  readonly most: number;
  made: number;
}

const TOKEN_REFUSED = ['InvalidNextTokenException', 'RequestChangedException'];

/**
 * All pages of an answer: those that are kept, then the others, each kept as it comes. A token that is refused, because
 * it has grown old, starts the answer over once.
 * @throws WorkbenchError
 */
export async function allPages<P>(
  asked: Paged<P>,
  cache: RequestCache,
  meter: Meter,
  clock: Clock,
): Promise<readonly P[]> {
  const kept = cache.read(asked.question);
  let answer = kept !== null && asked.stillHolds(kept) ? kept : null;
  let startedOver = false;
  while (answer === null || answer.next !== null) {
    try {
      answer = await withPage(asked, answer, meter, clock);
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

async function withPage<P>(
  asked: Paged<P>,
  before: KeptAnswer | null,
  meter: Meter,
  clock: Clock,
): Promise<KeptAnswer> {
  const token = before?.next ?? undefined;
  const fetchedAt = before?.fetchedAt ?? clock.now();
  const { page, next } = await withBackOff(() => {
    countOne(meter);
    return asked.send(token);
  }, clock);
  if (next !== null && next === token) {
    const todo = 'Run the same command again in some minutes.';
    throw platformError('aws-paging', `${asked.call} answered a page that leads to itself`, todo);
  }
  return { fetchedAt, pages: [...(before?.pages ?? []), page], next };
}

/** Before each request, also one that is made again: whether AWS charges for those it refused is not known. */
function countOne(meter: Meter): void {
  if (meter.most === 0) {
    const what = 'not all answers that this needs are kept any more, and AWS charges for others';
    throw inputError('billing-price', [
      { what, todo: 'Nothing was asked. Add --yes to ask at the price that is said.' },
    ]);
  }
  if (meter.made >= meter.most) {
    const what = `${meter.made} requests were made ($${priceOfRequests(meter.made)}), as many as were allowed, and more are needed`;
    const todo =
      'Allow more with --most-requests, or ask for a shorter period. What was fetched is kept and costs nothing again.';
    throw inputError('billing-requests', [{ what, todo }]);
  }
  meter.made += 1;
}
