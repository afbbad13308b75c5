import type { Obtained, PartKind } from '../../../kafka/read-only/reading.ts';
import type { SchemaRegistrySection, SubjectEntry } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change } from './comparison.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';
import { Untold } from './untold.ts';

const REGISTRY = 'the registry';

/** Subjects of two Schema Registries: what is there, under which ids, and what may change. */
export function compareSchemas({ a, b }: Both<Obtained<SchemaRegistrySection>>, { replication }: Context): Comparison {
  const { both, onlyA, onlyB } = paired(a.value.subjects, b.value.subjects, ({ subject }) => subject);
  const [untoldOfA, untoldOfB] = [new Untold(a.missing), new Untold(b.missing)];
  const missing = toldApart(onlyA, 'schema', 'b', nameOf, ({ subject }) => untoldOfB.of('subject', subject));
  const extra = toldApart(onlyB, 'schema', 'a', nameOf, ({ subject }) => untoldOfA.of('subject', subject));
  const replicated = replication?.other('schema') ?? null;
  const isTold: IsTold = (kind, name) => [untoldOfA, untoldOfB].every((untold) => untold.of(kind, name) === undefined);
  return {
    changes: [
      ...missing.absent.map((one) => ({ ...whole(one, 'missing'), replicated })),
      ...extra.absent.map((one) => whole(one, 'extra')),
      ...[...ofRegistry(a.value, b.value, isTold), ...both.flatMap(([onA, onB]) => ofSubject(onA, onB, isTold))].map(
        (one) => ({ ...one, replicated }),
      ),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { schema: both.length + onlyA.length + onlyB.length },
  };
}

/** Whether both sides told it. */
type IsTold = (kind: PartKind, name: string) => boolean;

const nameOf = ({ subject }: SubjectEntry): string => subject;

function whole(entry: SubjectEntry, difference: 'missing' | 'extra'): Change {
  const count = entry.versions.length;
  const said = cell(`${entry.type}, ${count} version${count === 1 ? '' : 's'}`);
  const sides = difference === 'missing' ? { a: said } : { b: said };
  return change({ kind: 'schema', names: [entry.subject], difference, ...sides });
}

interface Property {
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
  /** Nobody set it on this subject, so that the registry's own holds. */
  readonly inherited?: string;
}

function changed(subject: string, properties: readonly Property[]): readonly Change[] {
  return properties
    .filter(({ a, b }) => a !== b)
    .map(({ name, a, b, inherited }) =>
      change({
        kind: 'schema',
        names: [subject],
        property: name,
        difference: a === null ? 'extra' : b === null ? 'missing' : 'different',
        a: cell(a),
        b: cell(b ?? (a === null ? null : (inherited ?? null))),
        direction: a === null || b === null ? null : 'other',
      }),
    );
}

function ofRegistry(a: SchemaRegistrySection, b: SchemaRegistrySection, isTold: IsTold): readonly Change[] {
  return changed(REGISTRY, [
    ...(isTold('registry-mode', REGISTRY) ? [{ name: 'mode', a: a.mode, b: b.mode }] : []),
    ...(isTold('registry-compatibility', REGISTRY)
      ? [{ name: 'compatibility', a: a.compatibility, b: b.compatibility }]
      : []),
  ]);
}

function ofSubject(a: SubjectEntry, b: SubjectEntry, isTold: IsTold): readonly Change[] {
  const subject = a.subject;
  const versions = paired(a.versions, b.versions, String);
  const sameLatest = a.versions.at(-1) === b.versions.at(-1);
  const ofVersion = (version: number, difference: 'missing' | 'extra'): Change => {
    const there = { [difference === 'missing' ? 'a' : 'b']: cell('registered') };
    return change({ kind: 'schema', names: [subject], property: `version ${version}`, difference, ...there });
  };
  // What is known of a subject is known of its latest version: another version has another id anyway.
  const ofLatest =
    sameLatest && isTold('subject-latest', subject)
      ? [
          ...(a.type === 'unknown' || b.type === 'unknown' ? [] : [{ name: 'type', a: a.type, b: b.type }]),
          ...(a.id === null || b.id === null ? [] : [{ name: 'id', a: String(a.id), b: String(b.id) }]),
          { name: 'references', a: referencesOf(a), b: referencesOf(b) },
        ]
      : [];
  return [
    ...versions.onlyA.map((version) => ofVersion(version, 'missing')),
    ...versions.onlyB.map((version) => ofVersion(version, 'extra')),
    ...changed(subject, [
      ...ofLatest,
      ...(isTold('subject-mode', subject) ? [{ name: 'mode', a: a.mode, b: b.mode }] : []),
      ...(isTold('subject-compatibility', subject)
        ? [{ name: 'compatibility', a: a.compatibility, b: b.compatibility }]
        : []),
    ]),
  ];
}

const referencesOf = ({ references }: SubjectEntry): string | null =>
  references.length === 0
    ? null
    : references
        .map(({ name, subject, version }) => `${name} = ${subject} version ${version}`)
        .toSorted()
        .join(', ');
