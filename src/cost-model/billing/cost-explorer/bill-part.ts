import type { Expression } from '@aws-sdk/client-cost-explorer';
import type { BillRow } from '../types/row.ts';
import { type CostPage, hasGroups } from './cost-page.ts';
import { costRows } from './cost-rows.ts';
import type { CostSession } from './cost-session.ts';
import type { CostsAsk } from './costs-ask.ts';
import { movedBetween } from './moved.ts';
import { type CostQuestion, overviewQuestion, usageTypesQuestion } from './questions.ts';
import { lineItemTypeOf, needsUsageTypes } from './record-types.ts';

/** A part of the bill that is asked by itself: the filters that make it, and the tag that its rows carry. */
export interface BillPart {
  readonly filters: readonly Expression[];
  readonly tag: string | null;
}

export interface PartAnswer {
  readonly rows: readonly BillRow[];
  readonly pages: readonly CostPage[];
  readonly questions: readonly CostQuestion[];
  readonly losses: readonly string[];
  /** Whether AWS answered any group. */
  readonly found: boolean;
}

/**
 * All rows of a part: an overview by record type and service, then one question for each record type of which usage
 * types are needed. The overview's own rows stand for the others; no cent is in both.
 */
export async function partOfBill(session: CostSession, ask: CostsAsk, { filters, tag }: BillPart): Promise<PartAnswer> {
  const setting = { region: ask.scope.region, tag };
  const overview = overviewQuestion(ask, filters);
  const answered = await session.costs(overview);
  const present = recordTypesIn(answered);
  const detailed = present.filter(needsUsageTypes);
  const byService = costRows(answered, setting, ([recordType = '', service = '']) =>
    needsUsageTypes(recordType) ? null : { service, usageType: '', lineItemType: typeOf(recordType) },
  );

  const details: {
    readonly recordType: string;
    readonly question: CostQuestion;
    readonly pages: readonly CostPage[];
  }[] = [];
  for (const recordType of detailed) {
    const question = usageTypesQuestion(ask, filters, recordType);
    details.push({ recordType, question, pages: await session.costs(question) });
  }
  const byUsageType = details.flatMap(({ recordType, pages }) =>
    costRows(pages, setting, ([service = '', usageType = '']) => ({
      service,
      usageType,
      lineItemType: typeOf(recordType),
    })),
  );
  return {
    rows: [...byUsageType, ...byService],
    pages: [...answered, ...details.flatMap(({ pages }) => pages)],
    questions: [overview, ...details.map(({ question }) => question)],
    losses: [
      ...present.filter((recordType) => lineItemTypeOf(recordType) === null).map(unknownType),
      ...details.flatMap(({ recordType, pages }) => movedBetween(answered, recordType, pages)),
    ],
    found: hasGroups(answered),
  };
}

/** In the order in which they occur, which is AWS's. */
export const recordTypesIn = (overview: readonly CostPage[]): readonly string[] => [
  ...new Set(
    overview.flatMap(({ ResultsByTime }) =>
      ResultsByTime.flatMap(({ Groups }) => Groups.map(({ Keys: [recordType = ''] }) => recordType)),
    ),
  ),
];

/** What is not known is no usage: it stands as an adjustment, for rules or a person to place. */
const typeOf = (recordType: string) => lineItemTypeOf(recordType) ?? 'Adjustment';

const unknownType = (recordType: string): string =>
  `Cost Explorer names the charge type "${recordType}", which is not known here: its amounts are unclassified, unless a rule names Adjustment.`;
