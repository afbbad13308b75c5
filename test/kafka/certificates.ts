import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** Certificates for tests, with the dates and names that a test needs: no program has to be there, and none is slow. */
export interface Authority {
  /** Of the authority itself: what a client is told to trust. */
  readonly pem: string;
  issue(options?: IssueOptions): Issued;
}

export interface IssueOptions {
  /** Addresses and names that it is for; by default this machine. */
  readonly hosts?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  readonly subject?: string;
}

export interface Issued {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

const DAY_MS = 86_400_000;
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);

export function makeAuthority(name = 'Test authority'): Authority {
  const own = newKeys();
  const issuer = { name, key: own.privateKey };
  const pem = certificate({
    issuer,
    subject: name,
    publicKey: own.publicKey,
    from: daysFromNow(-1_000),
    until: daysFromNow(1_000),
    extensions: [extension(OID.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))), true)],
  });
  return {
    pem,
    issue({ hosts = ['127.0.0.1', 'localhost'], from = daysFromNow(-1), until = daysFromNow(365), subject } = {}) {
      const { publicKey, privateKey } = newKeys();
      return {
        certificate: certificate({
          issuer,
          subject: subject ?? hosts[0] ?? 'nobody',
          publicKey,
          from,
          until,
          extensions: [extension(OID.subjectAltName, sequence(...hosts.map(generalName)))],
        }),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

interface Pair {
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
}

function newKeys(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKey, privateKey: createPrivateKey(privateKey) };
}

const OID = {
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
};

interface Contents {
  readonly issuer: { readonly name: string; readonly key: KeyObject };
  readonly subject: string;
  readonly publicKey: Buffer;
  readonly from: Date;
  readonly until: Date;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, section 4.1. */
function certificate({ issuer, subject, publicKey, from, until, extensions }: Contents): string {
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    // Positive and not short: the first bit of a serial number would be its sign.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(from), time(until)),
    distinguishedName(subject),
    publicKey,
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, issuer.key);
  const whole = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extension(id: readonly number[], value: Buffer, critical = false): Buffer {
  const marked = critical ? [der(0x01, Buffer.from([0xff]))] : [];
  return sequence(oid(id), ...marked, der(0x04, value));
}

/** [2] is a DNS name, [7] an address; of the latter only version 4. */
function generalName(host: string): Buffer {
  return isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
}

const distinguishedName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))));

/** UTCTime, to the second, as certificates have it up to 2049. */
const time = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer): Buffer => der(0x02, bytes);
const oid = (bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));

function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}
