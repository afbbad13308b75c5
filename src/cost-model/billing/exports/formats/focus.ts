import {
  type Columns,
  columnName,
  columnOf,
  columnsOf,
  type Dialect,
  type Field,
  type Format,
  type LineSql,
} from './format.ts';

/** Columns of FOCUS 1.0 to 1.2, and of 1.3 as far as it renames them. */
const FIELDS = {
  start: { columns: ['ChargePeriodStart'], needed: 'the day of a charge' },
  end: {
    columns: ['ChargePeriodEnd'],
    lost: 'how long a line lasts is not known: each is taken to be of the day on which it starts',
  },
  provider: {
    columns: ['ProviderName', 'ServiceProviderName', 'InvoiceIssuerName'],
    needed: 'choosing the rules of a provider',
  },
  service: { columns: ['ServiceName'], needed: 'telling services apart' },
  usageType: {
    columns: ['x_UsageType', 'SkuMeter', 'SkuId', 'ChargeDescription'],
    needed:
      'telling what was used: categories and prices go by it, since a service category does not tell traffic from compute',
  },
  quantity: { columns: ['PricingQuantity', 'ConsumedQuantity'], needed: 'comparing quantities with the model' },
  unblended: { columns: ['BilledCost'], needed: 'the amount that is billed' },
  category: { columns: ['ChargeCategory'], needed: 'keeping taxes, credits and commitments apart' },
  currency: { columns: ['BillingCurrency'], needed: 'not adding up different currencies' },
  class: { columns: ['ChargeClass'], lost: 'corrections of earlier bills are not told apart' },
  operation: {
    columns: ['x_Operation'],
    lost: 'rules that look at operations match nothing: load balancers of different kinds are not told apart',
  },
  region: { columns: ['RegionId', 'Region'], lost: 'lines are not known by region' },
  pricingUnit: {
    columns: ['PricingUnit'],
    lost: 'the unit of a quantity is not known: provisioned throughput has no quantity',
  },
  consumedUnit: { columns: ['ConsumedUnit'] },
  amortized: { columns: ['EffectiveCost'], lost: 'there is no amortized view' },
  list: { columns: ['ListCost'], lost: 'what lines cost at public prices is not known' },
  invoice: {
    columns: ['InvoiceId'],
    lost: 'whether an invoice was issued is not known: all days are called provisional',
  },
  account: { columns: ['SubAccountId', 'BillingAccountId'], lost: 'lines are not known by account' },
  commitment: { columns: ['CommitmentDiscountId'] },
  commitmentStatus: { columns: ['CommitmentDiscountStatus'] },
  commitmentKind: { columns: ['CommitmentDiscountCategory'] },
  tags: { columns: ['Tags'] },
  resource: { columns: ['ResourceId'] },
  ...traits('SkuPriceId', 'ChargeDescription', 'PricingCategory', 'CapacityReservationId'),
} as const satisfies Readonly<Record<string, Field>>;

function traits(...names: readonly string[]): Readonly<Record<string, Field>> {
  return Object.fromEntries(names.map((name) => [name, { columns: [name] }]));
}

/** Not in it: names and descriptions of services, meters and providers, which editions have worded anew. */
const LASTING = [
  ...['ChargePeriodStart', 'BillingAccountId', 'SubAccountId', 'ChargeCategory', 'BillingCurrency'],
  ...['x_UsageType', 'SkuId', 'x_Operation', 'RegionId', 'ResourceId'],
].map(columnName);

const NUMBERS: readonly Field[] = [FIELDS.quantity, FIELDS.unblended, FIELDS.amortized, FIELDS.list];

const tagKeys = (key: string): readonly string[] => [...new Set([key, `user:${key}`, `user_${columnName(key)}`])];

export const focus: Format = {
  source: 'focus',
  title: 'FOCUS',
  fields: FIELDS,
  numbers: NUMBERS,
  lasting: LASTING,
  amortizedBy: () => [FIELDS.amortized],
  lines,
  tag: (columns, key, dialect) => {
    const all = columnOf(columns, FIELDS.tags);
    return all === null
      ? null
      : `COALESCE(${tagKeys(key)
          .map((name) => dialect.under(all, name))
          .join(', ')})`;
  },
};

function lines(columns: Columns, dialect: Dialect): LineSql {
  const text = (field: Field): string | null => {
    const found = columnOf(columns, field);
    return found === null ? null : dialect.text(found);
  };
  const money = (field: Field): string | null => {
    const found = columnOf(columns, field);
    return found === null ? null : dialect.money(found);
  };
  const start = columnOf(columns, FIELDS.start);
  if (start === null) throw new RangeError('asked for the lines of an export without dates');
  const invoice = text(FIELDS.invoice);
  const usageTypes = columnsOf(columns, FIELDS.usageType).map(dialect.text);
  const isPriced = columns.has('pricing_quantity');
  return {
    start,
    end: columnOf(columns, FIELDS.end),
    provider: providerOf(text(FIELDS.provider) ?? 'NULL'),
    service: text(FIELDS.service) ?? 'NULL',
    usageType: usageTypes.length === 1 ? (usageTypes[0] ?? 'NULL') : `COALESCE(${usageTypes.join(', ')})`,
    operation: text(FIELDS.operation),
    lineItemType: lineItemType(text),
    region: text(FIELDS.region),
    currency: text(FIELDS.currency) ?? 'NULL',
    unit: text(isPriced ? FIELDS.pricingUnit : FIELDS.consumedUnit),
    quantity: money(FIELDS.quantity) ?? 'NULL',
    unblended: money(FIELDS.unblended) ?? 'NULL',
    amortized: money(FIELDS.amortized),
    list: money(FIELDS.list),
    provisional: invoice === null ? 'TRUE' : `${invoice} IS NULL`,
    account: text(FIELDS.account),
    resource: text(FIELDS.resource),
    identity: null,
    // An amount may change when the same line is exported again, and so may its invoice.
    traits: Object.fromEntries(
      Object.values(FIELDS)
        .filter((field) => field !== FIELDS.invoice && field !== FIELDS.tags && !NUMBERS.includes(field))
        .flatMap((field) => field.columns.map(columnName))
        .flatMap((name) => {
          const found = columns.get(name);
          return found === undefined ? [] : [[name, found]];
        }),
    ),
  };
}

/** Rules know a provider by one short name. */
const providerOf = (name: string): string =>
  `CASE WHEN LOWER(${name}) IN ('aws', 'amazon web services') THEN 'aws' ELSE LOWER(${name}) END`;

/** A charge in the words of a Cost and Usage Report. What a commitment covers is billed at nothing: discounted usage. */
function lineItemType(text: (field: Field) => string | null): string {
  const [category, chargeClass] = [text(FIELDS.category) ?? 'NULL', text(FIELDS.class)];
  const [commitment, status, kind] = [
    text(FIELDS.commitment),
    text(FIELDS.commitmentStatus),
    text(FIELDS.commitmentKind),
  ];
  const fee = kind === null ? `'RIFee'` : `CASE ${kind} WHEN 'Spend' THEN 'SavingsPlanRecurringFee' ELSE 'RIFee' END`;
  return [
    'CASE',
    `WHEN ${category} IN ('Tax', 'Credit') THEN ${category}`,
    // Of whatever category else it is: also of an adjustment.
    chargeClass === null ? '' : `WHEN ${chargeClass} = 'Correction' THEN 'Refund'`,
    commitment === null ? '' : `WHEN ${category} = 'Purchase' AND ${commitment} IS NOT NULL THEN ${fee}`,
    status === null ? '' : `WHEN ${category} = 'Usage' AND ${status} = 'Unused' THEN ${fee}`,
    status === null ? '' : `WHEN ${category} = 'Usage' AND ${status} = 'Used' THEN 'DiscountedUsage'`,
    `WHEN ${category} = 'Purchase' THEN 'Fee'`,
    `ELSE ${category} END`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
