import type { ScramUserAnswer } from '../../../kafka/read-only/answers.ts';
import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change, directionOf } from './comparison.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';

type Users = readonly ScramUserAnswer[];

/** Logins and the mechanisms that they may use. Whether their passwords are alike cannot be read from a cluster. */
export function compareScramUsers({ a, b }: Both<Obtained<Users>>, { replication }: Context): Comparison {
  const { both, onlyA, onlyB } = paired(a.value, b.value, ({ user }) => user);
  const missing = toldApart(
    onlyA,
    'scram-user',
    'b',
    ({ user }) => user,
    () => b.missing[0],
  );
  const extra = toldApart(
    onlyB,
    'scram-user',
    'a',
    ({ user }) => user,
    () => a.missing[0],
  );
  const replicated = replication?.other('scram-user') ?? null;
  return {
    changes: [
      ...missing.absent.map((user) => ({ ...whole(user, 'missing'), replicated })),
      ...extra.absent.map((user) => whole(user, 'extra')),
      ...both.flatMap(([onA, onB]) => mechanisms(onA, onB)).map((one) => ({ ...one, replicated })),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { 'scram-user': both.length + onlyA.length + onlyB.length },
  };
}

function whole({ user, mechanisms: known }: ScramUserAnswer, difference: 'missing' | 'extra'): Change {
  const said = cell(
    known
      .map(({ mechanism }) => mechanism)
      .toSorted()
      .join(', ') || 'no mechanism',
  );
  const sides = difference === 'missing' ? { a: said } : { b: said };
  return change({ kind: 'scram-user', names: [user], difference, ...sides, words: { how: '' } });
}

function mechanisms(a: ScramUserAnswer, b: ScramUserAnswer): readonly Change[] {
  const { both, onlyA, onlyB } = paired(a.mechanisms, b.mechanisms, ({ mechanism }) => mechanism);
  const ofMechanism = (mechanism: string, given: Partial<Change> & Pick<Change, 'difference'>): Change =>
    change({
      kind: 'scram-user',
      names: [a.user],
      property: mechanism,
      words: { how: ` with ${mechanism}` },
      ...given,
    });
  const rounds = (iterations: number) => cell(`${iterations} iterations`);
  return [
    ...onlyA.map(({ mechanism, iterations }) =>
      ofMechanism(mechanism, { difference: 'missing', a: rounds(iterations) }),
    ),
    ...onlyB.map(({ mechanism, iterations }) => ofMechanism(mechanism, { difference: 'extra', b: rounds(iterations) })),
    ...both
      .filter(([onA, onB]) => onA.iterations !== onB.iterations)
      .map(([onA, onB]) =>
        ofMechanism(onA.mechanism, {
          difference: 'different',
          a: rounds(onA.iterations),
          b: rounds(onB.iterations),
          direction: directionOf(onA.iterations, onB.iterations),
        }),
      ),
  ];
}
