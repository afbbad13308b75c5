import type { Body, Field, Fields } from './fields.ts';
import { struct } from './structs.ts';

/** One of Kafka's questions: how it is asked and answered, in the versions that are known here. */
export interface Api<Request = never, Response = unknown> {
  readonly key: number;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly flexibleFrom: number;
  readonly request: Field<Request>;
  readonly response: Field<Response>;
}

/** What is answered to it. */
export type AnswerOf<A> = A extends Api<infer _, infer R> ? R : never;

interface ApiDefinition<Q extends Fields, R extends Fields> {
  readonly key: number;
  readonly name: string;
  readonly versions: readonly [min: number, max: number];
  readonly flexibleFrom: number;
  readonly request: Q;
  readonly response: R;
}

export function api<Q extends Fields, R extends Fields>({
  versions: [min, max],
  request,
  response,
  ...same
}: ApiDefinition<Q, R>): Api<Body<Q>, Body<R>> {
  return { ...same, min, max, request: struct(request), response: struct(response) };
}
