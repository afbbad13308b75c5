import { z } from 'zod';

const schema = z.array(z.string());

/** A page of a tag's or a dimension's values. */
export type ValuesPage = readonly string[];

/** Null where it is none. */
export const valuesPage = (kept: unknown): ValuesPage | null => schema.safeParse(kept).data ?? null;
