import { z } from 'zod';
import type { Mistake } from '../../../scenarios/mistake.ts';
import { DIFF_KINDS, DIFFERENCES, IMPACTS, INTENTS } from '../types.ts';
import { namePattern } from '../whole-name.ts';
import type { DataKind } from '../yaml-data.ts';

const some = <T extends z.ZodType>(of: T) => z.array(of).min(1).optional();

const rule = z.strictObject({
  name: namePattern.optional(),
  property: namePattern.optional(),
  difference: some(z.enum(DIFFERENCES)),
  direction: some(z.enum(['lower', 'higher', 'same', 'other'])),
  intent: some(z.enum(INTENTS)),
  a: namePattern.optional(),
  b: namePattern.optional(),
  impact: z.enum(IMPACTS),
  effect: z.string().min(1),
  todo: z.string().min(1),
});

const impactFile = z.strictObject({
  levels: z.array(z.strictObject({ impact: z.enum(IMPACTS), title: z.string().min(1), reason: z.string().min(1) })),
  unlimited: z.array(z.string()),
  sets: z.array(z.string()),
  rules: z.record(z.enum(DIFF_KINDS), z.array(rule).min(1)),
});

export type ImpactFile = z.output<typeof impactFile>;
export type ImpactRule = z.output<typeof rule>;

const CONDITIONS = ['name', 'property', 'difference', 'direction', 'intent', 'a', 'b'] as const;

export const IMPACT_FILE: DataKind<typeof impactFile> = {
  name: 'impacts',
  schema: impactFile,
  contradictions: ({ levels, rules }) => [...levelMistakes(levels), ...openEnds(rules)],
};

function levelMistakes(levels: ImpactFile['levels']): readonly Mistake[] {
  return IMPACTS.filter((impact) => levels.filter((level) => level.impact === impact).length !== 1).map((impact) => ({
    path: ['levels'],
    what: `does not have ${impact} once`,
    todo: 'write each impact once, what breaks an application first, first',
  }));
}

/** A difference that no rule matches would be told without what it does. */
function openEnds(rules: ImpactFile['rules']): readonly Mistake[] {
  return Object.entries(rules).flatMap(([kind, ofKind]) => {
    const last = ofKind.at(-1);
    const isOpen = last === undefined || CONDITIONS.some((condition) => last[condition] !== undefined);
    return isOpen
      ? [
          {
            path: ['rules', kind, ofKind.length - 1],
            what: 'leaves differences without a rule',
            todo: 'end with a rule that has no conditions',
          },
        ]
      : [];
  });
}
