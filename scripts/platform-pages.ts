import { shippedPriceBooks } from '../src/commands/price-books.ts';
import type { Figure } from '../src/cost-model/types/figures.ts';
import type { CostVariant, QuantityLine } from '../src/cost-model/types/shape.ts';
import { platforms } from '../src/platforms/index.ts';
import type { Platform } from '../src/platforms/types.ts';
import { markdownTable } from './generated-part.ts';

/** A page a platform on what it is priced by, from its cost shape. */
export const PLATFORM_PAGES: Readonly<Record<string, () => string>> = Object.fromEntries(
  platforms.map((platform) => [`docs/platforms/${platform.name}.md`, () => pageOf(platform)]),
);

function pageOf({ name, title, cost }: Platform): string {
  const variants = cost?.variants ?? [];
  const collect = collector(variants);
  return [
    `<!-- generated from src/platforms/${name}/cost.ts by scripts/generate.ts: edit that -->\n`,
    `# ${title}: what it is priced by\n`,
    'How formulas and prices become amounts is told in [cost-model.md](../cost-model.md). Every assumption below may be',
    'overridden by its name, in a target or in an assumptions sheet. A row without variants holds for all of them.\n',
    '## Variants\n',
    markdownTable([
      ['variant', 'what it is'],
      ...variants.map((variant) => [code(variant.name), `${title} ${variant.title}`]),
    ]),
    '## What is paid for, every month\n',
    markdownTable([
      ['category', 'item', 'paid to', 'quantity', 'unit', 'price', 'variants'],
      ...collect(({ quantities }) => quantities.map(lineRow)),
    ]),
    ...unpricedPart(variants),
    '## Figures\n',
    'In order of use, over the workload and the assumptions. A figure that is rounded up, with `ceil`, is a step in the',
    'cost: whole machines and units are bought. Everything else rises without a jump.\n',
    markdownTable([
      ['figure', 'unit', 'formula', 'variants'],
      ...collect(({ derived }) => derived.map(({ name, unit, formula }) => [name, unit, code(formula)])),
    ]),
    '## Assumptions\n',
    markdownTable([
      ['assumption', 'default', 'range', 'rests on', 'variants'],
      ...collect(({ assumptions }) => Object.entries(assumptions).map(assumptionRow)),
    ]),
    ...limitsPart(variants, collect),
  ].join('\n');
}

type Row = readonly string[];
type Collect = (rowsOf: (variant: CostVariant) => readonly Row[]) => readonly Row[];

/** Rows of all variants, each once, with the names of its variants where it is not of all. */
function collector(variants: readonly CostVariant[]): Collect {
  return (rowsOf) => {
    const rows = new Map<string, { readonly row: Row; readonly of: string[] }>();
    for (const variant of variants) {
      for (const row of rowsOf(variant)) {
        const key = JSON.stringify(row);
        const known = rows.get(key) ?? { row, of: [] };
        rows.set(key, { row, of: [...known.of, variant.name] });
      }
    }
    return [...rows.values()].map(({ row, of }) => [
      ...row,
      of.length === variants.length ? '' : of.map(code).join(', '),
    ]);
  };
}

const code = (text: string): string => `\`${text}\``;

const lineRow = ({ category, item, paidTo, quantity, unit, price }: QuantityLine): Row => [
  category,
  item,
  paidTo,
  code(quantity),
  unit,
  code('book' in price ? price.book : price.assumption),
];

const assumptionRow = ([name, { value, unit, low, high, source }]: readonly [string, Figure]): Row => [
  name,
  unit === 'count' || unit === 'fraction' ? String(value) : `${value} ${unit}`,
  low === null ? '' : `${low}–${high}`,
  basisOf(source),
];

/** `assumption:<key> (<basis>)`: what it rests on. */
const basisOf = (source: string): string => /^assumption:\w+ \((.*)\)$/.exec(source)?.[1] ?? source;

function unpricedPart(variants: readonly CostVariant[]): readonly string[] {
  const priced = new Set(shippedPriceBooks().flatMap(({ prices }) => prices.map(({ key }) => key)));
  const lines = variants.flatMap(({ quantities }) => quantities);
  const missing = lines.flatMap(({ price, unit }) =>
    'book' in price && !priced.has(price.book) ? [`- ${code(price.book)}, per ${unit}`] : [],
  );
  if (missing.length === 0) return [];
  return [
    'No price was found for these, and none is made up: lines that ask for them are `unpriced`, and the total is a lower',
    'bound, until a book or a sheet has them.\n',
    `${[...new Set(missing)].join('\n')}\n`,
  ];
}

function limitsPart(variants: readonly CostVariant[], collect: Collect): readonly string[] {
  const unlimited = variants.filter(({ limits = [] }) => limits.length === 0).map(({ name }) => code(name));
  const unknown = `No limit is known of ${unlimited.join(', ')}: any workload is priced, whether it would be carried or not.\n`;
  if (unlimited.length === variants.length) return ['## Limits\n', unknown];
  return [
    '## Limits\n',
    'A workload beyond one of these is not priced on the variant, and the result says why. No other limit is known.\n',
    ...(unlimited.length === 0 ? [] : [unknown]),
    markdownTable([
      ['of', 'what the workload asks for', 'at most', 'variants'],
      ...collect(({ limits = [] }) => limits.map(({ name, demand, most }) => [name, code(demand), code(most)])),
    ]),
  ];
}
