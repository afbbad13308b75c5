import type { AddressAnswer, ConnectAnswer } from '../../kafka/read-only/probe/answers.ts';
import { isLoopback } from '../../scenarios/target.ts';
import { addressOf } from '../addresses.ts';
import type { CheckAnswers } from '../answers.ts';
import { failed, firstOf, type Looked, millis, notKnown, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

export function connectionLines(answers: CheckAnswers): readonly CheckLine[] {
  return [
    ...answers.addresses.flatMap((address) => [connectionLine(address, answers), ...answerLine(address, answers)]),
    ...answers.unprobed.map((address) =>
      notKnown(
        { group: 'connections', id: `connection/${address}`, title: `Connection to ${address}` },
        'the check was over before this was answered',
      ),
    ),
    ...answers.services.map(({ title, url, answered }) => {
      const looked = { group: 'connections', id: `service/${url}`, title: `${title} at ${url}` } as const;
      return answered.obtained ? passed(looked, 'answers') : failed(looked, answered.why, answered.todo);
    }),
  ];
}

/** Which brokers tell clients to come to an address. */
function advertisers({ cluster }: CheckAnswers, address: string): readonly number[] {
  if (!cluster.obtained) return [];
  return cluster.value.brokers.filter((it) => addressOf(it.host, it.port) === address).map(({ id }) => id);
}

function connectionLine({ address, name, connections }: AddressAnswer, answers: CheckAnswers): CheckLine {
  const ofBootstrap = answers.bootstrap.includes(address);
  const brokers = advertisers(answers, address);
  const whose = ofBootstrap ? '' : `, which broker ${firstOf(brokers.map(String))} advertises`;
  const looked = {
    group: 'connections',
    id: `connection/${address}`,
    title: `Connection to ${address}${whose}`,
  } as const;
  if (name.error !== null) return notKnown(looked, `${name.host} has no address`);
  const open = connections.filter(({ error }) => error === null);
  const shut = connections.filter(({ error }) => error !== null);
  if (open.length === 0) return unreachable(looked, shut, ofBootstrap, address);
  const strayed = !ofBootstrap && isLoopback(address) && answers.bootstrap.some((it) => !isLoopback(it));
  if (strayed) {
    return failed(
      looked,
      `leads to this machine, while the cluster is at ${firstOf(answers.bootstrap)}`,
      'set advertised.listeners of that broker to an address at which clients reach it',
    );
  }
  const fastest = Math.min(...open.map((it) => it.millis));
  return passed(looked, [`opens in ${millis(fastest)}`, ...shut.map((it) => inWords(it, true))].join('; '));
}

function unreachable(looked: Looked, shut: readonly ConnectAnswer[], ofBootstrap: boolean, address: string): CheckLine {
  const detail = shut.map((it) => inWords(it, shut.length > 1)).join('; ');
  if (ofBootstrap) {
    const todo =
      'check the address and the port, that the broker runs, and the firewalls and security groups on the way';
    return failed(looked, detail, todo);
  }
  const todo = shut.every(({ error }) => error === 'ECONNREFUSED')
    ? 'start that broker; where it runs, nothing listens there as seen from here: set its advertised.listeners'
    : `the classic mistake: a cluster answers at bootstrap and sends clients to ${address}, where they cannot go; set advertised.listeners to an address that is reachable from here, or open the way`;
  return failed(looked, detail, todo);
}

function inWords({ ip, millis: waited, error }: ConnectAnswer, named: boolean): string {
  const which = named ? `${ip}: ` : '';
  if (error === 'ECONNREFUSED') return `${which}refused: nothing listens there (ECONNREFUSED)`;
  if (error === 'ETIMEDOUT') {
    return `${which}no answer within ${millis(waited)}: something on the way drops packets, as a firewall does`;
  }
  if (error === 'EHOSTUNREACH' || error === 'ENETUNREACH') return `${which}there is no way there (${error})`;
  return `${which}failed (${error})`;
}

/** Whether what answers is Kafka; where TLS and plain text are mixed up, the TLS lines say so. */
function answerLine(answer: AddressAnswer, { security }: CheckAnswers): readonly CheckLine[] {
  const { address, greeting, plainGreeting, tls } = answer;
  const looked = { group: 'connections', id: `answer/${address}`, title: `What answers at ${address}` } as const;
  if (plainGreeting?.kind === 'http') return [webServer(looked, plainGreeting.line)];
  if (greeting === null) return [];
  if (security?.tls !== true && tls?.established === true) return [];
  switch (greeting.kind) {
    case 'kafka':
      return [passed(looked, 'speaks the protocol of Kafka')];
    case 'http':
      return [webServer(looked, greeting.line)];
    case 'silent':
      return [
        failed(
          looked,
          `takes the connection and says nothing within ${millis(greeting.millis)}`,
          'check that the broker is well, and whether a proxy or a firewall stands in its place',
        ),
      ];
    case 'closed':
      return [
        failed(
          looked,
          'hangs up when it is spoken to',
          'check that this is the port of a broker’s listener for clients',
        ),
      ];
    case 'failed':
      return [failed(looked, `fails when it is spoken to (${greeting.error})`, ofFailure(greeting.error))];
    default:
      return [failed(looked, 'does not speak the protocol of Kafka', 'check the address and the port')];
  }
}

const ofFailure = (error: string): string =>
  /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE/.test(error)
    ? 'it wants a client’s certificate, which a target cannot give: use a listener with SASL'
    : 'check that this is the port of a broker’s listener for clients';

const webServer = (looked: Looked, line: string): CheckLine =>
  failed(
    looked,
    `a web server answers (${line.slice(0, 60)})`,
    'give the address of a broker’s listener: this may be the port of a console, a registry or a proxy',
  );
