import type { ConfigEntry } from '../../../kafka/read-only/answers.ts';
import type { Replication } from '../replicators/replication.ts';
import type { Cell, Change, Difference, Intent } from '../types.ts';
import type { Context } from './comparison.ts';
import { directionOfValues, sameValue, shownValue } from './values.ts';

type Configs = readonly ConfigEntry[];

/** What an entry says; entries that are kept back say nothing. */
type Told = ConfigEntry & { readonly value: string };

const told = (entry: ConfigEntry): entry is Told => !entry.sensitive && entry.value !== null;

/** Somebody set it, on the topic or on running brokers, and may count on it. */
const isOverride = ({ source }: Pick<ConfigEntry, 'source'>): boolean =>
  source === 'topic' || source === 'dynamic-broker' || source === 'dynamic-default-broker';

type Found = Omit<Change, 'kind' | 'names'>;

/** Every config that two sides do not have alike. */
export function configChanges(a: Configs, b: Configs, { impacts, replication }: Context): readonly Found[] {
  const onB = new Map(b.filter(told).map((entry) => [entry.name, entry]));
  const ofA = a.filter(told);
  const found: Found[] = [];
  for (const entry of ofA) {
    const other = onB.get(entry.name);
    onB.delete(entry.name);
    if (other === undefined) {
      // Kept back on B, it is neither missing nor compared.
      if (!b.some(({ name }) => name === entry.name)) found.push(oneSided(entry, 'a', impacts, replication));
      continue;
    }
    if (entry.value === other.value && isOverride(entry) === isOverride(other)) continue;
    const pair = changeOf(entry, other, impacts);
    if (pair !== null) found.push({ ...pair, replicated: fateOf(pair, entry, replication) });
  }
  for (const entry of onB.values()) {
    if (!a.some(({ name }) => name === entry.name)) found.push(oneSided(entry, 'b', impacts, replication));
  }
  return found;
}

/** What a replicator makes of a config that A has: of its value, or of that which somebody set on B alone. */
function fateOf({ difference }: Found, entry: ConfigEntry, replication: Replication | null): Change['replicated'] {
  if (replication === null) return null;
  return difference === 'extra' ? replication.setOnTarget(entry) : replication.config(entry);
}

type Known = Context['impacts'];

function changeOf(a: Told, b: Told, known: Known): Found | null {
  const [setOnA, setOnB] = [isOverride(a), isOverride(b)];
  if (sameValue(a.name, a.value, b.value, known) && setOnA === setOnB) return null;
  return {
    property: a.name,
    difference: differenceOf(setOnA, setOnB),
    a: cellOf(a, known),
    b: cellOf(b, known),
    intent: intentOf([a, b]),
    direction: directionOfValues(a.name, a.value, b.value, known),
    words: {},
    replicated: null,
  };
}

function differenceOf(setOnA: boolean, setOnB: boolean): Difference {
  if (setOnA) return setOnB ? 'clamped' : 'missing';
  return setOnB ? 'extra' : 'different';
}

function oneSided(entry: Told, side: 'a' | 'b', known: Known, replication: Replication | null): Found {
  const here = cellOf(entry, known);
  const found: Found = {
    property: entry.name,
    difference: side === 'a' ? 'missing' : 'extra',
    a: side === 'a' ? here : null,
    b: side === 'b' ? here : null,
    intent: intentOf([entry]),
    direction: null,
    words: {},
    replicated: null,
  };
  return side === 'a' ? { ...found, replicated: fateOf(found, entry, replication) } : found;
}

const cellOf = ({ name, value, source }: Told, known: Known): Cell => ({
  value: shownValue(name, value, known),
  source,
});

/** The strongest of both sides: what anybody set is a contract with somebody. */
function intentOf(entries: readonly ConfigEntry[]): Intent {
  if (entries.some(isOverride)) return 'override';
  return entries.every(({ source }) => source === 'default') ? 'default' : 'effective';
}

/** Overrides of a topic that the replicator would not bring, against the defaults that hold on B. */
export function droppedConfigs(
  a: Configs,
  defaultsOnB: ReadonlyMap<string, ConfigEntry>,
  { impacts, replication }: Context,
): readonly Found[] {
  if (replication === null) return [];
  return a.filter(told).flatMap((entry): readonly Found[] => {
    const fate = isOverride(entry) || entry.source === 'static-broker' ? replication.config(entry) : null;
    if (fate?.outcome !== 'dropped') return [];
    const other = defaultsOnB.get(entry.name);
    const known = other !== undefined && told(other) ? other : null;
    if (known !== null && sameValue(entry.name, entry.value, known.value, impacts)) return [];
    return [
      {
        property: entry.name,
        difference: 'dropped',
        a: cellOf(entry, impacts),
        b: known === null ? null : cellOf(known, impacts),
        intent: intentOf([entry]),
        direction: known === null ? null : directionOfValues(entry.name, entry.value, known.value, impacts),
        words: {},
        replicated: fate,
      },
    ];
  });
}
