import { basename } from 'node:path';
import type { AddressAnswer, CertificateAnswer, TlsEstablished } from '../../kafka/read-only/probe/answers.ts';
import type { CheckAnswers } from '../answers.ts';
import { failed, type Looked, millis, passed } from '../line.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

const DAY_MS = 86_400_000;
/** From here on a certificate that runs out is worth a word. */
const SOON_DAYS = 30;

export function tlsLines(answers: CheckAnswers): readonly CheckLine[] {
  return answers.addresses.flatMap((address) => linesOf(address, answers));
}

const looking = (part: string, address: string, title: string): Looked => ({
  group: 'tls' satisfies CheckGroup,
  id: `tls-${part}/${address}`,
  title: `${title} ${address}`,
});

function linesOf(answer: AddressAnswer, { security, nowMs, timeoutMs }: CheckAnswers): readonly CheckLine[] {
  const { address, tls, greeting, plainGreeting } = answer;
  const wanted = security?.tls === true;
  const looked = looking('handshake', address, wanted ? 'TLS with' : 'Plain text with');
  if (!wanted) {
    if (tls?.established === true) return [wantsTls(looked)];
    return greeting?.kind === 'kafka' ? [passed(looked, 'plain text, as the target says')] : [];
  }
  if (tls === null) return [];
  if (tls.established)
    return establishedLines(address, tls, answer.name.host, security.caFile && basename(security.caFile), nowMs);
  if (plainGreeting?.kind === 'kafka') {
    const todo = 'use the port of its TLS listener, or write tls: false under security';
    return [failed(looked, 'speaks plain text, and the target says TLS', todo)];
  }
  const why = tls.error === 'ETIMEDOUT' ? `no answer within ${millis(timeoutMs)}` : `no handshake (${tls.error})`;
  const todo = 'check that this is the port of a TLS listener, and which protocols and ciphers it allows';
  return [failed(looked, why, todo)];
}

const wantsTls = (looked: Looked): CheckLine =>
  failed(
    looked,
    'expects TLS, and the target says plain text',
    'write tls: true under security, with caFile where its authority is a private one',
  );

function establishedLines(
  address: string,
  tls: TlsEstablished,
  host: string,
  caFile: string | null,
  nowMs: number,
): readonly CheckLine[] {
  return [
    passed(looking('handshake', address, 'TLS with'), `${tls.protocol}, ${tls.cipher}`),
    chainLine(looking('chain', address, 'The chain of'), tls, caFile),
    nameLine(looking('name', address, 'The name in the certificate of'), tls, host),
    expiryLine(looking('expiry', address, 'The dates in the certificate of'), tls, nowMs),
  ];
}

/** What the dates say stands in its own line. */
const OF_DATES = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];

function chainLine(looked: Looked, { chainError, certificates }: TlsEstablished, caFile: string | null): CheckLine {
  const by = caFile === null ? 'the public authorities that Node brings' : `the authority in ${caFile}`;
  const names = certificates.map(({ subject }) => subject).join(' ← ');
  if (chainError === null) return passed(looked, `${names}, trusted by ${by}`);
  if (OF_DATES.includes(chainError))
    return passed(looked, `${names}, complete up to ${by}; its dates are another line`);
  const issuer = certificates.at(-1)?.issuer ?? 'unknown';
  const todo =
    caFile === null
      ? `give the certificate of the authority “${issuer}” as security.caFile; where that is a public one, the broker has to send its intermediate certificates`
      : `${caFile} does not hold the authority “${issuer}”: give that one, or have the broker send its intermediate certificates`;
  return failed(looked, `${names}: not trusted by ${by} (${chainError})`, todo);
}

function nameLine(looked: Looked, { nameError }: TlsEstablished, host: string): CheckLine {
  if (nameError === null) return passed(looked, `is for ${host}`);
  const todo = `use an address that the certificate names, or have one issued that names ${host}`;
  return failed(looked, nameError.replace(/^Hostname\/IP does not match certificate's altnames: /, ''), todo);
}

function expiryLine(looked: Looked, { certificates }: TlsEstablished, nowMs: number): CheckLine {
  const early = certificates.find(({ fromMs }) => fromMs > nowMs);
  if (early !== undefined) {
    const todo = 'check the clock of this machine, and the one that issued the certificate';
    return failed(looked, `${whose(early, certificates)} is valid only from ${utcDay(early.fromMs)} on`, todo);
  }
  const [first] = certificates.toSorted((a, b) => a.untilMs - b.untilMs);
  if (first === undefined) return failed(looked, 'no certificate came', 'check the listener');
  const days = Math.floor((first.untilMs - nowMs) / DAY_MS);
  const until = `${whose(first, certificates)} ${days < 0 ? 'was' : 'is'} valid until ${utcDay(first.untilMs)}`;
  if (first.untilMs <= nowMs) {
    return failed(looked, `expired: ${until}`, 'renew it: no client that checks certificates can connect');
  }
  return days >= SOON_DAYS
    ? passed(looked, `${until}, for ${days} more days`)
    : passed(looked, `${until}, for ${days} more days only`, 'renew it before you measure or migrate');
}

const whose = (one: CertificateAnswer, all: readonly CertificateAnswer[]): string =>
  one === all[0] ? 'it' : `the one of ${one.subject} above it`;

const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** For the fairness page: what the addresses have, each once. */
export function tlsFact({ addresses, security }: CheckAnswers): string | null {
  if (security?.tls !== true) return 'plain text';
  const seen = addresses.flatMap(({ tls }) => (tls?.established ? [`${tls.protocol}, ${tls.cipher}`] : []));
  return seen.length === 0 ? null : [...new Set(seen)].join('; ');
}
