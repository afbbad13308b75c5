import { Decimal } from 'decimal.js';
import { dayAfter } from '../days.ts';
import type { BillRow, LineItemType } from '../types/row.ts';
import type { CostGroup, CostPage } from './cost-page.ts';

/** What all rows of one answer have in common. */
export interface RowSetting {
  readonly region: string | null;
  readonly tag: string | null;
}

/** What a group's two keys mean. */
export interface GroupMeaning {
  readonly service: string;
  readonly usageType: string;
  readonly lineItemType: LineItemType;
}

const plain = (amount: string): string => new Decimal(amount).toFixed();

/** One row a group that is not zero throughout; groups without a meaning are left out. */
export function costRows(
  pages: readonly CostPage[],
  { region, tag }: RowSetting,
  meaningOf: (keys: readonly string[]) => GroupMeaning | null,
): readonly BillRow[] {
  return pages.flatMap(({ ResultsByTime }) =>
    ResultsByTime.flatMap(({ TimePeriod, Estimated, Groups }) =>
      Groups.flatMap((group): BillRow[] => {
        const meaning = meaningOf(group.Keys);
        if (meaning === null || isZero(group)) return [];
        const { UnblendedCost, AmortizedCost } = group.Metrics;
        return [
          {
            day: TimePeriod.Start.slice(0, 10),
            until: dayAfter(TimePeriod.Start.slice(0, 10)),
            hour: TimePeriod.Start.length > 10 ? Number(TimePeriod.Start.slice(11, 13)) : null,
            provisional: Estimated,
            provider: 'aws',
            ...meaning,
            operation: null,
            region,
            account: null,
            tag,
            resource: null,
            shared: null,
            currency: UnblendedCost.Unit,
            ...quantityOf(group),
            unblended: plain(UnblendedCost.Amount),
            amortized: AmortizedCost === undefined ? null : plain(AmortizedCost.Amount),
            list: null,
            lines: 1,
          },
        ];
      }),
    ),
  );
}

const isZero = ({ Metrics }: CostGroup): boolean =>
  Object.values(Metrics).every((metric) => Number(metric?.Amount ?? 0) === 0);

/** "N/A" where a group adds up different units: such a sum says nothing. */
function quantityOf({ Metrics }: CostGroup): Pick<BillRow, 'quantity' | 'unit'> {
  const { Amount, Unit } = Metrics.UsageQuantity ?? {};
  if (Amount === undefined || Unit === undefined || Unit === '' || Unit === 'N/A')
    return { quantity: null, unit: null };
  return { quantity: plain(Amount), unit: Unit };
}
