import type { Missing, Obtained } from '../../../kafka/read-only/reading.ts';
import type { ConnectCluster, ConnectorEntry } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change } from './comparison.ts';
import { partNamed, toldApart } from './hidden.ts';
import { paired } from './paired.ts';

/** What stands in the place of a secret: two of them may be alike or not. */
const REDACTED = '[redacted]';

/** Connectors by name, whichever Connect cluster of a side runs them. */
export function compareConnectors(
  { a, b }: Both<Obtained<readonly ConnectCluster[]>>,
  { replication }: Context,
): Comparison {
  const all = (clusters: readonly ConnectCluster[]) => clusters.flatMap(({ connectors }) => connectors);
  const { both, onlyA, onlyB } = paired(all(a.value), all(b.value), ({ name }) => name);
  const missing = toldApart(onlyA, 'connector', 'b', nameOf, ({ name }) => hiding(b.missing, name));
  const extra = toldApart(onlyB, 'connector', 'a', nameOf, ({ name }) => hiding(a.missing, name));
  const replicated = replication?.other('connector') ?? null;
  const isTold = (what: string): boolean => [...a.missing, ...b.missing].every((one) => one.what !== what);
  return {
    changes: [
      ...missing.absent.map((one) => ({ ...whole(one, 'missing'), replicated })),
      ...extra.absent.map((one) => whole(one, 'extra')),
      ...both.flatMap(([onA, onB]) => ofConnector(onA, onB, isTold)).map((one) => ({ ...one, replicated })),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { connector: both.length + onlyA.length + onlyB.length },
  };
}

const nameOf = ({ name }: ConnectorEntry): string => name;

const hiding = (missing: readonly Missing[], name: string): Missing | undefined =>
  partNamed(missing, `connector ${name}`) ?? missing.find(({ what }) => what.startsWith('Kafka Connect at '));

function whole({ name, type, state, config }: ConnectorEntry, difference: 'missing' | 'extra'): Change {
  const said = cell([type, config['connector.class'], state].filter((word) => word !== undefined).join(', '));
  const sides = difference === 'missing' ? { a: said } : { b: said };
  return change({ kind: 'connector', names: [name], difference, ...sides });
}

function ofConnector(a: ConnectorEntry, b: ConnectorEntry, isTold: (what: string) => boolean): readonly Change[] {
  const ofProperty = (property: string, onA: string | undefined, onB: string | undefined): readonly Change[] =>
    onA === onB || onA === REDACTED || onB === REDACTED
      ? []
      : [
          change({
            kind: 'connector',
            names: [a.name],
            property,
            difference: onA === undefined ? 'extra' : onB === undefined ? 'missing' : 'different',
            a: cell(onA ?? null),
            b: cell(onB ?? null),
            direction: onA === undefined || onB === undefined ? null : 'other',
          }),
        ];
  const known = (word: string): string | undefined => (word === 'unknown' ? undefined : word);
  const both = (property: string, onA: string | undefined, onB: string | undefined): readonly Change[] =>
    onA === undefined || onB === undefined ? [] : ofProperty(property, onA, onB);
  const configs = isTold(`connector ${a.name}`)
    ? [...new Set([...Object.keys(a.config), ...Object.keys(b.config)])]
    : [];
  return [
    ...both('type', known(a.type), known(b.type)),
    ...both('state', known(a.state), known(b.state)),
    ...configs.flatMap((name) => ofProperty(name, a.config[name], b.config[name])),
  ];
}
