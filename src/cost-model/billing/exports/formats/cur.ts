import { type Columns, columnName, columnOf, type Dialect, type Field, type Format, type LineSql } from './format.ts';

/** Columns of AWS's Cost and Usage Report 2.0; its older edition writes `lineItem/UsageType` and means the same. */
const FIELDS = {
  start: { columns: ['line_item_usage_start_date'], needed: 'the day of a charge' },
  end: {
    columns: ['line_item_usage_end_date'],
    lost: 'how long a line lasts is not known: each is taken to be of the day on which it starts',
  },
  service: { columns: ['line_item_product_code'], needed: 'telling services apart' },
  usageType: { columns: ['line_item_usage_type'], needed: 'telling what was used: categories and prices go by it' },
  quantity: { columns: ['line_item_usage_amount'], needed: 'comparing quantities with the model' },
  unblended: { columns: ['line_item_unblended_cost'], needed: 'the amount that is billed' },
  lineItemType: { columns: ['line_item_line_item_type'], needed: 'keeping taxes, credits and commitments apart' },
  currency: { columns: ['line_item_currency_code'], needed: 'not adding up different currencies' },
  operation: {
    columns: ['line_item_operation'],
    lost: 'rules that look at operations match nothing: load balancers of different kinds are not told apart',
  },
  region: { columns: ['product_region_code', 'product_region'], lost: 'lines are not known by region' },
  unit: {
    columns: ['pricing_unit'],
    lost: 'the unit of a quantity is not known: provisioned throughput has no quantity',
  },
  list: { columns: ['pricing_public_on_demand_cost'], lost: 'what lines cost at public prices is not known' },
  invoice: {
    columns: ['bill_invoice_id'],
    lost: 'whether an invoice was issued is not known: all days are called provisional',
  },
  account: { columns: ['line_item_usage_account_id'], lost: 'lines are not known by account' },
  identity: {
    columns: ['identity_line_item_id'],
    lost: 'lines have no number: the same line twice in one file is not told from two that say the same',
  },
  resource: { columns: ['line_item_resource_id'] },
  planCost: { columns: ['savings_plan_savings_plan_effective_cost'] },
  planCommitted: { columns: ['savings_plan_total_commitment_to_date'] },
  planUsed: { columns: ['savings_plan_used_commitment'] },
  reservedCost: { columns: ['reservation_effective_cost'] },
  unusedUpfront: { columns: ['reservation_unused_amortized_upfront_fee_for_billing_period'] },
  unusedRecurring: { columns: ['reservation_unused_recurring_fee'] },
  reservation: { columns: ['reservation_reservation_a_r_n', 'reservation/ReservationARN'] },
  tags: { columns: ['resource_tags', 'tags'] },
} as const satisfies Readonly<Record<string, Field>>;

const NUMBERS: readonly Field[] = [
  ...[FIELDS.quantity, FIELDS.unblended, FIELDS.list, FIELDS.planCost, FIELDS.planCommitted, FIELDS.planUsed],
  ...[FIELDS.reservedCost, FIELDS.unusedUpfront, FIELDS.unusedRecurring],
];

/** What the amortized cost of a type of line is told by, where it is not what is billed. */
const AMORTIZED_BY: Readonly<Record<string, readonly Field[]>> = {
  SavingsPlanCoveredUsage: [FIELDS.planCost],
  SavingsPlanRecurringFee: [FIELDS.planCommitted, FIELDS.planUsed],
  DiscountedUsage: [FIELDS.reservedCost],
  RIFee: [FIELDS.unusedUpfront, FIELDS.unusedRecurring],
  Fee: [FIELDS.reservation],
};

/** Units, currencies and regions follow from the usage type and the account. */
const TRAITS = ['start', 'account', 'service', 'usageType', 'operation', 'lineItemType', 'resource'] as const;

/** The older edition has a column for each tag: `resourceTags/user:team`. */
const tagColumn = (key: string): string => columnName(`resource_tags_user_${key}`);

/** What a tag is called within the column of all tags. */
const tagKeys = (key: string): readonly string[] => [
  ...new Set([key, `user:${key}`, `user_${key}`, columnName(`user_${key}`)]),
];

export const cur: Format = {
  source: 'cur',
  title: 'AWS Cost and Usage Report',
  fields: FIELDS,
  numbers: NUMBERS,
  lasting: TRAITS,
  amortizedBy: (type) => AMORTIZED_BY[type] ?? [],
  lines,
  tag: (columns, key, dialect) => {
    const own = columns.get(tagColumn(key));
    if (own !== undefined) return dialect.text(own);
    const all = columnOf(columns, FIELDS.tags);
    return all === null
      ? null
      : `COALESCE(${tagKeys(key)
          .map((name) => dialect.under(all, name))
          .join(', ')})`;
  },
};

function lines(columns: Columns, dialect: Dialect): LineSql {
  const column = (field: Field) => columnOf(columns, field);
  const text = (field: Field): string | null => {
    const found = column(field);
    return found === null ? null : dialect.text(found);
  };
  const money = (field: Field): string | null => {
    const found = column(field);
    return found === null ? null : dialect.money(found);
  };
  const start = column(FIELDS.start);
  if (start === null) throw new RangeError('asked for the lines of an export without dates');
  const type = text(FIELDS.lineItemType) ?? 'NULL';
  const unblended = money(FIELDS.unblended) ?? 'NULL';
  const invoice = text(FIELDS.invoice);
  return {
    start,
    end: column(FIELDS.end),
    provider: `'aws'`,
    service: text(FIELDS.service) ?? 'NULL',
    usageType: text(FIELDS.usageType) ?? 'NULL',
    operation: text(FIELDS.operation),
    lineItemType: type,
    region: text(FIELDS.region),
    currency: text(FIELDS.currency) ?? 'NULL',
    unit: text(FIELDS.unit),
    quantity: money(FIELDS.quantity) ?? 'NULL',
    unblended,
    amortized: amortized(type, unblended, money, text(FIELDS.reservation)),
    list: money(FIELDS.list),
    provisional: invoice === null ? 'TRUE' : `${invoice} IS NULL`,
    account: text(FIELDS.account),
    resource: text(FIELDS.resource),
    identity: text(FIELDS.identity),
    traits: Object.fromEntries(
      TRAITS.flatMap((name) => {
        const found = column(FIELDS[name]);
        return found === null ? [] : [[name, found]];
      }),
    ),
  };
}

/**
 * Amortized cost of a line, as AWS's user guide to the report defines it: what commitments cover carries its part of
 * them, what they did not cover stays with their fees, and what was paid upfront stands nowhere else.
 */
function amortized(
  type: string,
  unblended: string,
  money: (field: Field) => string | null,
  reservation: string | null,
): string {
  const of = (field: Field): string => money(field) ?? 'NULL';
  return [
    `CASE ${type}`,
    `WHEN 'SavingsPlanCoveredUsage' THEN ${of(FIELDS.planCost)}`,
    `WHEN 'SavingsPlanRecurringFee' THEN ${of(FIELDS.planCommitted)} - ${of(FIELDS.planUsed)}`,
    `WHEN 'SavingsPlanNegation' THEN 0`,
    `WHEN 'SavingsPlanUpfrontFee' THEN 0`,
    `WHEN 'DiscountedUsage' THEN ${of(FIELDS.reservedCost)}`,
    `WHEN 'RIFee' THEN ${of(FIELDS.unusedUpfront)} + ${of(FIELDS.unusedRecurring)}`,
    // Whether a fee was paid upfront for a reservation, whose parts stand in what it covers, only its ARN tells.
    `WHEN 'Fee' THEN ${reservation === null ? 'NULL' : `CASE WHEN ${reservation} IS NULL THEN ${unblended} ELSE 0 END`}`,
    `ELSE ${unblended} END`,
  ].join(' ');
}
