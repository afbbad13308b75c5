import type { ReadOnlyService } from '../../http/service.ts';
import { atMost } from '../../kafka/read-only/at-most.ts';
import type { NotObtained, PartKind, Reading } from '../../kafka/read-only/reading.ts';
import { notObtained } from '../assembly/combined.ts';
import { type AskedPart, Asking } from '../service-answers.ts';
import type { SchemaRegistrySection, SchemaVersion, SubjectEntry } from '../types.ts';
import { compatibilityAnswer, modeAnswer, schemaVersion, subjectNames, versionNumbers } from './answers.ts';
import { SCHEMA_REGISTRY } from './words.ts';

/** Questions that are under way at the same time; the gate paces them anyway. */
const WIDTH = 8;

/** Every subject with its versions, type, references, mode and compatibility; texts only where they are asked for. */
export async function scanSchemaRegistry(
  service: ReadOnlyService,
  { schemas }: { readonly schemas: boolean },
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
  const entries = await atMost(WIDTH, subjects.value.toSorted(), (subject) => entryOf(asking, subject, wanted));
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
