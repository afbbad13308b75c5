import { bufferMistakes, profileMistakes } from './contradictions/clients.ts';
import { largestBatch } from './contradictions/topics.ts';
import type { Mistake } from './mistake.ts';
import type { Target } from './target-types.ts';
import type { ClientProfile, Plan } from './types.ts';

/**
 * One way in which a run measures a target: a side. Every target is measured with the scenario's own client
 * profile, identical for all; one with `clients` is measured once more, with those.
 */
export interface Side {
  /** Legal in file, topic and group names. */
  readonly name: string;
  readonly target: Target;
  /** null where the scenario's own profile is used. */
  readonly tunedClient: ClientProfile | null;
}

const TUNED = '-tuned';

/** The sides of each target: its own name with the scenario's clients, then `<name>-tuned` where it has clients. */
export function sidesOf(client: ClientProfile, target: Target): readonly Side[] {
  const identical: Side = { name: target.name, target, tunedClient: null };
  if (target.clients === undefined) return [identical];
  return [identical, { name: `${target.name}${TUNED}`, target, tunedClient: { ...client, ...target.clients } }];
}

/** What a target's clients contradict, once the plan's settings stand for those that they leave out. */
export function tunedMistakes({ client, records, topics }: Plan, { clients }: Target): readonly Mistake[] {
  if (clients === undefined) return [];
  const tuned = { ...client, ...clients };
  const least = largestBatch(records.size, tuned.batchBytes);
  const refused = topics.flatMap(({ name, configs }): readonly Mistake[] => {
    const limit = Number(configs['max.message.bytes']);
    if (!(limit < least)) return [];
    const what = `makes batches of up to ${least} bytes, more than topic ${name} takes (max.message.bytes is ${limit})`;
    return [{ path: ['clients', 'batch'], what, todo: 'lower it, or raise max.message.bytes in the scenario' }];
  });
  return [...profileMistakes(tuned), ...bufferMistakes(tuned, records), ...refused];
}
