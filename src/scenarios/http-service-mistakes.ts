import type { z } from 'zod';
import type { httpService } from './http-service-schema.ts';
import type { Mistake } from './mistake.ts';
import type { TargetInput } from './target-schema.ts';

/** Of the services beside a cluster. */
export function serviceMistakes({
  schemaRegistry,
  kafkaConnect = [],
}: Pick<Partial<TargetInput>, 'schemaRegistry' | 'kafkaConnect'>): readonly Mistake[] {
  return [
    ...(schemaRegistry === undefined ? [] : loginMistakes(schemaRegistry, ['schemaRegistry'])),
    ...kafkaConnect.flatMap((connect, at) => loginMistakes(connect, ['kafkaConnect', at])),
  ];
}

/** A service that is asked over HTTP lets in by a token, or by a user name with its password. */
export function loginMistakes(
  { bearerTokenEnv, usernameEnv, passwordEnv }: z.output<ReturnType<typeof httpService>>,
  path: Mistake['path'],
): readonly Mistake[] {
  if ((usernameEnv === undefined) !== (passwordEnv === undefined)) {
    return [{ path, what: 'has one of usernameEnv and passwordEnv', todo: 'write both or neither' }];
  }
  if (bearerTokenEnv === undefined || usernameEnv === undefined) return [];
  return [{ path, what: 'has bearerTokenEnv beside usernameEnv', todo: 'keep the one that it asks for' }];
}
