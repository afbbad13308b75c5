import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { CertificateAnswer, TlsAnswer } from './answers.ts';

export type Opened<S> =
  | { readonly socket: S; readonly millis: number }
  | { readonly error: string; readonly millis: number };

/** How long something may take, and what ends it before. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export const INTERRUPTED = 'interrupted';

/** A TCP connection; the caller destroys it. Never rejects. */
export function openSocket(ip: string, port: number, { timeoutMs, signal }: Patience): Promise<Opened<Socket>> {
  const from = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host: ip, port });
    const end = (error: string | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      const millis = performance.now() - from;
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      if (error !== null) socket.destroy();
      resolve(error === null ? { socket, millis } : { error, millis });
    };
    const timer = setTimeout(() => end('ETIMEDOUT'), timeoutMs);
    const interrupt = (): void => end(INTERRUPTED);
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}

/** TLS over a connection; what is wrong with a certificate is told, not refused. Never rejects. */
export async function openTls(
  under: Socket,
  host: string,
  ca: readonly string[] | undefined,
  { timeoutMs, signal }: Patience,
): Promise<{ readonly answer: TlsAnswer; readonly socket: TLSSocket | null }> {
  const socket = tlsConnect({
    socket: under,
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca: [...ca] }),
  });
  const error = await new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve('ETIMEDOUT'), timeoutMs);
    const interrupt = (): void => end(INTERRUPTED);
    const end = (why: string | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      resolve(why);
    };
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
    socket.once('secureConnect', () => end(null));
    socket.once('error', (cause: NodeJS.ErrnoException) => end(cause.code ?? cause.message));
    socket.once('close', () => end('ECONNRESET'));
  });
  socket.removeAllListeners('error');
  socket.on('error', () => undefined);
  if (error !== null) {
    socket.destroy();
    return { answer: { established: false, error }, socket: null };
  }
  return { answer: described(socket, host), socket };
}

function described(socket: TLSSocket, host: string): TlsAnswer {
  const certificate = socket.getPeerCertificate(true);
  // Node leaves the field null where the certificate is in order.
  const chainError = socket.authorizationError as unknown as string | Error | null;
  const code = chainError instanceof Error ? (chainError as NodeJS.ErrnoException).code : chainError;
  return {
    established: true,
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName ?? socket.getCipher().name,
    // The name is looked at apart.
    chainError: code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : (code ?? null),
    nameError: checkServerIdentity(host, certificate)?.message ?? null,
    certificates: chainOf(certificate),
  };
}

function chainOf(first: DetailedPeerCertificate): readonly CertificateAnswer[] {
  const chain: CertificateAnswer[] = [];
  const seen = new Set<string>();
  for (let one = first; one?.fingerprint256 && !seen.has(one.fingerprint256); one = one.issuerCertificate) {
    seen.add(one.fingerprint256);
    chain.push({
      subject: nameOf(one.subject),
      issuer: nameOf(one.issuer),
      fromMs: Date.parse(one.valid_from),
      untilMs: Date.parse(one.valid_to),
    });
  }
  return chain;
}

const nameOf = (parts: DetailedPeerCertificate['subject'] | undefined): string =>
  [parts?.CN ?? parts?.O ?? parts?.OU].flat()[0] ?? 'no name';
