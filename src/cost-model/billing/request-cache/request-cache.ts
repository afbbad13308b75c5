import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { inputError } from '../../../errors.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';

/** A question as it was asked, without credentials; equal questions have equal answers. */
export type Question = Readonly<Record<string, unknown>>;

const keptSchema = z.strictObject({
  formatVersion: z.literal(1),
  question: z.record(z.string(), z.unknown()),
  fetchedAt: z.number(),
  pages: z.array(z.unknown()),
  next: z.string().nullable(),
});

/** Pages of one answer, in order, as far as they were fetched. */
export interface KeptAnswer {
  /** When the first page came: milliseconds since 1970. */
  readonly fetchedAt: number;
  readonly pages: readonly unknown[];
  /** Where the next page begins; null when there is none. */
  readonly next: string | null;
}

export interface RequestCache {
  read(question: Question): KeptAnswer | null;
  write(question: Question, answer: KeptAnswer): void;
  forget(question: Question): void;
}

/**
 * Answers in a folder, one file a question, readable by this user only. A page is kept as soon as it came, whole or
 * not at all, so that whatever ends a fetch, it goes on from there. A file that cannot be read counts as none.
 */
export function requestCache(folder: string): RequestCache {
  const fileOf = (question: Question) =>
    join(folder, `${digestOf(canonicalJson(question)).replace('sha256:', '').slice(0, 40)}.json`);
  return {
    read(question) {
      const kept = keptSchema.safeParse(parsed(fileOf(question)));
      if (!kept.success || canonicalJson(kept.data.question) !== canonicalJson(question)) return null;
      const { fetchedAt, pages, next } = kept.data;
      return { fetchedAt, pages, next };
    },
    write(question, answer) {
      const file = fileOf(question);
      const content: z.infer<typeof keptSchema> = { formatVersion: 1, question, ...answer, pages: [...answer.pages] };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(`${file}.part`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
        renameSync(`${file}.part`, file);
      } catch (error) {
        const { code = 'no reason given' } = error as NodeJS.ErrnoException;
        const what = `an answer cannot be kept in ${folder}: ${code}`;
        throw inputError('billing-cache', [{ what, todo: 'Choose a folder that can be written to.' }]);
      }
    },
    forget(question) {
      rmSync(fileOf(question), { force: true });
    },
  };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const WHILE_IT_MAY_CHANGE_MS = 15 * 60_000;
const WHEN_IT_IS_OVER_MS = 8 * 3_600_000;

/**
 * Whether what was kept of a window of measurements may be gone on with: eight hours of one that was over when it was
 * asked, a quarter of an hour of another, whose last points were still to come.
 */
export const holdsFor =
  (untilSeconds: number, now: number) =>
  ({ fetchedAt }: Pick<KeptAnswer, 'fetchedAt'>): boolean =>
    now >= fetchedAt &&
    now - fetchedAt < (untilSeconds * 1e3 <= fetchedAt ? WHEN_IT_IS_OVER_MS : WHILE_IT_MAY_CHANGE_MS);

/** Keeps nothing: for those who name no folder. */
export const NO_CACHE: RequestCache = { read: () => null, write: () => undefined, forget: () => undefined };
