import type { Reader, Writer } from '@platformatic/kafka';
import type { Body, Field, Fields, Form } from './fields.ts';
import { inRange, type Versions } from './versions.ts';

/** Fields one after the other, in the order in which they are written down here. */
export function struct<F extends Fields>(fields: F, versions: Versions = '0+'): Field<Body<F>> {
  const entries = Object.entries(fields);
  return {
    type: 'struct',
    versions,
    nullable: null,
    tag: null,
    fallback: Object.fromEntries(entries.map(([name, { fallback }]) => [name, fallback])) as Body<F>,
    fields,
    write: (writer, value, form) => writeFields(writer, entries, value, form),
    read: (reader, form) => readFields(reader, entries, form) as Body<F>,
  };
}

/** So many structs, or scalars, after their number. */
export function array<F extends Fields>(item: F, versions?: Versions): Field<readonly Body<F>[]>;
export function array<T>(item: Field<T>, versions?: Versions): Field<readonly T[]>;
export function array(item: Fields | Field<unknown>, versions: Versions = '0+'): Field<readonly unknown[]> {
  const one = isField(item) ? item : struct(item);
  return {
    type: `[]${one.type}`,
    versions,
    nullable: null,
    tag: null,
    fallback: [],
    fields: one.fields,
    write: (writer, values, form) => {
      if (form.flexible) writer.appendUnsignedVarInt(values.length + 1);
      else writer.appendInt32(values.length);
      for (const value of values) one.write(writer, value, form);
    },
    read: (reader, form) => {
      const length = form.flexible ? reader.readUnsignedVarInt() - 1 : reader.readInt32();
      return Array.from({ length: Math.max(0, length) }, () => one.read(reader, form));
    },
  };
}

const isField = (item: Fields | Field<unknown>): item is Field<unknown> => typeof item.write === 'function';

type Entries = readonly (readonly [string, Field<unknown>])[];

const isThere = ({ versions, tag }: Field<unknown>, { version }: Form): boolean =>
  tag === null && inRange(version, versions);

function writeFields(writer: Writer, entries: Entries, value: Readonly<Record<string, unknown>>, form: Form): void {
  for (const [name, field] of entries) if (isThere(field, form)) field.write(writer, value[name], form);
  if (form.flexible) writer.appendTaggedFields();
}

function readFields(reader: Reader, entries: Entries, form: Form): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, field] of entries) value[name] = isThere(field, form) ? field.read(reader, form) : field.fallback;
  if (form.flexible) readTags(reader, entries, form, value);
  return value;
}

function readTags(reader: Reader, entries: Entries, form: Form, value: Record<string, unknown>): void {
  for (let left = reader.readUnsignedVarInt(); left > 0; left--) {
    const tag = reader.readUnsignedVarInt();
    const end = reader.readUnsignedVarInt() + reader.position;
    const [name, field] = entries.find(([, known]) => known.tag === tag) ?? [];
    if (name !== undefined && field !== undefined) value[name] = field.read(reader, form);
    reader.position = end;
  }
}
