import type { Command } from 'commander';
import { platformId } from '../../cost-model/platform-id.ts';
import type { CostResult, PlatformId } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';

/** What a bill is set beside, as flags say it. */
export interface BesideOptions {
  readonly target?: string;
  readonly cost?: string;
  readonly platform?: string;
}

export const addBesideOptions = (command: Command): Command =>
  command
    .argument('<run|bill.json>', 'a run folder, or a bill that was saved')
    .option('--target <name>', "this target's bill, where a run has several")
    .option('--cost <cost.json>', "what was modelled, instead of the run's own")
    .option('--platform <name>', 'as which of the priced platforms or variants it is billed');

/**
 * As what a target is priced: what is named, what the run's plan says, or the only one there is.
 * @throws WorkbenchError where that is not one.
 */
export function platformBeside({ platforms }: CostResult, target: string, named: string | undefined): PlatformId {
  const ids = platforms.map(platformId);
  const meant =
    named !== undefined
      ? platforms.filter((one) => platformId(one) === named || one.platform === named)
      : platforms.filter(({ targets }) => targets.includes(target));
  const [found, ...others] = meant.length === 0 && named === undefined ? platforms : meant;
  if (found !== undefined && others.length === 0) return platformId(found);
  throw inputError('platform', [
    {
      what:
        found === undefined
          ? `${named ?? target} is not among what is priced`
          : `${named ?? target} may be ${[found, ...others].map(platformId).join(' or ')}`,
      todo: `Say which with --platform: ${ids.join(', ')}.`,
    },
  ]);
}
