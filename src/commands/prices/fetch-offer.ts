import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { inputError, platformError } from '../../errors.ts';
import { MIB } from '../../units.ts';

/** How much is taken in at most, and for how long is waited; tests give less. */
export interface OfferLimits {
  /** Of the file, as it comes and unpacked. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** The largest offer file, of EC2 in one region, has some 400 MiB. It is held once, as bytes. */
export const OFFER_LIMITS: OfferLimits = { bytes: 1024 * MIB, milliseconds: 10 * 60_000 };

export interface FetchedOffer {
  /** What a book names as its source: the file's own name, without where it lies on this machine. */
  readonly name: string;
  readonly text: Buffer;
}

/**
 * An offer file, from disk or by http(s), unpacked where it is compressed.
 * @throws WorkbenchError where it cannot be had, is too large, or takes too long.
 */
export async function fetchOffer(
  source: string,
  cwd: string,
  interruption: AbortSignal,
  limits: OfferLimits = OFFER_LIMITS,
): Promise<FetchedOffer> {
  const isRemote = /^https?:\/\//i.test(source);
  const bytes = isRemote
    ? await downloaded(source, interruption, limits)
    : await read(resolve(cwd, source), source, limits);
  const shown = isRemote ? withoutQuery(source) : source;
  return { name: isRemote ? shown : basename(source), text: await unpacked(bytes, shown, limits) };
}

/** A signature in a query is nobody's business, and is no part of the file's name. */
const withoutQuery = (source: string): string => {
  const { origin, pathname } = new URL(source);
  return `${origin}${pathname}`;
};

async function read(path: string, source: string, limits: OfferLimits): Promise<Buffer> {
  try {
    if ((await stat(path)).size > limits.bytes) throw tooLarge(source, limits);
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw inputError('offer', [
      { what: `the offer file ${source} cannot be read: ${code}`, todo: 'Give the path or the URL of an offer file.' },
    ]);
  }
}

async function downloaded(url: string, interruption: AbortSignal, limits: OfferLimits): Promise<Buffer> {
  const late = AbortSignal.timeout(limits.milliseconds);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([interruption, late]) });
    if (!answer.ok || answer.body === null) throw notFetched(url, `it answers ${answer.status}`);
    for await (const chunk of answer.body) {
      length += chunk.length;
      if (length > limits.bytes) throw tooLarge(withoutQuery(url), limits);
      chunks.push(chunk);
    }
  } catch (error) {
    if (late.aborted) throw notFetched(url, `it took longer than ${limits.milliseconds / 1000} seconds`);
    if (interruption.aborted || !(error instanceof TypeError)) throw error;
    throw notFetched(url, causeOf(error), error);
  }
  return Buffer.concat(chunks);
}

const causeOf = ({ message, cause }: TypeError): string =>
  (cause as NodeJS.ErrnoException | undefined)?.code ?? (cause as Error | undefined)?.message ?? message;

const notFetched = (url: string, why: string, cause?: unknown) =>
  platformError(
    'offer',
    `the offer file ${withoutQuery(url)} cannot be fetched: ${why}`,
    'Check the URL, or download the file and give its path.',
    cause,
  );

async function unpacked(bytes: Buffer, source: string, limits: OfferLimits): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: limits.bytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(source, limits);
    throw inputError('offer', [
      {
        what: `${source} is compressed and cannot be unpacked`,
        todo: 'Download it once more; it may have been cut off.',
      },
    ]);
  }
}

const tooLarge = (source: string, { bytes }: OfferLimits) =>
  inputError('offer', [
    {
      what: `the offer file ${source} is larger than ${bytes / MIB} MiB`,
      todo: 'Give the offer file of one service and one region, not that of all regions.',
    },
  ]);
