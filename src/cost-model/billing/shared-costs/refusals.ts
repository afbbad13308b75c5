import { inputError, type Problem } from '../../../errors.ts';
import { patternMistake } from '../rules/pattern.ts';
import type { BillRow } from '../types/row.ts';
import { LOOKED_AT, type LookedAt, PATTERNS, type SharedCosts, tagOf } from './shared-costs.ts';

export interface KeyedSource {
  /** `cost-explorer`, `cur`. */
  readonly source: string;
  /** The only provider whose lines it has; null where lines say it. */
  readonly provider: string | null;
  /** Whether its lines tell what a key looks at. */
  readonly tells: (what: LookedAt, key: SharedCosts) => boolean;
}

const named = ({ by }: SharedCosts): string => `costs shared by ${by}`;

/**
 * Keys that are wrong by themselves, or that look at what a source does not tell: they would match nothing, silently. A
 * key that names a provider is held against its bills only.
 * @throws WorkbenchError with every one of them.
 */
export function refuseUntold(shared: readonly SharedCosts[], { source, provider, tells }: KeyedSource): void {
  const problems = shared.flatMap((key): readonly Problem[] => {
    const wrong = mistakesOf(key);
    if (wrong.length > 0) return wrong;
    if (provider !== null && (key.of.provider ?? provider) !== provider) return [];
    const untold = LOOKED_AT.filter((what) => key.of[what] !== undefined && !tells(what, key));
    return untold.length === 0
      ? []
      : [
          {
            what: `${named(key)}: ${source} does not tell ${untold.map((what) => WORDS[what]).join(' and ')}`,
            todo: 'Name the lines by what it tells, or say with `provider:` whose bill the key is for.',
          },
        ];
  });
  if (problems.length > 0) throw inputError('shared-costs', problems);
}

const WORDS: Readonly<Record<LookedAt, string>> = {
  provider: 'providers',
  account: 'accounts',
  service: 'services',
  usageType: 'usage types',
  operation: 'operations',
  resource: 'resources',
  tag: 'such tags',
};

function mistakesOf(key: SharedCosts): readonly Problem[] {
  const { of } = key;
  const problem = (what: string, todo: string): Problem => ({ what: `${named(key)}: ${what}`, todo });
  const tag = tagOf(key);
  return [
    ...(LOOKED_AT.every((what) => of[what] === undefined || what === 'provider')
      ? [problem('no line is named', 'Say which lines: a service, a usage type, a resource or a tag.')]
      : []),
    ...(tag !== null && tag.key === '' ? [problem(`"${of.tag}" is no tag`, 'Write it as key=value.')] : []),
    ...[...PATTERNS.map((name) => of[name]), tag?.value].flatMap((pattern) => {
      const mistake = pattern === undefined ? null : patternMistake(pattern);
      return mistake === null
        ? []
        : [problem(`"${pattern}" ${mistake}`, 'Write a regular expression for the whole value.')];
    }),
  ];
}

/**
 * Keys of which a source has no line: what they were meant to split would be left out, or counted whole.
 * @throws WorkbenchError with every one of them.
 */
export function refuseUnmatched(
  shared: readonly SharedCosts[],
  rows: readonly Pick<BillRow, 'shared' | 'provider'>[],
  source: string,
): void {
  const providers = new Set(rows.map(({ provider }) => provider));
  const matched = new Set(rows.map((row) => row.shared));
  const problems = shared.flatMap((key, at): readonly Problem[] =>
    matched.has(at) || !providers.has(key.of.provider ?? [...providers][0] ?? '')
      ? []
      : [
          {
            what: `${named(key)}: it matches no line of ${source} that is not the target’s own`,
            todo: 'Check the patterns: a usage type may have its region before it (EUC1-NatGateway-Hours). Say with `provider:` whose bill the key is for.',
          },
        ],
  );
  if (problems.length > 0) throw inputError('shared-costs', problems);
}
