import { sealed } from '../evidence/seal.ts';
import { type Environment, FORMAT_VERSION, type RunPlan, type RunTarget } from '../evidence/types/plan.ts';
import type { Platform } from '../platforms/types.ts';
import { planDigest } from '../scenarios/digest.ts';
import { type Side, sidesOf } from '../scenarios/sides.ts';
import { isLoopback } from '../scenarios/target.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';

export interface Composition {
  readonly scenario: RunPlan['scenario'];
  readonly plan: Plan;
  readonly targets: readonly { readonly target: Target; readonly platform: Platform }[];
  readonly runId: string;
  /** Any 32-bit number: tells this run's records from another's. */
  readonly runNumber: number;
  readonly startedAt: Date;
  readonly tool: RunPlan['tool'];
  readonly environment: Environment;
  readonly demo: boolean;
}

/** plan.json: everything that is fixed before the run starts. Pure. */
export function composeRunPlan(given: Composition): RunPlan {
  const { plan } = given;
  const sides = given.targets.flatMap(({ target, platform }) =>
    sidesOf(plan.client, target).map((side) => runSide(side, plan, platform)),
  );
  return sealed({
    formatVersion: FORMAT_VERSION,
    run: { id: given.runId, number: given.runNumber, startedAt: given.startedAt.toISOString() },
    tool: given.tool,
    scenario: given.scenario,
    plan,
    planDigest: planDigest(plan),
    targets: sides,
    order: interleaved(
      sides.map(({ name }) => name),
      plan.repetitions,
    ),
    environment: given.environment,
    demo: given.demo,
  });
}

function runSide({ name, target, tunedClient: client }: Side, plan: Plan, platform: Platform): RunTarget {
  const standInNote = whyStandIn(target, platform);
  const tuned = client && { of: target.name, client, planDigest: planDigest({ ...plan, client }) };
  return {
    ...target,
    name,
    ...(tuned === null ? {} : { tuned }),
    standIn: standInNote !== null,
    standInNote,
    platformTitle: platform.title,
  };
}

/** What shares a machine with the load generator proves the tool and the method, not a platform. */
function whyStandIn({ connect }: Target, { title, local }: Platform): string | null {
  if (connect.kind === 'local') return local?.standInNote ?? `${title} on this machine`;
  return connect.bootstrap.every(isLoopback) ? 'A cluster on this machine, beside the load generator.' : null;
}

/** A B B A A B …, or A B C C B A …: each repetition in the reverse order of the one before, so that drift favours no side. */
export function interleaved(targets: readonly string[], repetitions: number): RunPlan['order'] {
  return Array.from({ length: repetitions }, (_, index) => {
    const round = targets.map((target) => ({ target, repetition: index + 1 }));
    return index % 2 === 0 ? round : round.reverse();
  }).flat();
}

/** `<scenario>-<yyyymmdd>-<hhmmss>` in UTC: legal in folder, topic and group names. */
export function runIdOf(scenario: string, at: Date): string {
  const [day, time] = at.toISOString().split('T') as [string, string];
  return `${scenario}-${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}
