import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SharedCosts } from '../../cost-model/billing/shared-costs/shared-costs.ts';
import type { BillingScope, Period } from '../../cost-model/billing/types/source.ts';
import { inputError } from '../../errors.ts';
import { readJson } from '../../evidence/read.ts';
import type { RunPlan } from '../../evidence/types/plan.ts';
import { platforms } from '../../platforms/index.ts';
import type { HttpServiceAddress } from '../../scenarios/http-service-schema.ts';
import { readTarget } from '../../scenarios/read.ts';
import type { TargetBilling } from '../../scenarios/target-billing-types.ts';
import type { Target } from '../../scenarios/target-types.ts';
import { billingWith, type ScopeOptions } from './scope-options.ts';

/** Whose bill it is, and which part of a bill is that. */
export interface BilledTarget {
  readonly scope: BillingScope;
  /** null of a bill that is no target's. */
  readonly platform: string | null;
  readonly period: Period | null;
  /** The only one that is taken; null for all, which must be one. */
  readonly currency: string | null;
  readonly shared: readonly SharedCosts[];
  readonly prometheus: HttpServiceAddress | null;
  readonly run: BilledRun | null;
}

export interface BilledRun {
  readonly folder: string;
  readonly startedAt: string;
}

export interface BilledOptions extends ScopeOptions {
  readonly run?: string;
}

const EVERYTHING: TargetBilling = {
  accounts: [],
  tags: {},
  region: null,
  period: null,
  resources: {},
  shared: [],
  prometheus: null,
};

/** Of a bill that is no target's. */
const UNNAMED = 'bill';

/**
 * The target that the flags name, with what its file says about its bill.
 * @throws WorkbenchError where the run has no such target, or several and none is named.
 */
export function billedTarget(options: BilledOptions, cwd: string): BilledTarget {
  const folder = options.run === undefined ? null : resolve(cwd, options.run);
  const { name, platform, billing } = folder === null ? named(options.target, cwd) : ofRun(folder, options.target, cwd);
  const { accounts, tags, region, resources, period, shared, prometheus } = billingWith(billing ?? EVERYTHING, options);
  return {
    platform: platform ?? null,
    scope: { target: name, accounts, tags, region, resources },
    period,
    currency: options.currency ?? null,
    shared,
    prometheus,
    run: folder === null ? null : { folder, startedAt: planOf(folder).run.startedAt },
  };
}

type Named = Pick<Target, 'name' | 'billing'> & Partial<Pick<Target, 'platform'>>;

function named(target: string | undefined, cwd: string): Named {
  return target === undefined ? { name: UNNAMED } : fromFile(target, cwd);
}

const fromFile = (file: string, cwd: string): Target =>
  readTarget(file, {
    platforms: platforms.map(({ name }) => name),
    readFile: (path) => readFileSync(resolve(cwd, path)),
  }).target;

/** A target file says what is its own today; the run's plan, what was said when it began. */
function ofRun(folder: string, target: string | undefined, cwd: string): Named {
  const targets = planOf(folder).targets.filter(({ tuned }) => tuned === undefined);
  const file = target !== undefined && /\.ya?ml$/.test(target) && existsSync(resolve(cwd, target)) ? target : null;
  const own = file === null ? null : fromFile(file, cwd);
  const name = own?.name ?? target;
  const found = name === undefined ? soleOf(targets) : (targets.find((one) => one.name === name) ?? null);
  if (found !== null) return own ?? found;
  const names = targets.map((one) => one.name).join(', ');
  throw inputError('billing-target', [
    {
      what: name === undefined ? 'the run has several targets, and none is named' : `the run has no target "${name}"`,
      todo: `Say whose bill it is: --target ${targets.length > 1 ? `with one of ${names}` : names}.`,
    },
  ]);
}

/** The only one, or the only one that says what is billed to it. */
function soleOf(targets: readonly Named[]): Named | null {
  const saying = targets.length === 1 ? targets : targets.filter(({ billing }) => billing !== undefined);
  return saying.length === 1 ? (saying[0] ?? null) : null;
}

function planOf(folder: string): RunPlan {
  const plan = readJson<RunPlan>(folder, 'plan.json');
  if (plan !== null) return plan;
  throw inputError('no-run', [
    { what: `${folder} is not a run folder: it has no plan.json`, todo: 'Give a folder that `workbench run` wrote.' },
  ]);
}
