import type { NameAnswer } from '../../kafka/read-only/probe/answers.ts';
import type { CheckAnswers } from '../answers.ts';
import { failed, millis, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

export function nameLines({ addresses, bootstrap, timeoutMs }: CheckAnswers): readonly CheckLine[] {
  const names = new Map<string, { name: NameAnswer; bootstrap: boolean }>();
  for (const { name, address } of addresses) {
    const known = names.get(name.host);
    names.set(name.host, { name, bootstrap: known?.bootstrap === true || bootstrap.includes(address) });
  }
  return [...names.values()].map((one) => nameLine(one.name, one.bootstrap, timeoutMs));
}

function nameLine(name: NameAnswer, ofBootstrap: boolean, timeoutMs: number): CheckLine {
  const looked = { group: 'names', id: `name/${name.host}`, title: `The name ${name.host}` } as const;
  if (name.literal) return passed(looked, 'is an address, so that there is nothing to resolve');
  if (name.error === null) return passed(looked, `is ${name.addresses.join(', ')}, in ${millis(name.millis)}`);
  const why =
    name.error === 'ETIMEDOUT'
      ? `no resolver answered within ${millis(timeoutMs)}`
      : name.error === 'EAI_AGAIN'
        ? 'no resolver answers (EAI_AGAIN)'
        : `does not resolve (${name.error})`;
  return failed(
    looked,
    why,
    ofBootstrap
      ? 'check its spelling in bootstrap, and that this machine asks the resolver that knows it: a VPN, a private zone'
      : 'brokers send clients there: make the name resolvable from here, or set their advertised.listeners',
  );
}
