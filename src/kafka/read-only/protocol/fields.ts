import { isDeepStrictEqual } from 'node:util';
import type { Reader, Writer } from '@platformatic/kafka';
import { inRange, type Versions } from './versions.ts';

/** How a message is laid out: in which version, and whether lengths are compact and tags follow (KIP-482). */
export interface Form {
  readonly version: number;
  readonly flexible: boolean;
}

/** One field of a message, of a TypeScript type. */
export interface Field<T> {
  /** As Kafka's message definitions call it: `int32`, `[]string`; of a struct its fields. */
  readonly type: string;
  readonly versions: Versions;
  readonly nullable: Versions | null;
  readonly tag: number | null;
  /** Its value in versions without it. */
  readonly fallback: T;
  readonly fields: Fields | null;
  write(writer: Writer, value: T, form: Form): void;
  read(reader: Reader, form: Form): T;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** A message, or a part of it, as an object. */
export type Body<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

const scalar =
  <T>(
    type: string,
    zero: T,
    write: (writer: Writer, value: T, form: Form) => void,
    read: (reader: Reader, form: Form) => T,
  ) =>
  (versions: Versions = '0+', fallback: T = zero): Field<T> => ({
    type,
    versions,
    nullable: null,
    tag: null,
    fallback,
    fields: null,
    write,
    read,
  });

export const int8 = scalar(
  'int8',
  0,
  (w, value) => void w.appendInt8(value),
  (r) => r.readInt8(),
);
export const int16 = scalar(
  'int16',
  0,
  (w, value) => void w.appendInt16(value),
  (r) => r.readInt16(),
);
export const uint16 = scalar(
  'uint16',
  0,
  (w, value) => void w.appendUnsignedInt16(value),
  (r) => r.readUnsignedInt16(),
);
export const int32 = scalar(
  'int32',
  0,
  (w, value) => void w.appendInt32(value),
  (r) => r.readInt32(),
);
/** Offsets, sizes and times: exact up to 2⁵³. */
export const int64 = scalar(
  'int64',
  0,
  (w, value) => void w.appendInt64(BigInt(value)),
  (r) => Number(r.readInt64()),
);
export const float64 = scalar(
  'float64',
  0,
  (w, value) => void w.appendFloat64(value),
  (r) => r.readFloat64(),
);
export const bool = scalar<boolean>(
  'bool',
  false,
  (w, value) => void w.appendBoolean(value),
  (r) => r.readBoolean(),
);
export const uuid = scalar(
  'uuid',
  '00000000-0000-0000-0000-000000000000',
  (w, value) => void w.appendUUID(value),
  (r) => r.readUUID(),
);
export const string = scalar(
  'string',
  '',
  (w, value, { flexible }) => void w.appendString(value, flexible),
  (r, { flexible }) => r.readString(flexible),
);
export const bytes = scalar<Buffer>(
  'bytes',
  Buffer.alloc(0),
  (w, value, { flexible }) => void w.appendBytes(value, flexible),
  (r, { flexible }) => r.readBytes(flexible),
);
/** Record batches as they lie in the log. */
export const records = scalar<Buffer>(
  'records',
  Buffer.alloc(0),
  (w, value, { flexible }) => void w.appendBytes(value, flexible),
  (r, { flexible }) => r.readBytes(flexible),
);

/** The same field where it may be null as well. */
export function nullable<T>(field: Field<T>, versions: Versions, fallback: T | null = null): Field<T | null> {
  return {
    ...field,
    nullable: versions,
    fallback,
    write: (writer, value, form) => {
      if (field.type === 'struct') {
        if (inRange(form.version, versions)) writer.appendInt8(value === null ? -1 : 1);
        if (value !== null) field.write(writer, value, form);
      } else if (value !== null) field.write(writer, value, form);
      else if (!inRange(form.version, versions))
        throw new Error(`a ${field.type} is not null in version ${form.version}`);
      else writeNull(writer, field.type, form);
    },
    read: (reader, form) => {
      if (!inRange(form.version, versions)) return field.read(reader, form);
      if (field.type === 'struct') return reader.readInt8() < 0 ? null : field.read(reader, form);
      const before = reader.position;
      if (readsNull(reader, field.type, form)) return null;
      reader.position = before;
      return field.read(reader, form);
    },
  };
}

/** A length of zero where lengths are compact, and of −1 elsewhere. */
function writeNull(writer: Writer, type: string, { flexible }: Form): void {
  if (flexible) writer.appendUnsignedVarInt(0);
  else if (type === 'string') writer.appendInt16(-1);
  else writer.appendInt32(-1);
}

function readsNull(reader: Reader, type: string, { flexible }: Form): boolean {
  if (flexible) return reader.readUnsignedVarInt() === 0;
  return (type === 'string' ? reader.readInt16() : reader.readInt32()) < 0;
}

/** A field that has one value in every request: with another, nothing of the request is sent, which is a defect. */
export function always<T, const V extends T>(value: V, field: Field<T>): Field<V> {
  return {
    ...field,
    fallback: value,
    write: (writer, given, form) => {
      if (!isDeepStrictEqual(given, value)) {
        throw new Error(`${JSON.stringify(given)} stands where nothing but ${JSON.stringify(value)} is sent`);
      }
      field.write(writer, given, form);
    },
    read: (reader, form) => field.read(reader, form) as V,
  };
}

/** The same field among the tagged ones, at the end of its struct; requests leave it out. */
export const tagged = <T>(field: Field<T>, tag: number): Field<T> => ({ ...field, tag });
