import type { CheckGroup, CheckLine, TargetCheck } from '../../target-check/types.ts';
import { plural } from '../format.ts';
import type { Tone } from '../table.ts';

export const GROUP_TITLES: Readonly<Record<CheckGroup, string>> = {
  names: 'Names',
  connections: 'Connections',
  tls: 'TLS',
  login: 'Login',
  cluster: 'Cluster',
  permissions: 'Permissions',
  versions: 'Versions',
  brokers: 'Brokers',
  distance: 'Distance',
  clocks: 'Clocks',
  headroom: 'Headroom',
  quotas: 'Quotas',
  writing: 'Writing',
};

export const VERDICT_WORDS: Readonly<Record<CheckLine['verdict'], string>> = {
  passed: 'passed',
  failed: 'failed',
  'not-known': 'not known',
};

export const VERDICT_TONE: Readonly<Record<CheckLine['verdict'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  'not-known': 'open',
};

/** The answer in one sentence. */
export function checkSentence({ target, lines }: TargetCheck): string {
  const of = (verdict: CheckLine['verdict']): number => lines.filter((line) => line.verdict === verdict).length;
  const counts = `${plural(of('passed'), 'line')} passed, ${of('not-known')} not known`;
  const failed = of('failed');
  if (failed === 0) return `Nothing that was checked of ${target} failed: ${counts}`;
  return `${plural(failed, 'line')} of the check of ${target} failed: ${counts}`;
}
