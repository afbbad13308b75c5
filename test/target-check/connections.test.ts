import { describe, expect, it } from 'vitest';
import type { CheckAnswers } from '../../src/target-check/answers.ts';
import { diagnose } from '../../src/target-check/diagnose.ts';
import { CHECK_GROUPS } from '../../src/target-check/types.ts';
import { address, answers, lineOf, NOW, notObtained, SECURITY, target, verdictOf } from './answers-of.ts';

const NAME = 'kafka.example';
const AT = `${NAME}:9092`;
const nowhere = notObtained('no broker answered', 'not-reachable');
const first = (change: Parameters<typeof address>[1]): Partial<CheckAnswers> => ({
  addresses: [address(AT, change), address('b2.example:9092')],
});

describe('a cluster in order', () => {
  it('fails in no line, and has every group in its order', () => {
    const lines = diagnose(answers());
    expect(lines.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    expect([...new Set(lines.map(({ group }) => group))]).toEqual(CHECK_GROUPS);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  });
});

describe('names and connections', () => {
  it('fail for a name that does not resolve, and say whose it is', () => {
    const name = { host: NAME, literal: false, addresses: [], millis: 5, error: 'ENOTFOUND' };
    const unresolved = first({ name, connections: [], tls: null, greeting: null });
    expect(lineOf(`name/${NAME}`, unresolved)).toMatchObject({
      verdict: 'failed',
      detail: 'does not resolve (ENOTFOUND)',
    });
    expect(lineOf(`name/${NAME}`, unresolved).todo).toContain('bootstrap');
    expect(verdictOf(`connection/${AT}`, unresolved)).toBe('not-known');
  });

  it('say how long they waited for what drops packets, and that nothing listens where it refuses', () => {
    const shut = (error: string, millis: number) =>
      lineOf(
        `connection/${AT}`,
        first({ connections: [{ ip: '10.0.0.1', millis, error }], tls: null, greeting: null }),
      );
    expect(shut('ETIMEDOUT', 10_000).detail).toBe(
      'no answer within 10 s: something on the way drops packets, as a firewall does',
    );
    expect(shut('ECONNREFUSED', 1).detail).toBe('refused: nothing listens there (ECONNREFUSED)');
  });

  it('pass where one address of a name opens, and name the one that does not', () => {
    const connections = [
      { ip: '::1', millis: 0.1, error: 'ECONNREFUSED' },
      { ip: '127.0.0.1', millis: 0.4, error: null },
    ];
    const line = lineOf(`connection/${AT}`, first({ connections }));
    expect(line.verdict).toBe('passed');
    expect(line.detail).toBe('opens in 0.4 ms; ::1: refused: nothing listens there (ECONNREFUSED)');
  });

  it('tell the classic mistake: a broker advertises what cannot be reached from here', () => {
    const connections = [{ ip: '10.0.0.2', millis: 10_000, error: 'ETIMEDOUT' }];
    const unreached = {
      addresses: [address(AT), address('b2.example:9092', { connections, tls: null, greeting: null })],
    };
    const line = lineOf('connection/b2.example:9092', unreached);
    expect(line).toMatchObject({
      verdict: 'failed',
      title: 'Connection to b2.example:9092, which broker 2 advertises',
    });
    expect(line.todo).toContain('advertised.listeners');
  });

  it('do not call a broker that is down a mistake of its configuration', () => {
    const connections = [{ ip: '10.0.0.2', millis: 1, error: 'ECONNREFUSED' }];
    const down = { addresses: [address(AT), address('b2.example:9092', { connections, tls: null, greeting: null })] };
    expect(lineOf('connection/b2.example:9092', down).todo).toMatch(/^start that broker/);
  });

  it('fail for a far cluster that sends clients to this machine, though something listens here', () => {
    expect(verdictOf('connection/localhost:9092', { addresses: [address(AT), address('localhost:9092')] })).toBe(
      'failed',
    );
    const here = { bootstrap: ['127.0.0.1:9092'], addresses: [address('127.0.0.1:9092'), address('localhost:9092')] };
    expect(verdictOf('connection/localhost:9092', here)).toBe('passed');
  });

  it('recognise a web server, one that says nothing and one that hangs up', () => {
    const greeted = (greeting: NonNullable<Parameters<typeof address>[1]>['greeting']) =>
      lineOf(`answer/${AT}`, first({ greeting: greeting ?? null }));
    expect(greeted({ kind: 'http', line: 'HTTP/1.1 400 Bad Request' }).detail).toBe(
      'a web server answers (HTTP/1.1 400 Bad Request)',
    );
    expect(greeted({ kind: 'silent', millis: 10_000 }).detail).toBe(
      'takes the connection and says nothing within 10 s',
    );
    expect(greeted({ kind: 'closed' }).verdict).toBe('failed');
    expect(greeted({ kind: 'failed', error: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }).todo).toContain(
      'certificate',
    );
  });

  it('show a service beside the brokers that does not answer', () => {
    const service = {
      title: 'Schema Registry',
      url: 'http://r',
      answered: notObtained('answers HTML', 'failed', 'mend it'),
    };
    expect(lineOf('service/http://r', { services: [service] })).toMatchObject({ verdict: 'failed', todo: 'mend it' });
  });
});

describe('TLS', () => {
  const certificate = (change: object) => {
    const tls = address(AT).tls;
    if (!tls?.established) throw new Error('the sample has TLS');
    return first({ tls: { ...tls, ...change } });
  };
  const dated = (untilMs: number, fromMs = 0) =>
    certificate({ certificates: [{ subject: NAME, issuer: 'Own CA', fromMs, untilMs }] });

  it('shows protocol, cipher, chain and whom it is trusted by', () => {
    expect(lineOf(`tls-handshake/${AT}`).detail).toBe('TLSv1.3, TLS_AES_256_GCM_SHA384');
    expect(lineOf(`tls-chain/${AT}`).detail).toBe('kafka.example ← Own CA, trusted by the authority in ca.pem');
  });

  it('fails on an expired certificate, and passes one that will be with a word', () => {
    const day = (n: number): number => NOW + n * 86_400_000;
    expect(lineOf(`tls-expiry/${AT}`, dated(day(-1)))).toMatchObject({
      verdict: 'failed',
      detail: 'expired: it was valid until 2026-11-20',
    });
    expect(lineOf(`tls-expiry/${AT}`, dated(day(29)))).toMatchObject({
      verdict: 'passed',
      detail: 'it is valid until 2026-12-20, for 29 more days only',
      todo: 'renew it before you measure or migrate',
    });
    expect(lineOf(`tls-expiry/${AT}`, dated(day(30)))).toMatchObject({ verdict: 'passed', todo: null });
    expect(verdictOf(`tls-expiry/${AT}`, dated(day(30), day(1)))).toBe('failed');
  });

  it('names the certificate above that runs out first', () => {
    const certificates = [
      { subject: NAME, issuer: 'Middle', fromMs: 0, untilMs: NOW + 9e9 },
      { subject: 'Middle', issuer: 'Root', fromMs: 0, untilMs: NOW - 86_400_000 },
    ];
    expect(lineOf(`tls-expiry/${AT}`, certificate({ certificates })).detail).toBe(
      'expired: the one of Middle above it was valid until 2026-11-20',
    );
  });

  it('does not blame the chain for dates, and blames it for an unknown authority', () => {
    expect(verdictOf(`tls-chain/${AT}`, certificate({ chainError: 'CERT_HAS_EXPIRED' }))).toBe('passed');
    const unknown = lineOf(`tls-chain/${AT}`, certificate({ chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }));
    expect(unknown.verdict).toBe('failed');
    expect(unknown.todo).toContain('ca.pem does not hold the authority “Own CA”');
  });

  it('fails where the certificate is for another host', () => {
    const nameError =
      "Hostname/IP does not match certificate's altnames: Host: kafka.example. is not in the cert's altnames: DNS:b";
    expect(lineOf(`tls-name/${AT}`, certificate({ nameError }))).toMatchObject({
      verdict: 'failed',
      detail: "Host: kafka.example. is not in the cert's altnames: DNS:b",
    });
  });

  it('is told from plain text, in both directions, in one line', () => {
    const kafka = { kind: 'kafka', login: { wants: 'nothing' } } as const;
    const plain = first({ tls: { established: false, error: 'ECONNRESET' }, greeting: null, plainGreeting: kafka });
    expect(lineOf(`tls-handshake/${AT}`, plain).detail).toBe('speaks plain text, and the target says TLS');
    const asked = { security: { ...SECURITY, tls: false }, ...first({ greeting: { kind: 'closed' } }) };
    expect(lineOf(`tls-handshake/${AT}`, asked)).toMatchObject({
      verdict: 'failed',
      detail: 'expects TLS, and the target says plain text',
    });
    const about = diagnose(answers(asked)).filter((line) => line.id.endsWith(AT) && line.verdict === 'failed');
    expect(about).toHaveLength(1);
  });
});

describe('login', () => {
  const offering = (login: object): Partial<CheckAnswers> => ({
    addresses: [address(AT, { greeting: { kind: 'kafka', login } as never })],
    cluster: nowhere,
  });

  it('fails on a mechanism that is not offered, and names those that would do', () => {
    const line = lineOf('mechanism', offering({ wants: 'login', mechanisms: ['GSSAPI', 'PLAIN'], accepted: false }));
    expect(line).toMatchObject({
      verdict: 'failed',
      detail: 'it offers GSSAPI, PLAIN, and the target says SCRAM-SHA-512',
    });
    expect(line.todo).toBe('write one of these under security.sasl.mechanism: plain');
    const none = lineOf('mechanism', offering({ wants: 'login', mechanisms: ['GSSAPI'], accepted: false }));
    expect(none.todo).toContain('the workbench speaks');
  });

  it('fails where one is wanted that the target does not have, and the reverse', () => {
    const without = { security: { ...SECURITY, sasl: null } };
    const wanting = offering({ wants: 'login', mechanisms: ['PLAIN'], accepted: true });
    expect(lineOf('mechanism', { ...wanting, ...without })).toMatchObject({
      verdict: 'failed',
      detail: 'it offers PLAIN, and the target says none',
    });
    expect(verdictOf('mechanism', offering({ wants: 'nothing' }))).toBe('failed');
    expect(verdictOf('mechanism', { ...offering({ wants: 'nothing' }), ...without })).toBe('passed');
  });

  it('says what the brokers said to wrong credentials, and names variables, not values', () => {
    const refused = { cluster: notObtained('the credentials are not accepted', 'not-permitted') };
    const line = lineOf('credentials', refused);
    expect(line).toMatchObject({ verdict: 'failed', detail: 'the credentials are not accepted' });
    expect(line.todo).toContain('$WB_USER');
    expect(verdictOf('credentials', { cluster: nowhere })).toBe('not-known');
  });

  it('is not tried, and so not blamed, where the certificate is not in order', () => {
    const tls = address(AT).tls;
    const expired = first({ tls: { ...(tls as never as object), chainError: 'CERT_HAS_EXPIRED' } as never });
    expect(verdictOf('credentials', { ...expired, cluster: nowhere })).toBe('not-known');
  });
});

describe('a cluster that does not answer', () => {
  it('leaves one line a group, and is explained once', () => {
    const shut = { connections: [{ ip: '10.0.0.1', millis: 1, error: 'ECONNREFUSED' }], tls: null, greeting: null };
    const lines = diagnose(answers({ addresses: [address(AT, shut)], cluster: nowhere }));
    expect(lines.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)).toEqual([`connection/${AT}`]);
    const later = lines.slice(lines.findIndex(({ group }) => group === 'cluster'));
    expect(later.map(({ group }) => group)).toEqual(CHECK_GROUPS.slice(CHECK_GROUPS.indexOf('cluster')));
    expect(later.every(({ verdict }) => verdict === 'not-known')).toBe(true);
  });

  it('fails in the line of its id where nothing before says why', () => {
    const addresses = [address(AT, { greeting: { kind: 'kafka', login: { wants: 'not-known' } } })];
    const line = lineOf('cluster-id', { addresses, security: { ...SECURITY, sasl: null }, cluster: nowhere });
    expect(line).toMatchObject({ verdict: 'failed', detail: 'no broker answered' });
  });
});

describe('the id of the cluster', () => {
  it('fails where it is another one than the target names, and asks for one that is missing', () => {
    expect(verdictOf('cluster-id')).toBe('passed');
    expect(verdictOf('cluster-id', { target: target({ clusterId: 'two' }) })).toBe('failed');
    const none = lineOf('cluster-id', { target: target({ clusterId: null }) });
    expect(none).toMatchObject({ verdict: 'passed', todo: expect.stringContaining('clusterId: "one"') });
  });
});
