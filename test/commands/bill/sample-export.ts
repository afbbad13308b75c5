/**
 * A small Cost and Usage Report of November 2026, as a cluster like the demo's second target would have one: made of
 * whole numbers, so that what it adds up to can be worked out by hand (sample-export.test.ts).
 */
interface Consumption {
  readonly product: string;
  readonly usageType: string;
  readonly operation: string;
  readonly unit: string;
  /** Units on a day of the month. */
  readonly quantity: (day: number) => number;
  /** In ten-millionths of a dollar a unit. */
  readonly price: number;
}

const ec2 = (usageType: string, operation: string, unit: string, quantity: number, price: number): Consumption => ({
  product: 'AmazonEC2',
  usageType,
  operation,
  unit,
  quantity: () => quantity,
  price,
});
const s3 = (usageType: string, operation: string, unit: string, quantity: number, price: number): Consumption => ({
  ...ec2(usageType, operation, unit, quantity, price),
  product: 'AmazonS3',
});

const BROKERS = ec2('BoxUsage:m7g.xlarge', 'RunInstances', 'Hrs', 12 * 24, 1_632_000);

const CONSUMPTION: readonly Consumption[] = [
  BROKERS,
  ec2('BoxUsage:m7g.large', 'RunInstances', 'Hrs', 3 * 24, 816_000),
  ec2('EBS:VolumeUsage.gp3', 'CreateVolume-Gp3', 'GB-Mo', 110, 800_000),
  { ...ec2('DataTransfer-Regional-Bytes', 'InterZone-In', 'GB', 0, 100_000), quantity: (day) => 70_000 + 300 * day },
  ec2('NatGateway-Hours', 'NatGateway', 'Hrs', 24, 450_000),
  s3('TimedStorage-ByteHrs', 'StandardStorage', 'GB-Mo', 2_000, 230_000),
  s3('Requests-Tier1', 'PutObject', 'Requests', 2_000_000, 50),
  s3('Requests-Tier2', 'GetObject', 'Requests', 1_500_000, 4),
  { ...ec2('Catalog-Request', 'GetTable', 'Requests', 500, 10_000), product: 'AWSGlue' },
];

const DAYS = 30;
/** From this day on no invoice has been issued. */
const OPEN_FROM = 28;

const COLUMNS = [
  'identity_line_item_id',
  'bill_invoice_id',
  'line_item_usage_account_id',
  'line_item_usage_start_date',
  'line_item_usage_end_date',
  'line_item_product_code',
  'line_item_usage_type',
  'line_item_operation',
  'line_item_usage_amount',
  'line_item_unblended_cost',
  'line_item_line_item_type',
  'line_item_currency_code',
  'product_region_code',
  'pricing_unit',
  'pricing_public_on_demand_cost',
  'reservation_reservation_a_r_n',
  'resource_tags',
] as const;

type Line = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const TEN_MILLION = 10_000_000;

/** Ten-millionths of a dollar as a plain decimal. */
function dollars(units: number): string {
  const whole = Math.abs(units);
  const fraction = String(whole % TEN_MILLION)
    .padStart(7, '0')
    .replace(/0+$/, '');
  return `${units < 0 ? '-' : ''}${Math.floor(whole / TEN_MILLION)}${fraction === '' ? '' : `.${fraction}`}`;
}

const dayOf = (day: number): string => new Date(Date.UTC(2026, 10, day)).toISOString().replace('.000', '');

function usage({ product, usageType, operation, unit, quantity, price }: Consumption, day: number): Line {
  const cost = dollars(quantity(day) * price);
  return {
    line_item_usage_start_date: dayOf(day),
    line_item_usage_end_date: dayOf(day + 1),
    line_item_product_code: product,
    line_item_usage_type: usageType,
    line_item_operation: operation,
    line_item_usage_amount: String(quantity(day)),
    line_item_unblended_cost: cost,
    line_item_line_item_type: 'Usage',
    product_region_code: 'us-east-1',
    pricing_unit: unit,
    pricing_public_on_demand_cost: cost,
    resource_tags: '{"user_cluster":"local-tiered"}',
  };
}

/** 5% off what instances cost, as a line of its own that repeats the quantity, as AWS writes it. */
const discount = (day: number): Line => ({
  ...usage(BROKERS, day),
  line_item_unblended_cost: dollars(-(BROKERS.quantity(day) * BROKERS.price) / 20),
  line_item_line_item_type: 'EdpDiscount',
  pricing_public_on_demand_cost: '0',
});

/** Once a month, tagged by nobody. */
const ofTheMonth = (product: string, type: string, units: number): Line => ({
  line_item_usage_start_date: dayOf(1),
  line_item_usage_end_date: dayOf(DAYS + 1),
  line_item_product_code: product,
  line_item_unblended_cost: dollars(units),
  line_item_line_item_type: type,
});

const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function sampleExport(): string {
  const days = Array.from({ length: DAYS }, (_, index) => index + 1);
  const lines: readonly Line[] = [
    ...days.flatMap((day) => [...CONSUMPTION.map((one) => usage(one, day)), discount(day)]),
    ofTheMonth('AWSSupportBusiness', 'Fee', 250 * TEN_MILLION),
    ofTheMonth('AmazonEC2', 'Tax', 1_900.25 * TEN_MILLION),
    ofTheMonth('AmazonEC2', 'Credit', -1_000 * TEN_MILLION),
  ];
  const rows = lines.map(
    (line, index): Line => ({
      identity_line_item_id: `line-${index + 1}`,
      bill_invoice_id: (line.line_item_usage_start_date ?? '') < dayOf(OPEN_FROM) ? '1234567890' : '',
      line_item_usage_account_id: '123456789012',
      line_item_currency_code: 'USD',
      ...line,
    }),
  );
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cell(row[name] ?? '')).join(','))]
    .join('\n')
    .concat('\n');
}
