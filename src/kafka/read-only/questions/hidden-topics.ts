import { errorOf, isRefused } from '../error-codes.ts';
import { type Known, metadataQuestion } from '../known.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import type { Unanswered } from '../unanswered.ts';

/** No topic is called so; whether that is said, or refused, tells whether the list is of all topics. */
const NO_TOPIC = 'workbench-asks-whether-all-topics-are-listed';

/** Why topics may be there that this principal is not shown; null: it is shown all of them. @throws Unanswered */
export async function whyTopicsHide({ brokers }: Known): Promise<Unanswered | null> {
  const probe = await brokers.askAny(metadata, metadataQuestion([NO_TOPIC]), { about: 'a name that no topic has' });
  const code = probe.body.topics[0]?.errorCode ?? 0;
  if (!isRefused(code)) return null;
  const resource = { type: 'topic', name: '*' } as const;
  return errorOf(code, 'seeing every topic', { principal: brokers.principal, operation: 'Describe', resource });
}
