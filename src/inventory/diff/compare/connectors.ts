import type { Missing, Obtained } from '../../../kafka/read-only/reading.ts';
import { REDACTED } from '../../connect/redact.ts';
import type { ConnectCluster, ConnectorEntry } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change } from './comparison.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';
import { Untold } from './untold.ts';

/** Connectors by name, whichever Connect cluster of a side runs them. */
export function compareConnectors(
  { a, b }: Both<Obtained<readonly ConnectCluster[]>>,
  { replication }: Context,
): Comparison {
  const all = (clusters: readonly ConnectCluster[]) => clusters.flatMap(({ connectors }) => connectors);
  const { both, onlyA, onlyB } = paired(all(a.value), all(b.value), ({ name }) => name);
  const [untoldOfA, untoldOfB] = [new Untold(a.missing), new Untold(b.missing)];
  const missing = toldApart(onlyA, 'connector', 'b', nameOf, ({ name }) => hiding(untoldOfB, name));
  const extra = toldApart(onlyB, 'connector', 'a', nameOf, ({ name }) => hiding(untoldOfA, name));
  const replicated = replication?.other('connector') ?? null;
  const isTold = (name: string): boolean =>
    [untoldOfA, untoldOfB].every((untold) => untold.of('connector', name) === undefined);
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

const hiding = (untold: Untold, name: string): Missing | undefined =>
  untold.of('connector', name) ?? untold.any('connect-cluster');

function whole({ name, type, state, config }: ConnectorEntry, difference: 'missing' | 'extra'): Change {
  const said = cell([type, config['connector.class'], state].filter((word) => word !== undefined).join(', '));
  const sides = difference === 'missing' ? { a: said } : { b: said };
  return change({ kind: 'connector', names: [name], difference, ...sides });
}

function ofConnector(a: ConnectorEntry, b: ConnectorEntry, isTold: (name: string) => boolean): readonly Change[] {
  // What is redacted on either side may be alike or not.
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
  const configs = isTold(a.name) ? [...new Set([...Object.keys(a.config), ...Object.keys(b.config)])] : [];
  return [
    ...both('type', known(a.type), known(b.type)),
    ...both('state', known(a.state), known(b.state)),
    ...configs.flatMap((name) => ofProperty(name, a.config[name], b.config[name])),
  ];
}
