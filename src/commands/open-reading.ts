import { resolve } from 'node:path';
import { EXIT, inputError } from '../errors.ts';
import type { ServiceAddress } from '../http/access.ts';
import { openService, type ReadOnlyService } from '../http/service.ts';
import type { ServiceWords } from '../http/service-words.ts';
import type { ConnectionSettings } from '../kafka/connection.ts';
import { credentialsFrom, tlsOptions } from '../kafka/credentials.ts';
import type { ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import { Gate } from '../kafka/read-only/gate.ts';
import { openReadOnly } from '../kafka/read-only/open.ts';
import type { ReadLimits } from '../kafka/read-only/requests-log.ts';
import { TOOL } from '../package.ts';
import { platforms } from '../platforms/index.ts';
import { readTarget } from '../scenarios/read.ts';
import type { Target } from '../scenarios/target-types.ts';
import { targetFile } from './platform/local-target.ts';
import { runningPlatform } from './platform/running.ts';
import { openReadingFolder, readingFolderName, shownFolder } from './reading-folder.ts';
import type { ReadingFlags } from './reading-options.ts';
import type { Terminal } from './terminal.ts';

/** What a reading command works with. */
export interface OpenReading {
  readonly target: Target;
  readonly connection: ConnectionSettings;
  readonly cluster: ReadOnlyCluster;
  /** The way out of every request: paces them together, and writes them into the folder. */
  readonly gate: Gate;
  readonly limits: ReadLimits;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** With requests.jsonl in it. */
  readonly folder: string;
  /** A service beside the cluster. Throws WorkbenchError (exit status 2) where its secrets are not set. */
  http(address: ServiceAddress, words: ServiceWords): ReadOnlyService;
  close(): Promise<void>;
}

export interface ReadingRequest {
  /** A target file, or the name of one that the tool brings. */
  readonly target: string;
  /** `inventory`: part of the folder's name. */
  readonly verb: string;
  readonly flags: ReadingFlags;
  /** Most that connecting, and any answer, of a broker or a service, may take. */
  readonly withinMs?: number;
}

/** The target as a reading command takes it: neither its id nor a budget is needed. */
export function targetToRead(name: string, cwd: string): Target {
  return readTarget(targetFile(name, cwd), { platforms: platforms.map((one) => one.name), purpose: 'reading' }).target;
}

/**
 * Opens what a reading command needs; nothing is asked yet. `beside` is another cluster's, to share its folder, its
 * limits and its end.
 * @throws WorkbenchError (exit status 2) where the target is wrong, its secrets are not set, a local one is not running,
 * or the folder is not empty
 */
export async function openReading(
  { target: name, verb, flags, withinMs }: ReadingRequest,
  terminal: Pick<Terminal, 'cwd' | 'now' | 'interruption'>,
  beside?: Pick<OpenReading, 'gate' | 'signal' | 'folder'>,
): Promise<OpenReading> {
  const target = targetToRead(name, terminal.cwd);
  const connection = await connectionTo(target, name);
  refuseMissingSecrets(connection);
  const interruption = beside === undefined ? terminal.interruption() : { signal: beside.signal, end: () => undefined };
  const { signal } = interruption;
  const limits = { requestsPerSecond: flags.maxRequestsPerSecond, mibPerSecond: flags.maxMibPerSecond };
  try {
    const { folder, gate } = beside ?? openGate(target, verb, flags, { limits, signal }, terminal);
    const cluster = openReadOnly(connection, {
      clientId: TOOL.name,
      limits,
      log: () => undefined, // The gate has its own.
      signal,
      gate,
      ...(withinMs === undefined ? {} : { connectWithinMs: withinMs, answerWithinMs: withinMs }),
    });
    return {
      target,
      connection,
      cluster,
      gate,
      limits,
      signal,
      folder,
      http: (address, words) =>
        openService(address, words, {
          gate,
          from: terminal.cwd,
          ...(withinMs === undefined ? {} : { timeoutMs: withinMs }),
        }),
      close: async () => {
        interruption.end();
        await cluster.close();
      },
    };
  } catch (error) {
    interruption.end();
    throw error;
  }
}

/**
 * Opens, uses and closes; gives the exit status. Interrupted, it says where what was obtained is kept (status 130).
 */
export async function withReading(
  request: ReadingRequest,
  terminal: Terminal,
  use: (reading: OpenReading) => Promise<number>,
): Promise<number> {
  const reading = await openReading(request, terminal);
  try {
    return await use(reading);
  } catch (error) {
    if (!reading.signal.aborted) throw error;
    terminal.err(`interrupted: what was asked until then is in ${shownFolder(reading.folder, terminal.cwd)}`);
    return EXIT.interrupted;
  } finally {
    await reading.close();
  }
}

function openGate(
  target: Target,
  verb: string,
  flags: ReadingFlags,
  limited: { readonly limits: ReadLimits; readonly signal: AbortSignal },
  { cwd, now }: Pick<Terminal, 'cwd' | 'now'>,
): Pick<OpenReading, 'folder' | 'gate'> {
  const { path, log } = openReadingFolder(resolve(cwd, flags.out ?? readingFolderName(target.name, verb, now())));
  return { folder: path, gate: new Gate({ ...limited, log }) };
}

/** Before anything is written. */
function refuseMissingSecrets({ security }: ConnectionSettings): void {
  credentialsFrom(security);
  tlsOptions(security);
}

/** @throws WorkbenchError (exit status 2) where the platform is one that is started here, and is not running */
async function connectionTo(target: Target, name: string): Promise<ConnectionSettings> {
  if (target.connect.kind === 'remote')
    return { bootstrap: target.connect.bootstrap, security: target.connect.security };
  const running = await runningPlatform(target);
  if (running !== null) return { bootstrap: running.bootstrap, security: null };
  throw inputError('not-running', [
    {
      what: `${target.name} is a platform that the workbench starts, and it is not running`,
      todo: `start it with: workbench platform start ${name}`,
    },
  ]);
}
