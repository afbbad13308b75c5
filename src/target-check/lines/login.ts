import type { LoginOffer } from '../../kafka/read-only/probe/answers.ts';
import type { CheckAnswers } from '../answers.ts';
import { failed, notKnown, notObtained, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

/** As a target writes them. */
const KNOWN = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];

export function loginLines(answers: CheckAnswers): readonly CheckLine[] {
  const offers = answers.addresses.flatMap(({ greeting }) => (greeting?.kind === 'kafka' ? [greeting.login] : []));
  const offer = offers.find(({ wants }) => wants !== 'not-known') ?? offers[0];
  if (offer === undefined) return [];
  return [mechanismLine(offer, answers), ...letInLine(offer, answers)];
}

function mechanismLine(offer: LoginOffer, { security, cluster }: CheckAnswers): CheckLine {
  const looked = { group: 'login', id: 'mechanism', title: 'What login is wanted' } as const;
  const said = security?.sasl?.mechanism.toUpperCase() ?? null;
  if (offer.wants === 'not-known') {
    if (said === null && cluster.obtained) return passed(looked, 'none: it answers without one');
    return notKnown(looked, 'it does not say what mechanisms it offers');
  }
  if (offer.wants === 'nothing') {
    if (said === null) return passed(looked, 'none, as the target says');
    const todo = 'remove sasl from the target’s security, or use the port of a listener with SASL';
    return failed(looked, `none, and the target says ${said}`, todo);
  }
  const offered = offer.mechanisms.join(', ') || 'mechanisms that it does not name';
  if (said !== null && offer.accepted) return passed(looked, `${said}, which it offers (${offered})`);
  const usable = offer.mechanisms.filter((it) => KNOWN.includes(it)).map((it) => it.toLowerCase());
  const todo =
    usable.length > 0
      ? `write one of these under security.sasl.mechanism: ${usable.join(', ')}`
      : `the workbench speaks ${KNOWN.join(', ')}: use a listener that offers one of these`;
  return failed(looked, `it offers ${offered}, and the target says ${said ?? 'none'}`, todo);
}

function letInLine(offer: LoginOffer, { security, cluster, addresses }: CheckAnswers): readonly CheckLine[] {
  if (!security?.sasl || offer.wants === 'nothing' || (offer.wants === 'login' && !offer.accepted)) return [];
  const { usernameEnv, passwordEnv } = security.sasl;
  const looked = { group: 'login', id: 'credentials', title: `The login of $${usernameEnv}` } as const;
  if (cluster.obtained) return [passed(looked, 'is let in')];
  const distrusted = addresses.some(
    ({ tls }) => tls?.established && (tls.chainError !== null || tls.nameError !== null),
  );
  if (distrusted) return [notKnown(looked, 'no password goes to a broker whose certificate is not in order')];
  if (cluster.reason === 'not-reachable') return [notObtained(looked, cluster)];
  return [
    failed(
      looked,
      cluster.why,
      cluster.todo || `check $${usernameEnv} and $${passwordEnv}, and that they have not expired`,
    ),
  ];
}
