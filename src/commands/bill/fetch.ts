import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CostsAsk } from '../../cost-model/billing/cost-explorer/costs-ask.ts';
import { MOST_REQUESTS } from '../../cost-model/billing/cost-explorer/fetch-settings.ts';
import type { RequestPlan } from '../../cost-model/billing/cost-explorer/plan-requests.ts';
import { priceOfRequests } from '../../cost-model/billing/cost-explorer/request-price.ts';
import { billRulesWith } from '../../cost-model/billing/rules/shipped-rules.ts';
import { inputError } from '../../errors.ts';
import { type Clock, systemClock } from '../../http/clock.ts';
import { plural } from '../../report/format.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';
import { type BilledOptions, type BilledTarget, billedTarget } from './billed-target.ts';
import { cloudWatchAsk, fromCloudWatch, fromPrometheus, metricsShownAndKept } from './fetch-metrics.ts';
import { addKeepOptions, type KeepOptions } from './keep-options.ts';
import { addScopeOptions } from './scope-options.ts';
import { shownAndKept } from './shown-and-kept.ts';

type Effects = Pick<Terminal, 'out' | 'err' | 'cwd' | 'width' | 'now'>;

const SOURCES = ['cost-explorer', 'cloudwatch', 'prometheus'] as const;

interface Options extends BilledOptions, KeepOptions {
  readonly source: (typeof SOURCES)[number];
  readonly hourly: boolean;
  readonly splitTag?: string;
  readonly cache: string;
  readonly queries?: string;
  readonly mostRequests?: number;
  readonly rules: readonly string[];
  readonly price: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Ignored by git; answers hold what was billed, and no credentials. */
const CACHE = '.workbench/aws-answers';

const EXAMPLES = `
Examples:
  workbench bill fetch --target targets/mine.yaml --start 2026-11-01 --end 2026-12-01 --price
  workbench bill fetch --run results/<run> --target mine --yes
  workbench bill fetch --source cloudwatch --run results/<run> --target mine --yes
  workbench bill fetch --source prometheus --run results/<run> --target mine`;

/** `workbench bill fetch`: what AWS billed and measured; the price of asking is said before anything is asked. */
export function fetchCommand(effects: Effects): Command {
  const command = new Command('fetch').description(
    'ask AWS what was billed (Cost Explorer) or measured (CloudWatch), or a Prometheus what the brokers measured',
  );
  return addKeepOptions(addScopeOptions(command))
    .addOption(new Option('--source <name>', 'whom to ask').choices(SOURCES).default(SOURCES[0]))
    .option('--hourly', 'hours instead of days, of the last 14, where that is switched on', false)
    .option('--split-tag <key>', 'keep the values of this tag apart, by further requests')
    .option(
      '--cache <folder>',
      'where answers are kept, so that asking again is free and what ended early goes on',
      CACHE,
    )
    .option('--most-requests <n>', 'stop after so many, to go on another time', wholeNumber)
    .option('--queries <file>', "what to ask a Prometheus, instead of what is shipped for the target's platform")
    .option('--rules <file>', 'rules of your own, before the shipped ones; may be repeated', repeatable, [])
    .option('--price', 'say what asking would cost, and ask nothing', false)
    .option('--yes', 'ask, at the price that is said', false)
    .option('--json', 'print the bill, or the series', false)
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const billed = billedTarget(options, effects.cwd);
      if (options.source === 'cloudwatch') await cloudWatch(options, billed, effects);
      else if (options.source === 'prometheus') await prometheus(options, billed, effects);
      else await costExplorer(options, billed, effects);
    });
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number above 0.');
}

async function costExplorer(options: Options, billed: BilledTarget, effects: Effects): Promise<void> {
  const { hourly, splitTag = null, mostRequests = MOST_REQUESTS } = options;
  const ask: CostsAsk = { scope: billed.scope, period: periodOf(billed), hourly, splitTag, shared: billed.shared };
  const clock = clockOf(effects);
  // AWS's clients are loaded by those who ask, not by every command.
  const { costsAsker } = await import('../../cost-model/billing/cost-explorer/cost-session.ts');
  const { planRequests } = await import('../../cost-model/billing/cost-explorer/plan-requests.ts');
  const kept = { cacheFolder: cacheFolderOf(options, effects), clock };
  // Who asks decides what is kept for it; of nobody nothing is, and that has its price as well.
  const found = costsAsker(ask.scope, clock);
  const asker = options.yes ? await found : await found.catch(() => null);
  const planned = planRequests(ask, { ...kept, asker });
  const price = priceWords(planned, mostRequests);
  if (options.price) {
    effects.out(price.join('\n'));
    return;
  }
  assertAgreed(options, price, planned.count, effects);
  if (asker === null) return;
  const { fetchCosts } = await import('../../cost-model/billing/cost-explorer/fetch-costs.ts');
  const source = await fetchCosts(ask, { ...kept, asker, mostRequests: planned.count === 0 ? 0 : mostRequests });
  effects.err(`Asked ${plural(source.requests.count, 'time')}, $${source.requests.usd}.`);
  if (source.rows.length === 0) {
    throw inputError('billing-nothing', [
      {
        what: (source.losses[0] ?? '').replace(/\.$/, ''),
        todo: `Check the days; AWS was asked as account ${asker.account}.`,
      },
    ]);
  }
  shownAndKept([source], { ...options, rules: billRulesWith(options.rules, effects.cwd) }, billed, effects);
}

async function cloudWatch(options: Options, billed: BilledTarget, effects: Effects): Promise<void> {
  const ask = cloudWatchAsk(billed);
  const { planMetrics } = await import('../../cost-model/billing/cloudwatch/fetch-metrics.ts');
  const { metrics, usd } = planMetrics(ask, clockOf(effects));
  const price = `${plural(metrics, 'metric')} of CloudWatch, $${usd} in all.`;
  if (options.price) {
    effects.out(price);
    return;
  }
  assertAgreed(options, [price], metrics, effects);
  if (metrics === 0) {
    throw inputError('billing-resources', [
      {
        what: `${billed.scope.target} names no resources, so there is nothing to measure`,
        todo: "Name its buckets, volumes, instances or clusters: `resources:` under the target's `billing:`.",
      },
    ]);
  }
  metricsShownAndKept(
    await fromCloudWatch(ask, cacheFolderOf(options, effects), clockOf(effects)),
    billed,
    options.json,
    effects,
  );
}

/** Nobody charges for asking one's own. */
async function prometheus(options: Options, billed: BilledTarget, effects: Effects): Promise<void> {
  if (options.price) {
    effects.out('Asking a Prometheus costs nothing.');
    return;
  }
  const answer = await fromPrometheus(billed, options.queries, {
    cwd: effects.cwd,
    cacheFolder: cacheFolderOf(options, effects),
    clock: clockOf(effects),
  });
  metricsShownAndKept(answer, billed, options.json, effects);
}

const cacheFolderOf = ({ cache }: Options, { cwd }: Effects): string => resolve(cwd, cache);

/** The command's own time; it waits and draws as ever. */
const clockOf = ({ now }: Effects): Clock => ({ ...systemClock, now: () => now().getTime() });

/** What is expected, and what it will not exceed. */
function priceWords({ count, usd, further }: RequestPlan, most: number): readonly string[] {
  if (count === 0) return ['0 requests to Cost Explorer, $0.00: every answer is kept.'];
  const bound = `at most ${plural(most, 'request')}, $${priceOfRequests(most)}, and then it stops`;
  return [`${plural(count, 'request')} to Cost Explorer, $${usd}; ${bound}.`, ...further];
}

/** The price is said in any case; nothing that is charged for is asked without a yes. */
function assertAgreed({ yes }: Options, words: readonly string[], count: number, effects: Effects): void {
  for (const one of words) effects.err(one);
  if (yes || count === 0) return;
  throw inputError('billing-price', [
    { what: 'nothing was asked: it would be charged for', todo: 'Add --yes to ask at that price.' },
  ]);
}

function periodOf({ period, scope }: BilledTarget) {
  if (period !== null) return period;
  throw inputError('billing-period', [
    {
      what: `it is not said of which days the bill of ${scope.target} is asked for`,
      todo: "Give --start and --end, or `period:` under the target's `billing:`.",
    },
  ]);
}
