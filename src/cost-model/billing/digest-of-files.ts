import { createHash } from 'node:crypto';

/** One digest of several files, in whichever order they were named. */
export const digestOfFiles = (files: readonly { readonly digest: string }[]): string =>
  createHash('sha256')
    .update(
      files
        .map(({ digest }) => digest)
        .toSorted()
        .join('\n'),
    )
    .digest('hex');
