import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { inputError, type Problem } from '../../../../errors.ts';
import type { ExportFile } from './export-file.ts';
import type { FoundFile } from './find-files.ts';

/** Bills of repeating lines shrink to a twentieth or so; what grows beyond this is made to fill a disk. */
const LARGEST_RATIO = 200;

/** Below this, no ratio hurts. */
const HARMLESS_BYTES = 64 * 1024 ** 2;

const PARQUET = Buffer.from('PAR1');

/**
 * Reads each file once: what it is, by its content, and its digest. What is compressed is expanded once on the way, as
 * far as it stays within bounds.
 * @throws WorkbenchError with every file that is empty, cut off, damaged or expands without measure.
 */
export async function fingerprints(files: readonly FoundFile[]): Promise<readonly ExportFile[]> {
  const problems: Problem[] = [];
  const read: ExportFile[] = [];
  for (const file of files) {
    const one = await fingerprint(file);
    if ('what' in one) problems.push(one);
    else read.push(one);
  }
  if (problems.length > 0) throw inputError('billing-export', problems);
  return read;
}

async function fingerprint({ path, name }: FoundFile): Promise<ExportFile | Problem> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const edge = async (from: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, from));
      return buffer.subarray(0, bytesRead);
    };
    const [head, tail] = [await edge(0), await edge(size - 4)];
    if (size === 0) return { what: `${name} is empty`, todo: 'Export it again.' };
    if (head.equals(PARQUET)) {
      if (size < 12 || !tail.equals(PARQUET)) return cutOff(name);
      return { path, name, kind: 'parquet', bytes: size, digest: await digestOf(path) };
    }
    if (head[0] === 0x1f && head[1] === 0x8b) return await expand(path, name, size);
    if (head.includes(0)) {
      return {
        what: `${name} is neither CSV nor Parquet`,
        todo: 'Give files of a billing export as they were written.',
      };
    }
    return { path, name, kind: 'csv', bytes: size, digest: await digestOf(path) };
  } finally {
    await handle.close();
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

class TooMuch extends Error {}

async function expand(path: string, name: string, size: number): Promise<ExportFile | Problem> {
  const bound = Math.max(HARMLESS_BYTES, size * LARGEST_RATIO);
  let expanded = 0;
  const count = new Writable({
    write(chunk: Buffer, _, done) {
      expanded += chunk.length;
      done(expanded > bound ? new TooMuch() : null);
    },
  });
  const hash = createHash('sha256');
  const source = createReadStream(path);
  source.on('data', (chunk) => hash.update(chunk));
  try {
    await pipeline(source, createGunzip(), count);
    return { path, name, kind: 'gzip', bytes: expanded, digest: hash.digest('hex') };
  } catch (error) {
    if (error instanceof TooMuch) {
      return {
        what: `${name} expands to more than ${LARGEST_RATIO} times its size, as no bill does`,
        todo: 'Look at where it comes from; if it is meant, expand it yourself.',
      };
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return cutOff(name);
    if (code?.startsWith('Z_') === true)
      return { what: `${name} is damaged: it cannot be expanded`, todo: 'Get it again.' };
    throw error;
  }
}

const cutOff = (name: string): Problem => ({ what: `${name} is cut off`, todo: 'Get it again: its end is missing.' });
