import type { Mistake } from '../../scenarios/mistake.ts';
import type { Future } from '../types/answers.ts';
import type { SheetInput } from './sheet-schema.ts';
import { checkValues, figuresOf, valuesOf, type WorkloadRows } from './sheet-workload.ts';
import { INGRESS_WORDS, PEAK_WORD, WORKLOAD_WORDS } from './workload-words.ts';

type FutureInput = NonNullable<SheetInput['futures']>[number];
type Values = Readonly<Record<string, number>>;

/** Stands in where another file says the workload: of a future, only what it says itself is taken then. */
const ANY_WORKLOAD: Values = { mebibytesASecond: 1, timesRead: 1, daysKept: 1 };

const isIngress = (word: string): boolean => word in INGRESS_WORDS;
const movesIngress = (word: string): boolean => isIngress(word) || word === PEAK_WORD;

/** Figures in their units, and what is said in proportion as factors: they hold whatever flags or cells make of today. */
export function futuresOf(futures: readonly FutureInput[], rows: WorkloadRows | undefined): readonly Future[] {
  return futures.map((future) => {
    const said = wordsIn(future);
    const figures = figuresOf(valuesIn(future, rows));
    const names = new Set(Object.keys(said).flatMap((word) => WORKLOAD_WORDS[word]?.figures ?? []));
    names.delete('peakIngress');
    const { ingressTimes } = future;
    const { [PEAK_WORD]: peakTimesAverage } = said;
    return {
      name: future.name,
      figures: Object.fromEntries([...names].map((name) => [name, figures[name]?.value ?? 0])),
      ...(ingressTimes === undefined ? {} : { times: { averageIngress: ingressTimes } }),
      ...(peakTimesAverage === undefined ? {} : { peakTimesAverage }),
    };
  });
}

/** @param rows of a workload that is right by itself; absent where the sheet has none */
export function futureMistakes(futures: readonly FutureInput[], rows: WorkloadRows | undefined): readonly Mistake[] {
  return futures.flatMap((future, index): readonly Mistake[] => {
    const path = ['futures', index];
    const found = [...repeatedName(futures, index), ...ingressMistakes(future, index, rows)];
    if (found.length > 0) return found;
    return checkValues(valuesIn(future, rows), (word) => [...path, word]).mistakes;
  });
}

function repeatedName(futures: readonly FutureInput[], index: number): readonly Mistake[] {
  const name = futures[index]?.name;
  if (futures.findIndex((other) => other.name === name) === index) return [];
  return [{ path: ['futures', index, 'name'], what: `is "${name}", as one above`, todo: 'give each its own name' }];
}

/** What is written is said once, and as so many times today's only where today's is known. */
function ingressMistakes(future: FutureInput, index: number, rows: WorkloadRows | undefined): readonly Mistake[] {
  const words = Object.keys(future).filter((word) => future[word as keyof FutureInput] !== undefined);
  const [first, ...others] = words.filter((word) => isIngress(word) || word === 'ingressTimes');
  const beside = others.map((word) => ({
    path: ['futures', index, word],
    what: `stands beside ${first}, which says the same`,
    todo: 'keep one of the two',
    ofKey: true,
  }));
  if (rows !== undefined) return beside;
  const unknown = words.filter((word) => movesIngress(word) || word === 'ingressTimes');
  const lost = unknown.map((word) => ({
    path: ['futures', index, word],
    what: 'changes what is written, and this sheet has no workload to change',
    todo: 'add workload:, or remove it',
    ofKey: true,
  }));
  return [...beside, ...lost];
}

function wordsIn({ name: _, ingressTimes: __, ...words }: FutureInput): Values {
  return Object.fromEntries(
    Object.entries(words).flatMap(([word, value]) => (typeof value === 'number' ? [[word, value] as const] : [])),
  );
}

/** The sheet's workload as it would be in a future. */
function valuesIn(future: FutureInput, rows: WorkloadRows | undefined): Values {
  const own = wordsIn(future);
  const base = rows === undefined ? ANY_WORKLOAD : valuesOf(rows);
  const saysIngress = Object.keys(own).some(isIngress);
  const kept = Object.entries(base)
    .filter(([word]) => !(saysIngress && isIngress(word)))
    .map(([word, value]) => [word, isIngress(word) ? value * (future.ingressTimes ?? 1) : value] as const);
  return { ...Object.fromEntries(kept), ...own };
}
