import type { ReadOnlyService } from '../../http/service.ts';
import { atMost } from '../../kafka/read-only/at-most.ts';
import type { Missing, NotObtained, PartKind, Reading } from '../../kafka/read-only/reading.ts';
import { notObtained } from '../assembly/combined.ts';
import { type AskedPart, Asking } from '../service-answers.ts';
import type { SchemaRegistrySection, SchemaVersion, SubjectEntry } from '../types.ts';
import { compatibilityAnswer, modeAnswer, schemaVersion, subjectNames, versionNumbers } from './answers.ts';
import { SCHEMA_REGISTRY } from './words.ts';

/** Questions that are under way at the same time; the gate paces them anyway. */
const WIDTH = 8;

/** More than that take minutes at the pace that a scan has. */
export const MOST_SUBJECTS = 5_000;
/** As often somebody who waits is told how far it is. */
const TELL_EACH = 500;

export interface RegistryScan {
  /** Whether the schemas' texts are wanted. */
  readonly schemas: boolean;
  /** Subjects that are asked for, by name; the rest is missing. */
  readonly atMost?: number;
  readonly tell?: (doing: string) => void;
  readonly tellEach?: number;
}

/** Every subject with its versions, type, references, mode and compatibility; texts only where they are asked for. */
export async function scanSchemaRegistry(
  service: ReadOnlyService,
  { schemas, atMost: most = MOST_SUBJECTS, tell = () => {}, tellEach = TELL_EACH }: RegistryScan,
): Promise<Reading<SchemaRegistrySection>> {
  const asking = new Asking(service, SCHEMA_REGISTRY);
  const subjects = await asking.ask('/subjects', subjectNames);
  if (!subjects.obtained) return subjects;
  if (subjects.value === null) {
    const why = `${asking.url} knows no /subjects (404): it is no Schema Registry, or stands below another path`;
    return notObtained('failed', why, `Check the address under ${SCHEMA_REGISTRY.stands}.`);
  }
  const [mode, compatibility] = [
    await asking.part(
      { what: 'the mode', part: { kind: 'registry-mode', name: null }, cause: knowsNoMode },
      '/mode',
      modeAnswer,
    ),
    await asking.part(
      { what: 'the compatibility', part: { kind: 'registry-compatibility', name: null } },
      '/config',
      compatibilityAnswer,
    ),
  ];
  const wanted = { schemas, modes: mode !== null };
  const names = subjects.value.toSorted();
  const askedFor = names.slice(0, most);
  for (const name of names.slice(most)) asking.lacks(leftOut(name, names.length, most));
  let done = 0;
  const entries = await atMost(WIDTH, askedFor, async (subject) => {
    const entry = await entryOf(asking, subject, wanted);
    done++;
    if (done % tellEach === 0) tell(`reading subjects: ${done} of ${askedFor.length}`);
    return entry;
  });
  return {
    obtained: true,
    how: `GET /subjects and below of ${asking.url}`,
    value: {
      url: asking.url,
      mode,
      compatibility: compatibility || null,
      subjects: entries.filter((entry) => entry !== null),
    },
    missing: asking.missing,
  };
}

const leftOut = (name: string, all: number, most: number): Missing => ({
  what: `subject ${name}`,
  reason: 'not-asked',
  why: `the registry has ${all} subjects, of which the first ${most} were asked for`,
  todo: `give --max-subjects ${all} for all of them`,
  part: { kind: 'subject', name },
});

/** Modes came late, and imitations of the registry do without them. */
const knowsNoMode = (refusal: NotObtained): NotObtained =>
  refusal.why.includes('(404)')
    ? notObtained('not-supported', 'the registry knows no modes', 'nothing: all subjects can be written')
    : refusal;

async function entryOf(
  asking: Asking,
  subject: string,
  { schemas, modes }: { readonly schemas: boolean; readonly modes: boolean },
): Promise<SubjectEntry | null> {
  const at = `/subjects/${encodeURIComponent(subject)}/versions`;
  const what = `subject ${subject}`;
  const versions = await asking.part({ what, part: { kind: 'subject', name: subject } }, at, versionNumbers);
  if (versions === null) return null;
  const texts = schemas
    ? await atMost(1, versions, (version) =>
        asking.part({ what: `version ${version} of ${what}` }, `${at}/${version}`, schemaVersion),
      )
    : [];
  const ofSubject = (property: 'latest version' | 'mode' | 'compatibility', kind: PartKind): AskedPart => ({
    what: `the ${property} of ${what}`,
    part: { kind, name: subject },
  });
  const latest =
    texts.at(-1) ?? (await asking.part(ofSubject('latest version', 'subject-latest'), `${at}/latest`, schemaVersion));
  const setting = encodeURIComponent(subject);
  return {
    subject,
    versions,
    type: latest?.schemaType ?? 'unknown',
    mode: modes ? await asking.part(ofSubject('mode', 'subject-mode'), `/mode/${setting}`, modeAnswer) : null,
    compatibility:
      (await asking.part(
        ofSubject('compatibility', 'subject-compatibility'),
        `/config/${setting}`,
        compatibilityAnswer,
      )) || null,
    references: latest?.references ?? [],
    id: latest?.id ?? null,
    schemas: schemas ? texts.filter((text) => text !== null).map(versionOf) : null,
  };
}

const versionOf = ({ version, id, schemaType, references, schema }: Text): SchemaVersion => ({
  version,
  id,
  type: schemaType,
  references,
  schema,
});

type Text = NonNullable<Awaited<ReturnType<typeof schemaVersion.parse>>>;
