import { type Command, InvalidArgumentError } from 'commander';
import { inputError, type Problem } from '../../errors.ts';
import type { TargetBilling } from '../../scenarios/target-billing-types.ts';
import { repeatable } from '../repeatable.ts';

/** Whose part of a bill it is, as flags say it. */
export interface ScopeOptions {
  readonly target?: string;
  readonly account: readonly string[];
  readonly tag: readonly string[];
  readonly region?: string;
  readonly currency?: string;
  readonly start?: string;
  readonly end?: string;
}

export const addScopeOptions = (command: Command): Command =>
  command
    .option('--target <name|file>', 'whose bill it is: a target of the run by its name, or a target file')
    .option('--account <id>', 'only this account, instead of those of the target; may be repeated', repeatable, [])
    .option(
      '--tag <key=value>',
      'only what carries this tag, beside those of the target; several must all hold',
      repeatable,
      [],
    )
    .option('--region <name>', 'only this region')
    .option('--currency <code>', 'only what is billed in it: EUR', currencyCode)
    .option('--start <day>', 'first day, UTC: 2026-11-01')
    .option('--end <day>', 'first day that is no longer part of it');

/** ISO 4217. */
function currencyCode(text: string): string {
  const code = text.toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  throw new InvalidArgumentError('Write it as EUR.');
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/**
 * What the target's file says, with what flags say over it.
 * @throws WorkbenchError with every flag that is wrong.
 */
export function billingWith(base: TargetBilling, options: ScopeOptions): TargetBilling {
  const problems: Problem[] = [];
  const tags = options.tag.flatMap((text): [string, string][] => {
    const [, key, value] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (key !== undefined && value !== undefined) return [[key, value]];
    problems.push({ what: `--tag: "${text}" is no tag`, todo: 'Write --tag key=value.' });
    return [];
  });
  for (const [key, same] of Map.groupBy(tags, ([name]) => name)) {
    const values = [...new Set(same.map(([, value]) => value))];
    if (values.length < 2) continue;
    problems.push({
      what: `--tag: nothing carries ${key} as ${values.join(' and as ')} at once`,
      todo: 'Give one value of a tag; several tags must all hold. Bill the others by themselves, each as a target.',
    });
  }
  const period = periodWith(base.period, options, problems);
  if (problems.length > 0) throw inputError('billing-scope', problems);
  return {
    ...base,
    accounts: options.account.length === 0 ? base.accounts : options.account,
    tags: { ...base.tags, ...Object.fromEntries(tags) },
    region: options.region ?? base.region,
    period,
  };
}

function periodWith(base: TargetBilling['period'], { start, end }: ScopeOptions, problems: Problem[]) {
  if (start === undefined && end === undefined) return base;
  const from = start ?? base?.start;
  const to = end ?? base?.end;
  for (const [flag, day] of [
    ['--start', start],
    ['--end', end],
  ] as const) {
    if (day !== undefined && !DAY.test(day))
      problems.push({ what: `${flag}: "${day}" is no day`, todo: 'Write it as 2026-11-03.' });
  }
  if (from === undefined || to === undefined) {
    const lacking = from === undefined ? '--start' : '--end';
    problems.push({ what: `${lacking} is missing`, todo: 'Give both, or neither.' });
    return null;
  }
  if (problems.length === 0 && from >= to) {
    problems.push({
      what: `--end: ${to} is not after ${from}`,
      todo: 'The end is the first day that is no longer part of it.',
    });
  }
  return { start: from, end: to };
}
