import { inputError } from '../../../errors.ts';
import { sum, toCents } from '../../arithmetic/money.ts';
import { keyOf, type SeenLine } from '../shared-costs/key-of.ts';
import { namesItsLines, type SharedCosts } from '../shared-costs/shared-costs.ts';
import type { BillingScope } from '../types/source.ts';
import type { InvoiceMapping } from './mapping/mapping-schema.ts';
import type { ReadLine } from './read-line.ts';

/** With the key that it is split by, from 0; null where it is the target's own. */
export type OwnLine = ReadLine & { readonly shared: number | null };

export interface OwnLines {
  readonly lines: readonly OwnLine[];
  /** What is left out, and what of the scope an invoice cannot tell. */
  readonly losses: readonly string[];
}

/**
 * The lines of the target's own clusters, and what it shares; all of them where the target names none. What tells prices of one meter apart
 * and stands in no column is taken from the target too.
 * @throws WorkbenchError where no line is of its clusters.
 */
export function ownLines(
  all: readonly ReadLine[],
  { scope: by, provider }: InvoiceMapping,
  scope: BillingScope,
  shared: readonly SharedCosts[] = [],
): OwnLines {
  const named = by.resource === undefined ? [] : (scope.resources[by.resource] ?? []);
  const lines = named.length === 0 ? all : all.filter(({ resource }) => resource !== null && named.includes(resource));
  if (lines.length === 0 && all.length > 0) {
    throw inputError('billing-invoice', [
      {
        what: `no line of ${provider} is of ${named.join(', ')}`,
        todo: `Check \`resources.${by.resource}\` under the target's \`billing:\`, or leave it out to take all lines.`,
      },
    ]);
  }
  const kinds = by.operation === undefined ? [] : (scope.resources[by.operation] ?? []);
  const [kind] = kinds;
  const split = keyOf(shared);
  const own = new Set(lines);
  const taken = all.flatMap((line): readonly { readonly from: ReadLine; readonly line: OwnLine }[] => {
    const typed = { ...line, operation: line.operation ?? kind ?? null };
    const key = named.length > 0 && own.has(line) ? null : split(seen(typed, provider), keysFor(line, shared, named));
    return key === null && !own.has(line) ? [] : [{ from: line, line: { ...typed, shared: key } }];
  });
  return {
    lines: taken.map(({ line }) => line),
    losses: [
      ...leftOut(all, new Set(taken.map(({ from }) => from))),
      ...(kinds.length > 1 ? [`${by.operation} of ${scope.target} has several values: ${kind} is taken for all`] : []),
      ...(by.operation !== undefined && kind === undefined && lines.some(({ operation }) => operation === null)
        ? [`\`resources.${by.operation}\` of ${scope.target} is not given: its meters have no price of the model`]
        : []),
      ...untold(scope, named),
    ],
  };
}

const seen = ({ service, meter, operation, resource }: ReadLine, provider: string): SeenLine => ({
  provider,
  account: null,
  service,
  usageType: meter,
  operation,
  resource,
});

/** What names another cluster is that one's, unless a key names it. */
const keysFor = ({ resource }: ReadLine, shared: readonly SharedCosts[], named: readonly string[]) =>
  resource === null || named.length === 0
    ? undefined
    : new Set(shared.flatMap((key, at) => (namesItsLines(key) ? [at] : [])));

function leftOut(all: readonly ReadLine[], own: ReadonlySet<ReadLine>): readonly string[] {
  const others = all.filter((line) => !own.has(line));
  const byCurrency = Map.groupBy(others, ({ currency }) => currency);
  return [...byCurrency].map(([currency, lines]) => {
    const without = lines.filter(({ resource }) => resource === null).length;
    const amount = toCents(sum(lines.map(({ amount }) => amount)));
    return `${lines.length} lines of other clusters are left out, ${currency} ${amount}; ${without} of them name no cluster`;
  });
}

/** An invoice says neither account nor tag: only its clusters can tell targets apart. */
function untold({ accounts, tags, region }: BillingScope, named: readonly string[]): readonly string[] {
  const asked = [
    ...(accounts.length > 0 ? ['accounts'] : []),
    ...(Object.keys(tags).length > 0 ? ['tags'] : []),
    ...(region === null ? [] : ['the region']),
  ];
  return asked.length === 0 || named.length > 0
    ? []
    : [`an invoice does not say ${asked.join(' and ')}: all of its lines are taken`];
}
